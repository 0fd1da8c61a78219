import type { Request } from '../algebra/request.ts';
import { apply } from '../algebra/rewrite.ts';
import { isUnknown } from '../base/known.ts';
import { code } from '../base/wording.ts';
import type { Call } from '../model/call.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Place, PlaceKey } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import { type Action, type Destination, difference, type Entry, type Route } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import type { Workload } from '../resource/workload.ts';
import { type Refusal, refusal } from './refusal.ts';
import { shares } from './shares.ts';
import { arriving, winnerAt } from './winner.ts';

/** An entry that is tried and does not take the request. */
export interface Passed extends Refusal {
  readonly entry: Entry;
}

/** What one place does with a request. */
export interface Step {
  readonly place: Place;
  /** As it is matched here. */
  readonly request: Request;
  /** The path before the proxy normalised it; null iff that changed nothing. */
  readonly pathBefore: string | null;
  /** Of all such requests, from 0 to 1; null iff a weight is not known. */
  readonly share: number | null;
  /** The table that keeps it; null iff none admits it. */
  readonly table: RouteTable | null;
  /** Null iff no entry takes it, or nobody can say which. */
  readonly entry: Entry | null;
  /** Others than `entry` of which the mesh may choose one in its place, and that act differently. */
  readonly alternatives: readonly Entry[];
  /** Tried before, in the order of trial. */
  passed(): readonly Passed[];
  /** Others that the mesh may choose in place of `entry`. */
  readonly rivals: readonly Entry[];
  /** As it leaves; null iff it does not, or this run cannot know. */
  readonly sent: Request | null;
}

