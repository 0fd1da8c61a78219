import { type Overlap, overlap } from '../algebra/overlap.ts';
import { type Remainder, subtract, type Taker } from '../algebra/subtract.ts';
import type { Seat } from '../model/model.ts';
import { order, precedes } from '../model/order.ts';
import type { Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';

/** What takes requests before an entry does: an entry of its table, or a table tried before it. */
export type Taking = { readonly entry: Entry } | { readonly table: RouteTable };

const remainders = new WeakMap<Entry, Remainder<Taking>>();

/** What certain predecessors leave of an entry in its seat. An entry sits in one table, so the answer is kept with it. */
export function remainder({ place, table, entry }: Seat): Remainder<Taking> {
  let known = remainders.get(entry);
  if (known === undefined) {
    const takers: Taker<Taking>[] = [];
    for (const rival of place.tables) {
      if (rival !== table && precedes(rival.rank, table.rank))
        takers.push({ requests: rival.admits, as: { table: rival } });
    }
    for (const rival of table.entries) {
      if (rival !== entry && precedes(rival.rank, entry.rank))
        takers.push({ requests: rival.requests, as: { entry: rival } });
    }
    known = subtract([table.admits, entry.requests], takers);
    remainders.set(entry, known);
  }
  return known;
}

/** Whether one request of the table can get either entry. */
export function meet(table: RouteTable, left: Entry, right: Entry): Overlap {
  return overlap(table.admits, left.requests, right.requests);
}

/** Why the taker is tried before the entry, in the words of the mesh. */
export function precedence(taking: Taking, { table, entry }: Seat): string {
  const first = 'entry' in taking ? order(taking.entry.rank, entry.rank) : order(taking.table.rank, table.rank);
  return 'because' in first ? first.because : 'is tried first';
}
