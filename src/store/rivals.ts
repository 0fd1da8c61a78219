import { box, type RequestSet } from '../algebra/pattern.ts';
import type { RivalSteps } from '../mesh/adapter.ts';
import type { Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';
import type { Step } from './impact.ts';
import { concerned } from './narrow.ts';
import type { Change } from './shelves.ts';

/** The objects that a step is built with, on one side of a change; absent: all of them. */
export type Chosen = ReadonlyMap<string, readonly Resource[]>;

/** What a step tries before the change; null iff it tries nothing of the sort. */
export type RivalsOf = (step: Step, own: RivalSteps) => readonly Rival[] | null;

/** An object and what it takes. */
export interface Rival {
  readonly resource: Resource;
  readonly requests: RequestSet;
}

/** Null iff the step tries nothing of the sort. */
export function rivalsIn(step: Step, own: RivalSteps, world: World): readonly Rival[] | null {
  return own.of(step.key, world)?.map((resource) => rival(own, resource)) ?? null;
}

function rival(own: RivalSteps, resource: Resource): Rival {
  return { resource, requests: own.requests(resource) };
}

/** The rivals in one step that are on one side of the change, and those that are on both. */
interface Contest {
  readonly step: Step;
  readonly old: readonly Rival[];
  readonly fresh: readonly Rival[];
  readonly shared: readonly Rival[];
}

/**
 * Which of its rivals each step has to be built with: those that change, those that share requests with them, and those
 * that share requests with these. Null iff the change may alter more than its own entries.
 */
export function chosenRivals(
  changes: readonly Change[],
  steps: Iterable<Step>,
  rivalsOf: RivalsOf,
  { before, after }: { readonly before: World; readonly after: World },
): { readonly before: Chosen; readonly after: Chosen } | null {
  const contests: Contest[] = [];
  const changing = new Set(changes.flatMap((change) => asItIs(before, change)));
  const fresh = changes.flatMap((change) => change.after ?? []);
  for (const step of steps) {
    const own = step.adapter.rivals;
    if (own === undefined || changes.some((change) => (change.before ?? change.after)?.kind !== own.kind)) return null;
    const all = rivalsOf(step, own);
    if (all !== null) contests.push(contestIn(step, own, all, changing, fresh, after));
  }
  const shared = contests.flatMap((contest) => contest.shared);
  const kept = concerned(shared, contests.flatMap(changedIn));
  const chosen = (side: 'old' | 'fresh') =>
    new Map(
      contests.map((contest) => {
        const some = [...contest[side], ...contest.shared.filter((one) => kept.has(one))];
        return [contest.step.id, some.map(({ resource }) => resource)];
      }),
    );
  return { before: chosen('old'), after: chosen('fresh') };
}

function contestIn(
  step: Step,
  own: RivalSteps,
  all: readonly Rival[],
  changing: ReadonlySet<Resource>,
  fresh: readonly Resource[],
  after: World,
): Contest {
  const old: Rival[] = [];
  const shared: Rival[] = [];
  // By identity: of the others nothing is read but what they take.
  for (const one of all) (changing.has(one.resource) ? old : shared).push(one);
  const tried = fresh.filter((one) => own.tries(step.key, one, after));
  return { step, old, fresh: tried.map((one) => rival(own, one)), shared };
}

/** The object that changes, as the world has it. */
function asItIs(world: World, { before, after }: Change): readonly Resource[] {
  const one = before ?? after;
  const lookup = one === null ? null : world.get(one.kind, one.key.namespace, one.key.name);
  return lookup?.is === 'found' ? [lookup.resource] : [];
}

/** The requests that may fare otherwise. Where a step tries something on one side only, all that get to it may. */
function changedIn({ old, fresh, shared }: Contest): readonly RequestSet[] {
  const isOneSided = shared.length === 0 && old.length > 0 !== fresh.length > 0;
  return isOneSided ? [everything] : [...old, ...fresh].map(({ requests }) => requests);
}

const everything: RequestSet = [box()];
