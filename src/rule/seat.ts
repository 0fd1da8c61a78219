import { type Candidates, candidates } from '../algebra/candidates.ts';
import { box, exact } from '../algebra/pattern.ts';
import { type Remainder, remains } from '../algebra/subtract.ts';
import { Derived } from '../base/derived.ts';
import type { Seat } from '../model/model.ts';
import { order, precedes, type Rank } from '../model/order.ts';
import type { Place } from '../model/place.ts';
import { difference, type Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { lastBefore, lastRival } from './blocks.ts';

/** What takes requests before an entry does: an entry of its table, or a table tried before it. */
export type Taking = { readonly entry: Entry } | { readonly table: RouteTable };

const remainders = new Derived<Entry, Remainder<Taking>>();
const filedEntries = new Derived<RouteTable, Candidates<{ readonly entry: Entry }>>();
const filedTables = new Derived<Place, Candidates<{ readonly table: RouteTable }>>();

/** What certain predecessors leave of an entry in its seat. An entry sits in one table, so the answer is kept with it. */
export function remainder(seat: Seat): Remainder<Taking> {
  const { table, entry } = seat;
  let known = remainders.get(entry);
  if (known === undefined) {
    const { left, isSure } = surely(seat);
    // What no rival can take is not taken by those that certainly come first.
    const isSettled = isSure || (left.verdict === 'some' && left.ordinary);
    if (isSettled) return left;
    known = remains([table.admits, entry.requests], before(seat, precedes), {
      semantics: table.semantics,
      prefers: differs(entry),
    });
    remainders.set(entry, known);
  }
  return known;
}

/** The same of those of its requests that have one of the methods. */
export function remainderWith(methods: readonly string[], seat: Seat): Remainder<Taking> {
  const asked = methods.map((method) => box({ method: exact(method) }));
  return remains([seat.table.admits, seat.entry.requests, asked], before(seat, precedes), {
    semantics: seat.table.semantics,
  });
}

/** Takers that do something else with a request: they are what is wrong with a route that gets none. */
const differs = (entry: Entry) => (taking: Taking) =>
  !('entry' in taking) || difference(taking.entry.route, entry.route) === 'action';

/** What is left of an entry in its seat if everything that may be tried before it is: what decides may not be known here. */
export const whateverOrder = (seat: Seat): Remainder<Taking> => surely(seat).left;

interface Sure {
  readonly left: Remainder<Taking>;
  /** Everything that was asked for requests certainly comes first, so the order decides nothing. */
  readonly isSure: boolean;
}

const surest = new Derived<Entry, Sure>();

function surely(seat: Seat): Sure {
  const { table, entry } = seat;
  let known = surest.get(entry);
  if (known === undefined) {
    let isSure = true;
    const mayPrecede = (rival: Rank, own: Rank) => {
      if (precedes(own, rival)) return false;
      isSure &&= precedes(rival, own);
      return true;
    };
    const left = remains([table.admits, entry.requests], before(seat, mayPrecede), {
      semantics: table.semantics,
      prefers: differs(entry),
    });
    known = { left, isSure };
    surest.set(entry, known);
  }
  return known;
}

/** Tables and entries are filed once; what is tried before this entry is asked only of those near a request. */
function before({ place, table, entry }: Seat, isBefore: (rival: Rank, own: Rank) => boolean): Candidates<Taking> {
  return {
    near(probe, visit) {
      let isDone = false;
      tablesOf(place).near(probe, (taker, position) => {
        const rival = taker.as.table;
        isDone = rival !== table && isBefore(rival.rank, table.rank) && visit(taker, position);
        return isDone;
      });
      if (isDone) return;
      const last = isBefore === precedes ? lastBefore(table, entry) : lastRival(table, entry);
      entriesOf(table).near(probe, (taker, position) => {
        if (position > last) return true;
        const rival = taker.as.entry;
        return rival !== entry && isBefore(rival.rank, entry.rank) && visit(taker, position);
      });
    },
  };
}

function tablesOf(place: Place): Candidates<{ readonly table: RouteTable }> {
  const known = filedTables.get(place);
  if (known !== undefined) return known;
  const filed = candidates(place.tables.map((table) => ({ requests: table.admits, as: { table } })));
  filedTables.set(place, filed);
  return filed;
}

function entriesOf(table: RouteTable): Candidates<{ readonly entry: Entry }> {
  const known = filedEntries.get(table);
  if (known !== undefined) return known;
  const filed = candidates(table.entries.map((entry) => ({ requests: entry.requests, as: { entry } })));
  filedEntries.set(table, filed);
  return filed;
}

/** Why the taker is tried before the entry, in the words of the mesh. */
export function precedence(taking: Taking, { table, entry }: Seat): string {
  const first = 'entry' in taking ? order(taking.entry.rank, entry.rank) : order(taking.table.rank, table.rank);
  return 'because' in first ? first.because : 'is tried first';
}
