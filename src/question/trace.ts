import { apply } from '../algebra/rewrite.ts';
import type { Request } from '../algebra/request.ts';
import { isUnknown } from '../base/known.ts';
import { code } from '../base/wording.ts';
import type { Call } from '../model/call.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Place, PlaceKey } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import type { Action, Destination, Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import type { Workload } from '../resource/workload.ts';
import { type Refusal, refusal } from './refusal.ts';
import { winner } from './winner.ts';

/** An entry that is tried and does not take the request. */
export interface Passed extends Refusal {
  readonly entry: Entry;
}

/** What one place does with a request. */
export interface Step {
  readonly place: Place;
  /** As it arrives here. */
  readonly request: Request;
  /** Of all such requests, from 0 to 1; null iff a weight is not known. */
  readonly share: number | null;
  /** The table that keeps it; null iff none admits it. */
  readonly table: RouteTable | null;
  /** Null iff no entry takes it, or nobody can say which. */
  readonly entry: Entry | null;
  /** Tried before, in the order of trial. */
  readonly passed: readonly Passed[];
  /** Others that the mesh may choose in place of `entry`. */
  readonly rivals: readonly Entry[];
  /** As it leaves; null iff it does not, or this run cannot know. */
  readonly sent: Request | null;
}

/** Where some share of the requests ends. */
export type End = { readonly share: number | null } & (
  | {
      readonly is: 'pool';
      readonly pool: Pool;
      readonly workloads: readonly Workload[];
      /** The calls that this way is part of: both ends of TLS are theirs. */
      readonly calls: readonly Call[];
    }
  | { readonly is: 'redirect'; readonly status: number; readonly to: Request | null }
  | { readonly is: 'response'; readonly status: number }
  /** No route takes it; `nearest`: the one that lacks least. */
  | { readonly is: 'nothing'; readonly status: number; readonly nearest: Passed | null; readonly place: Place }
  /** A destination that is not in these files, or what this run cannot know. */
  | { readonly is: 'elsewhere'; readonly label: string; readonly because: string }
  | { readonly is: 'unknown'; readonly because: string }
);

/** One request on its whole way. */
export interface Trace {
  readonly request: Request;
  /** In the order of the way; after a split the branches one by one. */
  readonly steps: readonly Step[];
  readonly ends: readonly End[];
}

/** A way longer than this goes in circles. */
const mostSteps = 64;

/**
 * Follows a request from a place on, by the plain reading of the model. `from`: the calls that bring it there, which are
 * one end of its TLS.
 */
export function trace(model: RoutingModel, start: PlaceKey, request: Request, from: readonly Call[]): Trace {
  const way = new Way(model, from);
  way.enter(start, request, 1);
  return { request, steps: way.steps, ends: way.ends };
}

class Way {
  readonly steps: Step[] = [];
  readonly ends: End[] = [];
  readonly #model: RoutingModel;
  readonly #calls: readonly Call[];

  constructor(model: RoutingModel, calls: readonly Call[]) {
    this.#model = model;
    this.#calls = calls;
  }

  enter(key: PlaceKey, request: Request, share: number | null): void {
    const place = this.#model.place(key);
    if (place === undefined) return this.#end({ is: 'elsewhere', label: key, because: 'not in these files', share });
    if (this.steps.length >= mostSteps) {
      return this.#end({ is: 'unknown', because: `the way goes in circles at ${place.label}`, share });
    }
    const found = winner(this.#model, key, request);
    if (found === null) throw new Error(`the place ${key} has no answer`);
    const { table } = found;
    const step = { place, request, share, table, entry: null, rivals: [], sent: null };
    if (found.is === 'undecided') {
      const passed = found.entry === null ? [] : before(found.table, found.entry, request);
      this.steps.push({ ...step, passed });
      const what = found.entry === null ? found.table.label : `route ${code(found.entry.route.name)}`;
      const why = refusal(found.entry === null ? found.table.admits : found.entry.requests, request).because;
      return this.#end({ is: 'unknown', because: `whether ${what} takes it: ${why}`, share });
    }
    if (found.is === 'otherwise') {
      const passed = table === null ? [] : before(table, null, request);
      const sent = found.action.kind === 'forward' ? apply(found.action.rewrite, request) : null;
      this.steps.push({ ...step, passed, sent });
      const { action } = found;
      if (action.kind !== 'respond') return this.#act(action, request, share);
      const nearest = place.tables.flatMap((one) => before(one, null, request)).reduce<Passed | null>(nearer, null);
      return this.#end({ is: 'nothing', status: action.status, nearest, place, share });
    }
    const { entry, rivals } = found;
    const { action } = entry.route;
    const sent = action.kind === 'forward' ? apply(action.rewrite, request) : null;
    const passed = table === null ? [] : before(table, entry, request);
    this.steps.push({ ...step, entry, rivals, passed, sent });
    return this.#act(action, request, share);
  }

  #act(action: Action, request: Request, share: number | null): void {
    switch (action.kind) {
      case 'respond':
        return this.#end({ is: 'response', status: action.status, share });
      case 'redirect':
        return this.#end({ is: 'redirect', status: action.status, to: apply(action.rewrite, request), share });
      case 'unknown':
        return this.#end({ is: 'unknown', because: action.unknown, share });
      default: {
        const sent = apply(action.rewrite, request);
        const parts = [...shares(action.to, share)];
        if (parts.length === 0) this.#end({ is: 'unknown', because: 'no destination has a weight above 0', share });
        for (const [destination, part] of parts) this.#lead(destination, sent, part);
      }
    }
  }

  #lead({ to, label }: Destination, request: Request | null, share: number | null): void {
    if (isUnknown(to)) return this.#end({ is: 'elsewhere', label, because: to.unknown, share });
    if ('place' in to) {
      if (request !== null) return this.enter(to.place, request, share);
      return this.#end({ is: 'unknown', because: `what the request to ${label} is rewritten to`, share });
    }
    const pool = this.#model.pool(to.pool);
    if (pool === undefined) return this.#end({ is: 'elsewhere', label, because: 'not in these files', share });
    const workloads = this.#model.selections
      .filter(({ pools }) => pools.includes(pool.key))
      .flatMap(({ selected }) => selected.map(({ workload }) => workload));
    return this.#end({ is: 'pool', pool, workloads, calls: this.#calls, share });
  }

  #end(end: End): void {
    this.ends.push(end);
  }
}

/** Entries of the table in front of one, or all, with what keeps each from taking the request. */
function before({ entries }: RouteTable, end: Entry | null, request: Request): readonly Passed[] {
  const last = end === null ? entries.length : entries.indexOf(end);
  return entries.slice(0, last).map((entry) => ({ entry, ...refusal(entry.requests, request) }));
}

function nearer(best: Passed | null, one: Passed): Passed {
  return best === null || one.held > best.held ? one : best;
}

/** Each destination that gets requests, with its share of all. */
function* shares(to: readonly Destination[], share: number | null): Iterable<readonly [Destination, number | null]> {
  const weights = to.map(({ weight }) => weight.value);
  const total = weights.reduce<number | null>(
    (sum, weight) => (sum === null || isUnknown(weight) ? null : sum + weight),
    0,
  );
  for (const destination of to) {
    const { value } = destination.weight;
    if (isUnknown(value) || total === null) yield [destination, null];
    else if (value > 0) yield [destination, share === null ? null : (share * value) / total];
  }
}
