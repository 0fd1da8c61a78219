import type { Request } from '../algebra/request.ts';
import { apply } from '../algebra/rewrite.ts';
import { isUnknown, type Known } from '../base/known.ts';
import { by, byText } from '../base/sort.ts';
import { authentication } from '../model/authentication.ts';
import type { Call } from '../model/call.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Place, PlaceKey } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import { type Action, type Destination, difference, type Entry, type Route } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { objectName } from '../resource/resource.ts';
import type { Entrance } from './entrance.ts';
import { winner } from './winner.ts';

/** Where a request ends; equal texts are one end, whatever the objects on the way are called. */
export interface Ending {
  /** `answer`: without a backend; `elsewhere`: by a name that leads out of these files. */
  readonly is: 'served' | 'answer' | 'elsewhere' | 'unknown';
  readonly text: string;
}

/** What some share of the requests meets, as far as its sender, or who runs what serves it, can tell. */
export interface Branch {
  /** From 0 to 1; null iff a weight is not known. */
  readonly share: number | null;
  readonly ending: Ending;
  /** As they arrive at the end. */
  readonly path: string;
  readonly host: string;
  /** Milliseconds until the first limit on the way, 0 for none; a text where this run cannot know. */
  readonly timeout: number | string;
  /** Of each hop that tries again, in the order of the way. */
  readonly retries: string;
  /** What the entrance takes from callers, and whether both ends of the last hop show certificates. */
  readonly protection: Protection;
}

export interface Protection {
  readonly takes: string;
  readonly mutual: boolean | null;
}

/** What becomes of one request. */
export interface Fate {
  /** Sorted by their ends; what ends alike is one branch. */
  readonly branches: readonly Branch[];
  /** Routes that take it on its way. */
  readonly routes: readonly Route[];
  /** Two routes of which nothing says which one takes it, in words; null iff there are none. */
  readonly open: string | null;
}

/** A way longer than this goes in circles. */
export const mostHops = 16;

/** More alternatives are not told. */
const mostFates = 64;

/**
 * What can become of a request that enters there, by the plain reading of the model: several fates where nothing orders
 * routes that take it and act differently; none where there are too many to tell.
 */
export function fates(model: RoutingModel, { place, calls }: Entrance, request: Request): readonly Fate[] {
  const all: Fate[] = [];
  const ahead: (readonly number[])[] = [[]];
  for (let choices = ahead.pop(); choices !== undefined; choices = ahead.pop()) {
    const found: Found = { branches: [], routes: new Set(), open: null, choices, counts: [] };
    follow({ model, calls, found, takes: '' }, place.key, { request, share: 1, passed: [] });
    all.push({ branches: merged(found.branches), routes: [...found.routes], open: found.open });
    if (all.length > mostFates) return [];
    for (let at = choices.length; at < found.counts.length; at++) {
      for (let other = 1; other < (found.counts[at] ?? 1); other++) {
        ahead.push([...choices, ...Array.from({ length: at - choices.length }, () => 0), other]);
      }
    }
  }
  return all;
}

/** What becomes of a request where it cannot enter. */
export const noFate: Fate = {
  branches: [
    {
      share: 1,
      ending: { is: 'answer', text: 'no entrance' },
      path: '',
      host: '',
      timeout: 0,
      retries: '',
      protection: { takes: '', mutual: null },
    },
  ],
  routes: [],
  open: null,
};

interface Found {
  readonly branches: Branch[];
  readonly routes: Set<Route>;
  open: string | null;
  /** Which of the routes that nothing orders is to take the request, each time that there are some; the first beyond. */
  readonly choices: readonly number[];
  /** How many there were, each time. */
  readonly counts: number[];
}

interface Scene {
  readonly model: RoutingModel;
  readonly calls: readonly Call[];
  readonly found: Found;
  /** Empty until the entrance is passed. */
  readonly takes: string;
}

interface Traveller {
  readonly request: Request;
  readonly share: number | null;
  readonly passed: readonly Route[];
  readonly hops?: number;
}

