import type { Request } from '../algebra/request.ts';
import { apply } from '../algebra/rewrite.ts';
import { isUnknown } from '../base/known.ts';
import { by } from '../base/sort.ts';
import type { Call } from '../model/call.ts';
import type { RoutingModel } from '../model/model.ts';
import type { PlaceKey } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import { type Action, difference, type Entry, type Route } from '../model/route.ts';
import type { Entrance } from './entrance.ts';
import {
  attempts,
  type Branch,
  circles,
  type Ending,
  endingAt,
  type Fate,
  mutual,
  patience,
  shares,
  taken,
} from './fate.ts';
import { winner } from './winner.ts';

/** A way longer than this goes in circles. */
const mostHops = 16;

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
