import type { RequestSet } from '../algebra/pattern.ts';
import type { Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';

/** The first and the last position in a table that an entry is paired with. */
export type Span = readonly [first: number, last: number];

/**
 * Pairs in the listed order that may share a path. Two literal paths do only if one begins with the other, so each entry
 * looks for those whose path its own begins with; what names no literal path is paired with everything.
 */
export function* neighbours(
  { entries }: RouteTable,
  spanOf: (position: number) => Span = () => [0, entries.length - 1],
): Iterable<readonly [Entry, Entry]> {
  const byPath = new Map<string, number[]>();
  const open: number[] = [];
  const texts = entries.map(({ requests }) => literalPath(requests));
  for (const [i, text] of texts.entries()) {
    const group = text === null ? open : byPath.get(text);
    if (group !== undefined) group.push(i);
    else if (text !== null) byPath.set(text, [i]);
  }
  for (const [i, text] of texts.entries()) {
    const entry = entries[i] as Entry;
    const [first, last] = spanOf(i);
    if (text === null) {
      for (let j = first; j <= last; j++) {
        if (j < i) yield [entries[j] as Entry, entry];
        else if (texts[j] !== null) yield [entry, entries[j] as Entry];
      }
      continue;
    }
    for (let length = 0; length <= text.length; length++) {
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

function literalPath([only, ...more]: RequestSet): string | null {
  const path = only?.parts.path;
  if (path === undefined || more.length > 0) return null;
  if (path.is === 'segment-prefix') return path.text;
  return (path.is === 'exact' || path.is === 'prefix') && path.fold === undefined ? path.text : null;
}
