import { pathStart } from '../algebra/meet.ts';
import type { Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { lengthsOf } from '../question/line-index.ts';

/** The first and the last position in a table that an entry is paired with. */
export type Span = readonly [first: number, last: number];

/**
 * Pairs in the listed order that may share a path: they do only if the beginning of one begins with that of the other, so
 * each entry looks for those with which its own begins.
 */
export function* neighbours(
  { entries }: RouteTable,
  spanOf: (position: number) => Span = () => [0, entries.length - 1],
): Iterable<readonly [Entry, Entry]> {
  const byPath = new Map<string, number[]>();
  const texts = entries.map(({ requests }) => pathStart(requests));
  for (const [i, text] of texts.entries()) {
    const group = byPath.get(text);
    if (group !== undefined) group.push(i);
    else byPath.set(text, [i]);
  }
  const lengths = lengthsOf(byPath.keys());
  for (const [i, text] of texts.entries()) {
    const entry = entries[i] as Entry;
    const [first, last] = spanOf(i);
    for (const length of lengths) {
      if (length > text.length) break;
      const group = byPath.get(text.slice(0, length));
      if (group === undefined) continue;
      const end = length < text.length ? last : i - 1;
      for (let at = lowerBound(group, first); at < group.length; at++) {
        const j = group[at] as number;
        if (j > end) break;
        yield j < i ? [entries[j] as Entry, entry] : [entry, entries[j] as Entry];
      }
    }
  }
}

/** Where in the sorted numbers the first stands that is not below the bound. */
function lowerBound(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