function follow(scene: Scene, key: PlaceKey, traveller: Traveller): void {
  const { request, passed, hops = 0 } = traveller;
  const place = scene.model.place(key);
  const won = hops > mostHops || place === undefined ? null : winner(scene.model, key, request);
  if (place === undefined || won === null) {
    end(scene, traveller, place === undefined ? { is: 'elsewhere', text: key } : circles, null);
    return;
  }
  const inside = scene.takes === '' ? { ...scene, takes: taken(place, won.table) } : scene;
  if (won.is === 'undecided') {
    end(
      inside,
      traveller,
      { is: 'unknown', text: `whether ${won.entry?.route.name ?? won.table.label} takes it` },
      null,
    );
  } else if (won.is === 'otherwise') act(inside, won.action, traveller);
  else {
    const route = chosen(scene.found, won.entry.route, won.rivals);
    scene.found.routes.add(route);
    act(inside, route.action, { ...traveller, passed: [...passed, route] });
  }
}

/** The route that takes the request: where others may do so that act differently, the one that is to be tried. */
function chosen(found: Found, first: Route, rivals: readonly Entry[]): Route {
  const others = rivals.map(({ route }) => route).filter((route) => difference(route, first) !== 'nothing');
  const [second] = others;
  if (second === undefined) return first;
  found.open ??= `nothing orders the routes ${first.name} and ${second.name}`;
  const at = found.counts.push(1 + others.length) - 1;
  return [first, ...others][found.choices[at] ?? 0] ?? first;
}

function act(scene: Scene, action: Action, traveller: Traveller): void {
  const { request, share, hops = 0 } = traveller;
  if (action.kind === 'respond') end(scene, traveller, { is: 'answer', text: String(action.status) }, null);
  else if (action.kind === 'unknown') end(scene, traveller, { is: 'unknown', text: action.unknown }, null);
  else if (action.kind === 'redirect') {
    const to = apply(action.rewrite, request);
    const next = to === null ? traveller : { ...traveller, request: to };
    end(scene, next, { is: 'answer', text: `${action.status}${to === null ? ' to what nobody knows' : ''}` }, null);
  } else {
    const next = apply(action.rewrite, request);
    const parts = shares(action.to, share);
    if (parts.length === 0) end(scene, traveller, { is: 'unknown', text: 'no destination has a weight above 0' }, null);
    for (const { destination, share: part } of parts) {
      const onwards = { ...traveller, request: next ?? request, share: part, hops: hops + 1 };
      const { to } = destination;
      if (next === null) end(scene, onwards, { is: 'unknown', text: 'what it is rewritten to' }, null);
      else if (isUnknown(to)) end(scene, onwards, { is: 'elsewhere', text: destination.label }, null);
      else if ('place' in to) follow(scene, to.place, onwards);
      else {
        const pool = scene.model.pool(to.pool);
        end(scene, onwards, endingAt(pool, destination.label), pool ?? null);
      }
    }
  }
}

function end(scene: Scene, { request, share, passed }: Traveller, ending: Ending, pool: Pool | null): void {
  scene.found.branches.push({
    share,
    ending,
    path: request.path,
    host: request.host,
    timeout: pool === null ? 0 : patience(passed, pool),
    retries: pool === null ? '' : attempts(passed),
    protection: { takes: scene.takes, mutual: pool === null ? null : mutual(scene.calls, pool) },
  });
}

/** What the proxy of a place takes from callers: its host may decide. */
export function taken(place: Place, table: RouteTable | null): string {
  const { value } = table?.accepts ?? place.tls.accepts;
  return isUnknown(value) ? 'what nobody can say' : value;
}

export const circles: Ending = { is: 'unknown', text: 'where it ends, for the way goes in circles' };

/** The workloads of the pool and their ports, or the name by which it is found. */
export function endingAt(pool: Pool | undefined, label: string): Ending {
  if (pool === undefined) return { is: 'elsewhere', text: label };
  const served = pool.endpoints.map(({ workload: { resource }, port }) => `${objectName(resource.key)}:${known(port)}`);
  return { is: 'served', text: served.length > 0 ? served.sort().join(', ') : (pool.discovery?.text ?? pool.label) };
}

const known = (port: Known<number>): string => (isUnknown(port) ? '?' : String(port));

/** Milliseconds until the first limit of the routes and of the pool, 0 for none; a text where one of them is not known. */
export function patience(passed: readonly Route[], pool: Pool): number | string {
  const limits = [...passed.flatMap(({ timeout }) => timeout ?? []), pool.timeout].map(({ value }) => value);
  const unread = limits.filter(isUnknown).map(({ unknown }) => unknown);
  const least = Math.min(...limits.filter((limit) => typeof limit === 'number' && limit > 0).map(Number));
  const first = Number.isFinite(least) ? least : 0;
  if (unread.length === 0) return first;
  return `${[...new Set(unread)].join(', ')}${first === 0 ? '' : `, at most ${first} ms`}`;
}

