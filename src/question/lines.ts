import { meet } from '../algebra/meet.ts';
import { everything, type RequestSet } from '../algebra/pattern.ts';
import { preimage } from '../algebra/preimage.ts';
import type { Rewrite } from '../algebra/rewrite.ts';
import type { Semantics } from '../algebra/semantics.ts';
import { isUnknown } from '../base/known.ts';
import type { RoutingModel } from '../model/model.ts';
import { order } from '../model/order.ts';
import type { Place, PlaceKey } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import { type Action, type Destination, difference, type Entry, type Route } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import type { Entrance } from './entrance.ts';
import { attempts, circles, type Ending, endingAt, mutual, patience, percent, taken } from './fate.ts';
import { shares } from './shares.ts';

/** All that enters a place and fares alike: the first line that has a request decides what becomes of it. */
export interface Line {
  /** As they enter. */
  readonly requests: RequestSet;
  /** What becomes of them: equal texts are equal fates of equal requests. */
  readonly signature: string;
  /** Routes on the way, that of the entrance first. */
  readonly routes: readonly Route[];
  /** What routes on the way that nothing orders ask for: there another line may decide. */
  rivals(): readonly RequestSet[];
}

/** What an entrance does with every request, as one list. Throws {@link TooManyWays}. */
export function linesOf(model: RoutingModel, { place, calls }: Entrance): readonly Line[] {
  const texts = new Map<string, string>();
  return waysInto(new Unfolding(model), place).map(({ requests, branches, routes, rivals, takes }) => {
    const told = branches.map(({ share, ending, pool, rewrites, passed }) =>
      JSON.stringify([
        ending,
        percent(share),
        rewrites,
        pool === null ? 0 : patience(passed, pool),
        pool === null ? '' : attempts(passed),
        pool === null ? null : mutual(calls, pool),
      ]),
    );
    const written = `${takes}\n${told.sort().join('\n')}`;
    const signature = texts.get(written) ?? written;
    texts.set(signature, signature);
    return { requests, signature, routes, rivals };
  });
}

/** What becomes of requests where there is no entrance. */
export const nowhere: Line = { requests: everything, signature: 'no entrance', routes: [], rivals: () => [] };

/** How the proxies of an entrance match. */
export function semanticsOf({ place: { tables } }: Entrance): Semantics | undefined {
  return tables.find(({ semantics }) => semantics !== undefined)?.semantics;
}

/** A split over places that each tell many requests apart makes a product that is not counted out. */
export class TooManyWays extends Error {}

const mostProducts = 20_000;

/** One part of a split, up to its end. */
interface Branch {
  readonly share: number | null;
  readonly ending: Ending;
  readonly pool: Pool | null;
  /** In the order of the way. */
  readonly rewrites: readonly Rewrite[];
  readonly passed: readonly Route[];
}

interface Way {
  readonly requests: RequestSet;
  readonly branches: readonly Branch[];
  readonly routes: readonly Route[];
  readonly takes: string;
  rivals(): readonly RequestSet[];
}

/** The ways out of the places of a model, each place unfolded once. */
class Unfolding {
  readonly model: RoutingModel;
  readonly known = new Map<PlaceKey, readonly Way[]>();
  readonly open = new Set<PlaceKey>();

  constructor(model: RoutingModel) {
    this.model = model;
  }
}

function waysInto(unfolding: Unfolding, place: Place): readonly Way[] {
  const before = unfolding.known.get(place.key);
  if (before !== undefined) return before;
  unfolding.open.add(place.key);
  const found: Way[] = [];
  for (const table of place.tables) {
    const takes = taken(place, table);
    for (const entry of table.entries) {
      const admitted = meet(table.admits, entry.requests);
      if (admitted.length === 0) continue;
      for (const way of waysOf(unfolding, entry.route.action)) {
        const requests = meet(admitted, way.requests);
        if (requests.length > 0) found.push(behind(way, { entry, table }, requests, takes));
      }
    }
    for (const way of waysOf(unfolding, table.otherwise)) {
      found.push({ ...way, requests: meet(table.admits, way.requests), takes });
    }
  }
  const takes = taken(place, null);
  found.push(...waysOf(unfolding, place.otherwise).map((way) => ({ ...way, takes })));
  unfolding.open.delete(place.key);
  unfolding.known.set(place.key, found);
  return found;
}

