import { overlapIn } from '../algebra/overlap.ts';
import { type Remainder, subtract, type Taker } from '../algebra/subtract.ts';
import type { Undecided } from '../finding/run.ts';
import type { Seat } from '../model/model.ts';
import { precedes } from '../model/order.ts';
import { difference, type Entry } from '../model/route.ts';
import { covered } from './encounters.ts';
import { remainder } from './seat.ts';

/** Entries behind the one in question that are looked at; with more of them the answer stays open. */
const mostBehind = 500;

/**
 * The entries that would take every request of the seat, and do the same with it, if its entry were not there; null iff
 * some request would fare differently, or may. All that the entry meets must be certainly ordered.
 */
export function successors({ place, table, entry }: Seat): readonly Entry[] | Undecided | null {
  if (remainder({ place, table, entry }).verdict !== 'some') return null;
  const equals = table.entries.filter((other) => other !== entry && same(entry, other));
  if (equals.length === 0) return null;
  const rest = table.entries.filter((other) => other !== entry && !precedes(other.rank, entry.rank));
  if (rest.length > mostBehind) {
    const question = `whether route ${entry.route.name} changes anything`;
    return { question, cap: `more than ${mostBehind} routes behind it` };
  }
  const before = table.entries.filter((other) => other !== entry && precedes(other.rank, entry.rank)).map(taker);
  const own = [table.admits, entry.requests];
  const heirs = rest.filter((other) => same(entry, other) && precedes(entry.rank, other.rank));
  if (left(table, own, [...before, ...heirs.map(taker)]).verdict !== 'empty') return null;
  const used: Entry[] = [];
  for (const other of rest) {
    if (overlapIn(table.semantics, table.admits, entry.requests, other.requests).verdict === 'disjoint') continue;
    if (!precedes(entry.rank, other.rank)) return null;
    if (heirs.includes(other)) {
      used.push(other);
      continue;
    }
    const earlier = heirs.filter((heir) => precedes(heir.rank, other.rank));
    if (left(table, [...own, other.requests], [...before, ...earlier.map(taker)]).verdict !== 'empty') return null;
  }
  const [only, ...more] = used;
  // Two equal sets are one mistake, which is told of the second of them.
  if (only !== undefined && more.length === 0 && covered(table, only, entry)) return null;
  return used;
}

function left(
  { semantics }: Seat['table'],
  from: Parameters<typeof subtract<Entry>>[0],
  takers: readonly Taker<Entry>[],
): Remainder<Entry> {
  return subtract(from, takers, { semantics });
}

function taker(entry: Entry): Taker<Entry> {
  return { requests: entry.requests, as: entry };
}

function same(entry: Entry, other: Entry): boolean {
  return other.route.id !== entry.route.id && difference(entry.route, other.route) === 'nothing';
}
