import type { Effort } from '../algebra/effort.ts';
import type { BuildKey, MeshAdapter } from '../mesh/adapter.ts';
import type { ModelPart } from '../model/model.ts';
import type { World } from '../resource/world.ts';
import type { Change } from './shelves.ts';

/** One build step of one adapter. */
export class Step {
  readonly adapter: MeshAdapter;
  readonly key: BuildKey;
  /** Names it among the steps of all adapters. */
  readonly id: string;

  constructor(adapter: MeshAdapter, key: BuildKey) {
    this.adapter = adapter;
    this.key = key;
    this.id = `${adapter.name}: ${key}`;
  }
}

/** Build steps by their ids. */
export type Steps = ReadonlyMap<string, Step>;

/** More is not decided while somebody waits for it. */
export interface Budget {
  /** Build steps that are read. */
  readonly steps: number;
  /** What the decisions of either side may compare. */
  readonly effort: Effort;
}

/** The steps whose result the changes can alter; null iff there are more than the budget allows. */
export function touched(
  changes: readonly Change[],
  { before, after }: { readonly before: World; readonly after: World },
  adapters: readonly MeshAdapter[],
  budget: Pick<Budget, 'steps'>,
): Steps | null {
  const steps = new Map<string, Step>();
  for (const adapter of adapters) {
    for (const change of changes) {
      // What comes is asked about in the world without it as well: a default class takes objects from where they were.
      const sides = [change.before, change.after].flatMap((resource) => [
        { resource, world: before },
        { resource, world: after },
      ]);
      for (const { resource, world } of sides) {
        if (resource === null || !adapter.kinds.includes(resource.kind)) continue;
        for (const key of adapter.touches(resource, world)) {
          const step = new Step(adapter, key);
          steps.set(step.id, step);
          if (steps.size > budget.steps) return null;
        }
      }
    }
  }
  return steps;
}

/** What is looked at for the sake of some steps. */
export interface Reach {
  /** The steps that are judged: those, and what leads to them, whose verdicts can rest on them. */
  readonly judged: Steps;
  /** What these compete with, or belong to: without it they would be judged wrongly. */
  readonly beside: Steps;
  /** Some of it was left out for the budget. */
  readonly isCut: boolean;
}

/** A gateway leads to a service, a service to a router, a router to a node: more levels than these there are not. */
const levels = 3;

export function reachOf(start: Steps, world: World, budget: Budget): Reach {
  const judged = new Map(start);
  let isCut = false;
  let level: readonly Step[] = [...start.values()];
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    const above: Step[] = [];
    for (const { adapter, key } of level) {
      for (const leading of adapter.leadingTo(key, world)) {
        const step = new Step(adapter, leading);
        if (judged.has(step.id)) continue;
        if (judged.size >= budget.steps) {
          isCut = true;
          continue;
        }
        judged.set(step.id, step);
        above.push(step);
      }
    }
    level = above;
  }
  return more({ judged, beside: new Map(), isCut }, ({ adapter, key }) => adapter.beside(key, world), budget);
}

/** With the domains whose policies count for what is judged. */
export function withDomains(reach: Reach, part: (step: Step) => ModelPart, budget: Budget): Reach {
  return more(reach, (step) => domainsOf(step, part(step)), budget);
}

function more(reach: Reach, besides: (step: Step) => Iterable<BuildKey>, budget: Budget): Reach {
  const { judged } = reach;
  const beside = new Map(reach.beside);
  let { isCut } = reach;
  for (const step of judged.values()) {
    for (const key of besides(step)) {
      const other = new Step(step.adapter, key);
      if (judged.has(other.id)) continue;
      if (beside.size >= budget.steps) {
        isCut = true;
        break;
      }
      beside.set(other.id, other);
    }
  }
  return { judged, beside, isCut };
}

function* domainsOf({ adapter }: Step, { places, pools }: ModelPart): Iterable<BuildKey> {
  for (const { tls } of [...places, ...pools]) {
    const domain = tls.domain === null ? null : adapter.stepOf(tls.domain);
    if (domain !== null) yield domain;
  }
}

/** What is looked at on one side of a change is looked at on both, so that what is the same is seen to be. */
export function united(reaches: readonly Reach[]): Reach {
  const judged = new Map(reaches.flatMap((reach) => [...reach.judged]));
  const beside = new Map(reaches.flatMap((reach) => [...reach.beside]).filter(([id]) => !judged.has(id)));
  return { judged, beside, isCut: reaches.some(({ isCut }) => isCut) };
}