/** A way that begins with a route. */
function behind(
  way: Way,
  { entry, table }: { readonly entry: Entry; readonly table: RouteTable },
  requests: RequestSet,
  takes: string,
): Way {
  // The lines outlive the ways behind them.
  const { rivals } = way;
  return {
    requests,
    branches: way.branches.map((branch) => ({ ...branch, passed: [entry.route, ...branch.passed] })),
    routes: [entry.route, ...way.routes],
    takes,
    rivals: () => [
      ...unordered(table, entry).map((rival) => meet(table.admits, rival.requests)),
      ...rivals().map((set) => meet(requests, set)),
    ],
  };
}

function unordered({ entries }: RouteTable, entry: Entry): readonly Entry[] {
  return entries.filter((other) => {
    if (other === entry || difference(other.route, entry.route) === 'nothing') return false;
    const { first } = order(entry.rank, other.rank);
    return first === 'unknown' || first === 'nothing';
  });
}

/** The ways of an action; their requests are those in front of its rewrite. */
function waysOf(unfolding: Unfolding, action: Action): readonly Way[] {
  switch (action.kind) {
    case 'respond':
      return [ended({ is: 'answer', text: String(action.status) })];
    case 'unknown':
      return [ended({ is: 'unknown', text: action.unknown })];
    case 'redirect':
      return [ended({ is: 'answer', text: String(action.status) }, { rewrites: [action.rewrite] })];
    default: {
      const { rewrite } = action;
      if (rewrite !== null && (isUnknown(rewrite.path) || isUnknown(rewrite.port))) {
        const unread = isUnknown(rewrite.path) ? rewrite.path.unknown : 'the port of the next hop';
        return [ended({ is: 'unknown', text: unread }, { rewrites: [rewrite] })];
      }
      const parts = shares(action.to, 1);
      if (parts.length === 0) return [ended({ is: 'unknown', text: 'no destination has a weight above 0' })];
      return parts.map(({ destination, share }) => waysTo(unfolding, destination, share, rewrite)).reduce(product);
    }
  }
}

function waysTo(
  unfolding: Unfolding,
  { to, label }: Destination,
  share: number | null,
  rewrite: Rewrite | null,
): readonly Way[] {
  const rewrites = rewrite === null ? [] : [rewrite];
  if (isUnknown(to)) return [ended({ is: 'elsewhere', text: label }, { share, rewrites })];
  if ('pool' in to) {
    const pool = unfolding.model.pool(to.pool);
    return [ended(endingAt(pool, label), { share, rewrites, pool: pool ?? null })];
  }
  const place = unfolding.model.place(to.place);
  if (place === undefined) return [ended({ is: 'elsewhere', text: to.place }, { share, rewrites })];
  if (unfolding.open.has(place.key)) return [ended(circles, { share, rewrites })];
  return waysInto(unfolding, place).map((way) => ({
    ...way,
    requests: preimage(rewrite, way.requests),
    branches: way.branches.map((branch) => ({
      ...branch,
      share: share === null || branch.share === null ? null : share * branch.share,
      rewrites: [...rewrites, ...branch.rewrites],
    })),
    rivals: () => way.rivals().map((set) => preimage(rewrite, set)),
  }));
}

/** What becomes of a request in both parts of a split: of each the first way that has it. */
function product(left: readonly Way[], right: readonly Way[]): readonly Way[] {
  if (left.length * right.length > mostProducts) throw new TooManyWays();
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const requests = meet(one.requests, other.requests);
      if (requests.length === 0) return [];
      return {
        requests,
        branches: [...one.branches, ...other.branches],
        routes: [...one.routes, ...other.routes],
        takes: '',
        rivals: () => [...one.rivals(), ...other.rivals()],
      };
    }),
  );
}

function ended(
  ending: Ending,
  { share = 1, rewrites = [], pool = null }: Partial<Pick<Branch, 'share' | 'rewrites' | 'pool'>> = {},
): Way {
  return {
    requests: everything,
    branches: [{ share, ending, pool, rewrites, passed: [] }],
    routes: [],
    takes: '',
    rivals: () => [],
  };
}
