import { canonical } from '../algebra/canonical.ts';
import type { Line } from './lines.ts';

/** Positions of lines that stand in both lists in the same order. */
export interface Common {
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}

/**
 * A long common subsequence: a request whose fate differs is decided by a line outside of it on one side at least, since
 * two lines of it cannot be the first that has the request on either side.
 */
export function commonLines(before: readonly Line[], after: readonly Line[]): Common {
  const keys = after.map(keyOf);
  const places = new Map<string, number[]>();
  for (const [position, key] of keys.entries()) {
    const known = places.get(key);
    if (known === undefined) places.set(key, [position]);
    else known.push(position);
  }
  // Of lines that are written alike only the first can decide anything.
  const pairs: (readonly [number, number])[] = [];
  const seen = new Set<string>();
  for (const [position, line] of before.entries()) {
    const key = keyOf(line);
    const [other] = places.get(key) ?? [];
    if (other === undefined || seen.has(key)) continue;
    seen.add(key);
    pairs.push([position, other]);
  }
  const kept = increasing(pairs.map(([, other]) => other)).map((at) => pairs[at] as readonly [number, number]);
  return { before: new Set(kept.map(([i]) => i)), after: new Set(kept.map(([, j]) => j)) };
}

const keyOf = ({ signature, requests }: Line): string => `${signature}\n${canonical(requests)}`;

/** Positions of a longest increasing subsequence of different numbers. */
function increasing(numbers: readonly number[]): readonly number[] {
  const ends: number[] = [];
  const previous = new Int32Array(numbers.length).fill(-1);
  for (const [at, number] of numbers.entries()) {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  }
  const found: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) found.push(at);
  return found.reverse();
}