/** How often the routes try again, in words. */
export function attempts(passed: readonly Route[]): string {
  return passed
    .flatMap(({ retries }) => {
      const value = retries?.value ?? null;
      if (value === null) return [];
      if (isUnknown(value)) return [value.unknown];
      const count = isUnknown(value.attempts) ? value.attempts.unknown : value.attempts;
      if (count === 0) return [];
      const { perTry } = value;
      const each = perTry === null ? '' : ` of ${isUnknown(perTry) ? perTry.unknown : `${perTry} ms`}`;
      return [`${count}${each} on ${[...value.on].sort().join(', ')}`];
    })
    .join('; ');
}

/** Whether each of the calls is authenticated on both sides; null where one is not known, or there is none. */
export function mutual(calls: readonly Call[], pool: Pool): boolean | null {
  const all = calls.map((call) => authentication(call, pool).mutual);
  if (all.includes(false)) return false;
  return all.length === 0 || all.includes(null) ? null : true;
}

/** Each destination that gets requests, and which share of all. */
export function shares(
  to: readonly Destination[],
  share: number | null,
): readonly { readonly destination: Destination; readonly share: number | null }[] {
  const weights = to.map(({ weight }) => weight.value);
  const isRead = !weights.some(isUnknown);
  const total = isRead ? weights.reduce<number>((sum, weight) => sum + Number(weight), 0) : 0;
  return to.flatMap((destination) => {
    const { value } = destination.weight;
    if (value === 0) return [];
    return [{ destination, share: isRead && share !== null ? (share * Number(value)) / total : null }];
  });
}

/** Branches that differ in nothing but their share as one, sorted. */
function merged(all: readonly Branch[]): readonly Branch[] {
  const found = new Map<string, Branch>();
  for (const branch of all) {
    const { share, ...rest } = branch;
    const key = JSON.stringify(rest);
    const before = found.get(key);
    const sum = before === undefined ? share : before.share === null || share === null ? null : before.share + share;
    found.set(key, { ...branch, share: sum });
  }
  return [...found].sort(by(([key, { ending }]) => `${ending.text} ${key}`)).map(([, branch]) => branch);
}

/** A share as readers write it, so that sums of fractions compare. */
export const percent = (share: number | null): string => (share === null ? '?' : `${Number((share * 100).toFixed(4))}`);

/** What two fates have different. */
export type Kind = 'destination' | 'rewrite' | 'response' | 'weights' | 'timeout' | 'retries' | 'mtls';

/** What differs between the fates of one request; where it ends elsewhere, nothing else is told. */
export function differences(before: Fate, after: Fate): readonly Kind[] {
  const differs = (kind: Kind) => tellingPart(kind, before) !== tellingPart(kind, after);
  if (differs('destination')) {
    const answers = [...before.branches, ...after.branches].every(({ ending }) => ending.is === 'answer');
    return [answers ? 'response' : 'destination'];
  }
  return (['weights', 'rewrite', 'timeout', 'retries', 'mtls'] as const).filter(differs);
}

/** The part of a fate that a kind of difference is about, as one text; two requests with the same parts are told once. */
export function tellingPart(kind: Kind, { branches }: Fate): string {
  switch (kind) {
    case 'destination':
    case 'response':
      return texts(branches, () => '');
    case 'weights': {
      const sums = new Map<string, number | null>();
      for (const { ending, share } of branches) {
        const before = sums.get(ending.text);
        sums.set(ending.text, before === undefined ? share : before === null || share === null ? null : before + share);
      }
      return [...sums]
        .map(([end, share]) => `${end}=${percent(share)}`)
        .sort(byText)
        .join('\n');
    }
    case 'rewrite':
      return texts(branches, ({ path, host, ending }) => (ending.text === '404' ? '' : [path, host]));
    case 'timeout':
      return texts(branches, ({ timeout }) => timeout);
    case 'retries':
      return texts(branches, ({ retries }) => retries);
    default:
      return texts(branches, ({ protection }) => protection);
  }
}

/** What a part of each branch is, by the end of the branch. */
function texts(branches: readonly Branch[], what: (branch: Branch) => unknown): string {
  return [...new Set(branches.map((branch) => JSON.stringify([branch.ending, what(branch)])))].sort(byText).join('\n');
}
