import { matches } from '../algebra/matches.ts';
import { normalPath } from '../algebra/normal-path.ts';
import type { Request } from '../algebra/request.ts';
import type { RoutingModel } from '../model/model.ts';
import { precedes } from '../model/order.ts';
import type { Place, PlaceKey } from '../model/place.ts';
import type { Action, Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';

/** Who gets a request in one place. */
export type Winner =
  | {
      readonly is: 'entry';
      readonly table: RouteTable;
      readonly entry: Entry;
      /** Other entries that match, or may, and are not certainly tried later: the mesh could choose one of them. */
      readonly rivals: readonly Entry[];
    }
  /** No entry takes it; `table`: the one that admits it, null iff none does. */
  | {
      readonly is: 'otherwise';
      readonly table: RouteTable | null;
      readonly action: Action;
    }
  /** A table or an entry that is tried first may match, and this run cannot know. */
  | {
      readonly is: 'undecided';
      readonly table: RouteTable;
      readonly entry: Entry | null;
    };

/**
 * The first table of the place that admits the request, and the first entry in it that matches, both in the order of
 * trial as listed; null iff the model has no such place. `request`: as it is sent. The plain reading of the model, which
 * the clever code is judged by.
 */
export function winner(model: RoutingModel, key: PlaceKey, request: Request): Winner | null {
  const place = model.place(key);
  if (place === undefined) return null;
  const arrived = arriving(place, request);
  return arrived === null ? refused : winnerAt(place, arrived);
}

/** What a proxy answers to a path that it cannot normalise: the measured status of Envoy. */
const refused: Winner = { is: 'otherwise', table: null, action: { kind: 'respond', status: 400 } };

/** The request as the proxy of the place matches it; null iff it refuses it. All tables of a place are of one proxy. */
export function arriving({ tables }: Place, request: Request): Request | null {
  if (tables.every(({ semantics }) => semantics?.paths !== 'normal')) return request;
  const path = normalPath(request.path);
  return path === null ? null : { ...request, path };
}

/** As {@link winner}, of a request as it arrives. */
export function winnerAt(place: Place, request: Request): Winner {
  for (const table of place.tables) {
    const admitted = matches(table.admits, request, table.semantics);
    if (admitted === null) return { is: 'undecided', table, entry: null };
    if (admitted) return inTable(table, request);
  }
  return { is: 'otherwise', table: null, action: place.otherwise };
}

function inTable(table: RouteTable, request: Request): Winner {
  for (const entry of table.entries) {
    const matched = matches(entry.requests, request, table.semantics);
    if (matched === null) return { is: 'undecided', table, entry };
    if (matched)
      return {
        is: 'entry',
        table,
        entry,
        rivals: rivals(table, entry, request),
      };
  }
  return { is: 'otherwise', table, action: table.otherwise };
}

function rivals(table: RouteTable, winning: Entry, request: Request): readonly Entry[] {
  return table.entries.filter(
    (rival) =>
      rival !== winning &&
      !precedes(winning.rank, rival.rank) &&
      matches(rival.requests, request, table.semantics) !== false,
  );
}
