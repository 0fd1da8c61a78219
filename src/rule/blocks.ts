import { Derived } from '../base/derived.ts';
import { precedes, type Rank } from '../model/order.ts';
import type { Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';

const lastRivals = new Derived<RouteTable, ReadonlyMap<Entry, number>>();

/** The place in the table behind which everything certainly comes after the entry. */
export function lastRival(table: RouteTable, entry: Entry): number {
  let known = lastRivals.get(table);
  if (known === undefined) {
    const ends = blocks(table.entries);
    known = new Map(ends.length === 0 ? [] : table.entries.map((each, i) => [each, ends[i] ?? i]));
    lastRivals.set(table, known);
  }
  return known.get(entry) ?? table.entries.length;
}

const lastsBefore = new Derived<RouteTable, ReadonlyMap<Entry, number>>();

/** The place in the table behind which nothing certainly comes before the entry: what one reading puts beside it, no two do. */
export function lastBefore(table: RouteTable, entry: Entry): number {
  let known = lastsBefore.get(table);
  if (known === undefined) {
    const firsts = new Map<Entry, number>();
    const read = (of: Entry) => of.rank.map(({ otherReading: _, ...step }) => step);
    const ends = blocks(table.entries.map((each) => ({ rank: read(each) })));
    let start = 0;
    for (const [i, each] of table.entries.entries()) {
      const end = ends[i];
      if (end === undefined) break;
      if (i > 0 && end !== ends[i - 1]) start = i;
      firsts.set(each, start - 1);
    }
    known = firsts;
    lastsBefore.set(table, known);
  }
  return known.get(entry) ?? table.entries.length;
}

/** For each position of the table, between which positions everything lies that is not certainly before or after it. */
export function unorderedWith(table: RouteTable): (position: number) => readonly [number, number] {
  const spans: (readonly [number, number])[] = [];
  const end = table.entries.length - 1;
  for (const [i, entry] of table.entries.entries()) {
    const before = spans[i - 1];
    const last = Math.min(lastRival(table, entry), end);
    spans.push([before !== undefined && before[1] >= i ? before[0] : i, last]);
  }
  return (position) => spans[position] ?? [0, end];
}

/** Ranks of one plain form put the entries in blocks of equal ones, each by its end; where they are not, the list tells nothing. */
function blocks(entries: readonly { readonly rank: Rank }[]): readonly number[] {
  const last: number[] = [];
  const forms = new Set(entries.map(({ rank }) => formOf(rank)));
  if (forms.size !== 1 || forms.has(null)) return [];
  for (let i = entries.length - 1; i >= 0; i--) {
    const [rank, next] = [(entries[i] as (typeof entries)[number]).rank, entries[i + 1]?.rank];
    if (next !== undefined && precedes(next, rank)) return [];
    const isLast = next === undefined || precedes(rank, next);
    last[i] = isLast ? i : (last[i + 1] ?? i);
  }
  return last;
}

/** What is compared with what; null where a value is missing, unknown or disputed. */
function formOf(rank: Rank): string | null {
  const isPlain = rank.every(
    ({ value, otherReading }) => otherReading === undefined && value !== null && typeof value !== 'object',
  );
  return isPlain ? rank.map(({ by, value }) => `${by} ${typeof value}`).join() : null;
}
