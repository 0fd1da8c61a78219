import { Derived } from '../base/derived.ts';
import { isUnknown } from '../base/known.ts';
import { objectId } from '../resource/resource.ts';
import type { Call } from './call.ts';
import type { RoutingModel } from './model.ts';
import type { Place } from './place.ts';
import type { Pool } from './pool.ts';
import type { Action, Route, Target } from './route.ts';

/** What a request meets on its way. */
export type Stop = { readonly place: Place } | { readonly route: Route } | { readonly pool: Pool };

/** One step on. `call`: the workloads of the pool make it to answer the request. */
export interface Step {
  readonly to: Stop;
  readonly call: Call | null;
}

/** No request goes further; what is looked for along ways ends there. */
export const mostStops = 400;

/** One text for one stop. */
export function stopKey(stop: Stop): string {
  if ('place' in stop) return `place ${stop.place.key}`;
  return 'route' in stop ? `route ${stop.route.id}` : `pool ${stop.pool.key}`;
}

/**
 * Where a request may go next: from a place to its routes, from a route to its targets, from a pool to what its workloads
 * call. Targets without a weight get no requests; what is not in the model is left out.
 */
export function onward(model: RoutingModel, stop: Stop): readonly Step[] {
  if ('pool' in stop) return callsOf(model, stop.pool).flatMap((call) => calling(model, call));
  if ('route' in stop) return led(model, stop.route.action);
  const { tables, otherwise } = stop.place;
  return [
    ...tables.flatMap((table) => [
      ...table.entries.map(({ route }): Step => ({ to: { route }, call: null })),
      ...led(model, table.otherwise),
    ]),
    ...led(model, otherwise),
  ];
}

/** The first step of a call; a caller that routes itself starts at its own place. */
export function calling(model: RoutingModel, call: Call): readonly Step[] {
  const target: Target = 'through' in call.to ? { place: call.to.through } : call.to;
  return arriving(model, target).map(({ to }) => ({ to, call }));
}

/** The calls that the workloads of a pool make. */
export function callsOf(model: RoutingModel, pool: Pool): readonly Call[] {
  return byCaller(model).get(objectId(pool.resource)) ?? [];
}

function led(model: RoutingModel, action: Action): readonly Step[] {
  if (action.kind !== 'forward') return [];
  return action.to.flatMap(({ to, weight }) => (weight.value === 0 ? [] : arriving(model, to)));
}

function arriving(model: RoutingModel, target: Target): readonly Step[] {
  if (isUnknown(target)) return [];
  if ('pool' in target) {
    const pool = model.pool(target.pool);
    return pool === undefined ? [] : [{ to: { pool }, call: null }];
  }
  const place = model.place(target.place);
  return place === undefined ? [] : [{ to: { place }, call: null }];
}

const callers = new Derived<RoutingModel, ReadonlyMap<string, readonly Call[]>>();

function byCaller(model: RoutingModel): ReadonlyMap<string, readonly Call[]> {
  let known = callers.get(model);
  if (known === undefined) {
    const built = new Map<string, Call[]>();
    for (const call of model.calls) {
      const id = objectId(call.caller);
      const calls = built.get(id);
      if (calls === undefined) built.set(id, [call]);
      else calls.push(call);
    }
    known = built;
    callers.set(model, known);
  }
  return known;
}