/** Where some share of the requests ends. */
export type End = {
  readonly share: number | null;
  /** As it arrives here, as far as this run knows. */
  readonly request: Request;
  /** Routes that it took, in the order of the way. */
  readonly routes: readonly Route[];
} & (
  | {
      readonly is: 'pool';
      readonly pool: Pool;
      readonly workloads: readonly Workload[];
      /** The calls that this way is part of: both ends of TLS are theirs. */
      readonly calls: readonly Call[];
    }
  /** `to`: null iff this run cannot know. */
  | { readonly is: 'redirect'; readonly status: number; readonly to: Request | null }
  | { readonly is: 'response'; readonly status: number }
  /** No route takes it; `nearest`: the one that lacks least. */
  | { readonly is: 'nothing'; readonly status: number; nearest(): Passed | null; readonly place: Place }
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
 * Follows a request from a place on, by the plain reading of the model. `calls`: what brings it there, one end of its TLS.
 * `choices`: at each step with alternatives, which of them takes it: 0 for the one that is listed first, as beyond the list.
 */
export function trace(
  model: RoutingModel,
  start: PlaceKey,
  request: Request,
  calls: readonly Call[],
  choices: readonly number[] = [],
): Trace {
  const steps: Step[] = [];
  const ends: End[] = [];
  const scene = { model, calls, choices: choices.values() };
  for (const event of follow(scene, start, { request, share: 1, routes: [], depth: 0 })) {
    if ('is' in event) ends.push(event);
    else steps.push(event);
  }
  return { request, steps, ends };
}

interface Scene {
  readonly model: RoutingModel;
  readonly calls: readonly Call[];
  readonly choices: Iterator<number>;
}

/** A request on its way, and how many steps lie behind it. */
interface Traveller {
  readonly request: Request;
  readonly share: number | null;
  readonly routes: readonly Route[];
  readonly depth: number;
}

function* follow(scene: Scene, key: PlaceKey, traveller: Traveller): Iterable<Step | End> {
  const { share, routes, depth } = traveller;
  const place = scene.model.place(key);
  if (place === undefined) {
    yield { is: 'elsewhere', label: key, because: 'not in these files', ...stateOf(traveller) };
    return;
  }
  const request = arriving(place, traveller.request);
  if (request === null) {
    yield { is: 'response', status: 400, ...stateOf(traveller) };
    return;
  }
  const here = { request, share, routes };
  if (depth >= mostSteps) {
    yield { is: 'unknown', because: `where it ends, for the way goes in circles at ${place.label}`, ...here };
    return;
  }
  const found = winnerAt(place, request);
  const pathBefore = request.path === traveller.request.path ? null : traveller.request.path;
  const step = {
    place,
    request,
    pathBefore,
    share,
    table: found.table,
    entry: null,
    rivals: [],
    alternatives: [],
    passed: () => [],
    sent: null,
  };
  switch (found.is) {
    case 'undecided': {
      const { table, entry } = found;
      yield { ...step, passed: () => (entry === null ? [] : before(table, entry, request)) };
      const what = entry === null ? table.label : `route ${code(entry.route.name)}`;
      const { because } = refusal(entry === null ? table.admits : entry.requests, request, table.semantics);
      yield { is: 'unknown', because: `whether ${what} takes it: ${because}`, ...here };
      return;
    }
    case 'otherwise': {
      const { table, action } = found;
      yield {
        ...step,
        passed: () => (table === null ? [] : before(table, null, request)),
        sent: sent(action, request),
      };
      if (action.kind === 'respond') {
        yield { is: 'nothing', status: action.status, nearest: () => nearest(place, table, request), place, ...here };
      } else yield* act(scene, action, { ...here, depth });
      return;
    }
    default: {
      const { table } = found;
      const all = [found.entry, ...found.rivals];
      const different = all.filter(({ route }) => difference(route, found.entry.route) !== 'nothing');
      const choice = different.length === 0 ? 0 : (scene.choices.next().value ?? 0);
      const entry = [found.entry, ...different][choice] ?? found.entry;
      const { action } = entry.route;
      yield {
        ...step,
        entry,
        rivals: all.filter((one) => one !== entry),
        alternatives: different.length === 0 ? [] : [found.entry, ...different].filter((one) => one !== entry),
        passed: () => before(table, entry, request),
        sent: sent(action, request),
      };
      yield* act(scene, action, { ...here, routes: [...routes, entry.route], depth });
    }
  }
}

function sent(action: Action, request: Request): Request | null {
  return action.kind === 'forward' ? apply(action.rewrite, request) : null;
}

/** What an end says of the request that comes to it. */
const stateOf = ({ request, share, routes }: Traveller): Pick<End, 'request' | 'share' | 'routes'> => ({
  request,
  share,
  routes,
});

function* act(scene: Scene, action: Action, traveller: Traveller): Iterable<Step | End> {
  const { request, share, depth } = traveller;
  const here = stateOf(traveller);
  switch (action.kind) {
    case 'respond':
      yield { is: 'response', status: action.status, ...here };
      return;
    case 'redirect':
      yield { is: 'redirect', status: action.status, to: apply(action.rewrite, request), ...here };
      return;
    case 'unknown':
      yield { is: 'unknown', because: action.unknown, ...here };
      return;
    default: {
      const next = apply(action.rewrite, request);
      const parts = shares(action.to, share);
      if (parts.length === 0)
        yield { is: 'unknown', because: 'who gets it, for no destination has a weight above 0', ...here };
      for (const { destination, share: part } of parts) {
        if (next === null && !isUnknown(destination.to) && 'place' in destination.to) {
          const because = `what the request to ${destination.label} is rewritten to`;
          yield { is: 'unknown', because, ...here, share: part };
        } else {
          yield* lead(scene, destination, { ...traveller, request: next ?? request, share: part, depth: depth + 1 });
        }
      }
    }
  }
}

function* lead(scene: Scene, { to, label }: Destination, traveller: Traveller): Iterable<Step | End> {
  const here = stateOf(traveller);
  if (isUnknown(to)) yield { is: 'elsewhere', label, because: to.unknown, ...here };
  else if ('place' in to) yield* follow(scene, to.place, traveller);
  else {
    const pool = scene.model.pool(to.pool);
    if (pool === undefined) yield { is: 'elsewhere', label, because: 'not in these files', ...here };
    else {
      const workloads = pool.endpoints.map(({ workload }) => workload);
      yield { is: 'pool', pool, workloads, calls: scene.calls, ...here };
    }
  }
}

/** The route that lacks least, in the table that keeps the request or, where none does, in all of them. */
function nearest(place: Place, table: RouteTable | null, request: Request): Passed | null {
  return (table === null ? place.tables : [table])
    .flatMap((one) =>
      before(one, null, request).map((passed) => (table === null ? unadmitted(one, passed, request) : passed)),
    )
    .reduce<Passed | null>((best, one) => (best === null || one.held > best.held ? one : best), null);
}

/** What the table asks for counts before what the route asks for. */
function unadmitted(table: RouteTable, passed: Passed, request: Request): Passed {
  return { ...passed, because: refusal(table.admits, request, table.semantics).because };
}

/** Entries of the table in front of one, or all, with what keeps each from taking the request. */
function before({ entries, semantics }: RouteTable, end: Entry | null, request: Request): readonly Passed[] {
  const last = end === null ? entries.length : entries.indexOf(end);
  return entries.slice(0, last).map((entry) => ({ entry, ...refusal(entry.requests, request, semantics) }));
}
