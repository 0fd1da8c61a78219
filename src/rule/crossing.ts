import { overlapIn } from '../algebra/overlap.ts';
import type { Request } from '../algebra/request.ts';
import { code } from '../base/wording.ts';
import type { Undecided } from '../finding/run.ts';
import { order } from '../model/order.ts';
import { difference, type Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { covered } from './encounters.ts';
import { neighbours } from './neighbours.ts';

/** Two entries that share requests, neither of which has all of the other's: the order alone gives them to one. */
export interface Crossing {
  readonly first: Entry;
  readonly then: Entry;
  /** Why `first` is tried before, in the words of the mesh. */
  readonly because: string;
  readonly witness: Request;
}

/** Pairs of one table that are compared; a table with more of them is counted as open. */
const mostPairs = 200_000;

/** Crossings of entries that act differently, by the entry that loses the common requests. */
export function crossings(table: RouteTable): {
  readonly byLoser: ReadonlyMap<Entry, readonly Crossing[]>;
  readonly open: readonly Undecided[];
} {
  const byLoser = new Map<Entry, Crossing[]>();
  const open: Undecided[] = [];
  let pairs = 0;
  for (const [left, right] of neighbours(table)) {
    if (left.route.id === right.route.id) continue;
    if (++pairs > mostPairs) {
      open.push({ question: `which routes of ${table.label} share requests`, cap: `more than ${mostPairs} pairs` });
      break;
    }
    const between = order(left.rank, right.rank);
    if (between.first !== 'left' && between.first !== 'right') continue;
    if (difference(left.route, right.route) !== 'action') continue;
    const meeting = overlapIn(table.semantics, table.admits, left.requests, right.requests);
    if (meeting.verdict === 'undecided') {
      const names = `${code(left.route.name)} and ${code(right.route.name)}`;
      open.push({ question: `whether routes ${names} share a request`, cap: meeting.cap });
    }
    if (meeting.verdict !== 'overlapping' || !meeting.ordinary) continue;
    if (covered(table, left, right) || covered(table, right, left)) continue;
    const [first, then] = between.first === 'left' ? [left, right] : [right, left];
    const known = byLoser.get(then) ?? [];
    byLoser.set(then, known);
    known.push({ first, then, because: between.because, witness: meeting.witness });
  }
  return { byLoser, open };
}
