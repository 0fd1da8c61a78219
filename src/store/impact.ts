import type { BuildKey, MeshAdapter } from '../mesh/adapter.ts';
import type { ModelPart } from '../model/model.ts';
import type { World } from '../resource/world.ts';
import type { Change } from './cluster-world.ts';

/** One build step of one adapter. */
export interface Step {
  readonly adapter: MeshAdapter;
  readonly key: BuildKey;
}

export const stepId = ({ adapter, key }: Step): string => `${adapter.name}: ${key}`;

/** Build steps by their ids. */
export type Steps = ReadonlyMap<string, Step>;

/** More is not decided while somebody waits for it. */
export interface Budget {
  /** Build steps that are read. */
  readonly steps: number;
}

/** The steps whose result the changes can alter; null iff there are more than the budget allows. */
export function touched(
  changes: readonly Change[],
  { before, after }: { readonly before: World; readonly after: World },
  adapters: readonly MeshAdapter[],
  budget: Budget,
): Steps | null {
  const steps = new Map<string, Step>();
  for (const adapter of adapters) {
    for (const change of changes) {
      const sides = [
        { resource: change.before, world: before },
        { resource: change.after, world: after },
      ];
      for (const { resource, world } of sides) {
        if (resource === null || !adapter.kinds.includes(resource.kind)) continue;
        for (const key of adapter.touches(resource, world)) {
          const step = { adapter, key };
          steps.set(stepId(step), step);
          if (steps.size > budget.steps) return null;
        }
      }
    }
  }
  return steps;
}

/** Steps, and whether some that belong to them were left out for the budget. */
export interface Reach {
  readonly steps: Steps;
  readonly isCut: boolean;
}

/**
 * The steps that are looked at beside the touched ones: those that lead to them, whose verdicts can rest on them, and all
 * that requests reach from any of these.
 */
export function surroundings(
  start: Steps,
  world: World,
  part: (step: Step) => ModelPart,
  adapters: readonly MeshAdapter[],
  budget: Budget,
): Reach {
  const steps = new Map(start);
  let isCut = false;
  const add = (adapter: MeshAdapter, key: BuildKey, to: Step[]) => {
    const step = { adapter, key };
    const id = stepId(step);
    if (steps.has(id)) return;
    if (steps.size >= budget.steps) {
      isCut = true;
      return;
    }
    steps.set(id, step);
    to.push(step);
  };
  // A gateway leads to a service, a service to a router, a router to a node: more levels than these there are not.
  let level = [...start.values()];
  for (let depth = 0; depth < 3 && level.length > 0; depth++) {
    const above: Step[] = [];
    for (const { adapter, key } of level) {
      for (const leading of adapter.leadingTo(key, world)) add(adapter, leading, above);
    }
    level = above;
  }
  let front = [...steps.values()];
  while (front.length > 0) {
    const below: Step[] = [];
    for (const step of front) {
      for (const key of led(part(step), start.has(stepId(step)))) {
        for (const adapter of adapters) {
          const next = adapter.stepOf(key);
          if (next !== null) add(adapter, next, below);
        }
      }
    }
    front = below;
  }
  return { steps, isCut };
}

/** Keys of the places, pools and domains that a part leads to. Calls only of what is touched: they span the whole mesh. */
function* led({ places, pools, calls }: ModelPart, withCalls: boolean): Iterable<string> {
  for (const { tables, tls } of places) {
    if (tls.domain !== null) yield tls.domain;
    for (const { entries } of tables) {
      for (const { route } of entries) {
        if (route.action.kind !== 'forward') continue;
        for (const { to } of route.action.to) {
          if ('place' in to) yield to.place;
          else if ('pool' in to) yield to.pool;
        }
      }
    }
  }
  for (const { tls } of pools) if (tls.domain !== null) yield tls.domain;
  if (withCalls) for (const { to } of calls) if ('place' in to) yield to.place;
}
