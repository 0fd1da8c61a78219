import { onlyHost, pathStart } from '../algebra/meet.ts';
import { byText } from '../base/sort.ts';
import type { Line } from './lines.ts';

/** Lines by the host and the beginning of the path that they ask for. */
export class LineIndex {
  private readonly byHost = new Map<string | null, Shelf>();

  constructor(lines: readonly Line[]) {
    const drafts = new Map<string | null, Map<string, number[]>>();
    for (const [position, { requests }] of lines.entries()) {
      const host = onlyHost(requests);
      const starts = drafts.get(host) ?? new Map<string, number[]>();
      drafts.set(host, starts);
      const start = pathStart(requests);
      const known = starts.get(start);
      if (known === undefined) starts.set(start, [position]);
      else known.push(position);
    }
    for (const [host, positions] of drafts) {
      const sorted = [...positions.keys()].sort(byText);
      this.byHost.set(host, { positions, sorted, lengths: lengthsOf(sorted) });
    }
  }

  /** The positions of a superset of the lines that share a request with the line. */
  *near({ requests }: Line): Iterable<number> {
    const host = onlyHost(requests);
    const start = pathStart(requests);
    if (host === null) for (const shelf of this.byHost.values()) yield* nearIn(shelf, start);
    else {
      for (const key of [host, null]) {
        const shelf = this.byHost.get(key);
        if (shelf !== undefined) yield* nearIn(shelf, start);
      }
    }
  }
}

interface Shelf {
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly sorted: readonly string[];
  /** Those of the texts: a path of a hundred thousand characters has as many beginnings, and few of them are filed. */
  readonly lengths: readonly number[];
}

/** The different lengths of the texts, ascending. */
export function lengthsOf(texts: Iterable<string>): readonly number[] {
  return [...new Set([...texts].map(({ length }) => length))].sort((left, right) => left - right);
}

/** Two paths meet only if the beginning of one begins with that of the other. */
function* nearIn({ positions, sorted, lengths }: Shelf, start: string): Iterable<number> {
  for (const length of lengths) {
    if (length >= start.length) break;
    yield* positions.get(start.slice(0, length)) ?? [];
  }
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (byText(sorted[middle] ?? '', start) < 0) low = middle + 1;
    else high = middle;
  }
  for (let at = low; sorted[at]?.startsWith(start); at++) yield* positions.get(sorted[at] ?? '') ?? [];
}
