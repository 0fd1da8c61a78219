import { Derived } from '../base/derived.ts';
import { isUnknown } from '../base/known.ts';
import type { Call } from './call.ts';
import type { RoutingModel } from './model.ts';
import type { PlaceKey } from './place.ts';
import type { Pool, PoolKey } from './pool.ts';
import type { Action, Route, Target } from './route.ts';

/** One caller, one server: derived from calls, places and pools, never stored. */
export interface Hop {
  readonly call: Call;
  readonly server: Pool;
  /** The routes that lead from one to the other, in the order of the way. */
  readonly through: readonly Route[];
}

const known = new Derived<RoutingModel, readonly Hop[]>();

/** Every hop of the model, each pair of caller and server once. Several rules ask for them. */
export function hops(model: RoutingModel): readonly Hop[] {
  const found = known.get(model) ?? [...walked(model)];
  known.set(model, found);
  return found;
}

function* walked(model: RoutingModel): Iterable<Hop> {
  for (const call of model.calls) {
    const start: Target = 'through' in call.to ? { place: call.to.through } : call.to;
    const seen = new Set<PlaceKey | PoolKey>();
    for (const { pool, through } of reached(model, start, [], seen)) yield { call, server: pool, through };
  }
}

const led = new Derived<RoutingModel, ReadonlySet<PoolKey>>();

/** Every pool that a destination of some table or place names. */
export function poolsLedTo(model: RoutingModel): ReadonlySet<PoolKey> {
  const known = led.get(model);
  if (known !== undefined) return known;
  const actions = model.places.flatMap(({ tables, otherwise }) => [
    otherwise,
    ...tables.flatMap((table) => [table.otherwise, ...table.entries.map(({ route }) => route.action)]),
  ]);
  const found = new Set<PoolKey>();
  for (const action of actions) {
    for (const { to } of action.kind === 'forward' ? action.to : []) {
      if (!isUnknown(to) && 'pool' in to) found.add(to.pool);
    }
  }
  led.set(model, found);
  return found;
}

/** The pool that the target is; undefined iff it is another thing, or not here. */
export function poolAt(model: RoutingModel, target: Target): Pool | undefined {
  return isUnknown(target) || 'place' in target ? undefined : model.pool(target.pool);
}

/** The pools that requests to the target can end in. */
export function* reached(
  model: RoutingModel,
  target: Target,
  through: readonly Route[] = [],
  seen: Set<PlaceKey | PoolKey> = new Set(),
): Iterable<{ pool: Pool; through: readonly Route[] }> {
  if (isUnknown(target)) return;
  const key = 'pool' in target ? target.pool : target.place;
  if (seen.has(key)) return;
  seen.add(key);
  if ('pool' in target) {
    const pool = model.pool(target.pool);
    if (pool !== undefined) yield { pool, through };
    return;
  }
  const place = model.place(target.place);
  if (place === undefined) return;
  for (const table of place.tables) {
    for (const { route } of table.entries) yield* onwards(model, route.action, [...through, route], seen);
    yield* onwards(model, table.otherwise, through, seen);
  }
  yield* onwards(model, place.otherwise, through, seen);
}

function* onwards(model: RoutingModel, action: Action, through: readonly Route[], seen: Set<PlaceKey | PoolKey>) {
  if (action.kind !== 'forward') return;
  for (const { to } of action.to) yield* reached(model, to, through, seen);
}
