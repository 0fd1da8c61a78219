import { isUnknown, type Known } from '../base/known.ts';

/**
 * One step of an order of trial; the smaller value is tried first.
 *
 * `null` means that the entry has no such thing and the mesh documents no order against those that have. Unknown or null
 * against anything else stops the comparison; the same unknown (one age, of one object) goes on to the next step.
 */
export interface Criterion {
  /** What is compared: `priority`, `prefix length`, `age`. */
  readonly by: string;
  readonly value: Known<number | string> | null;
  /** The value where the mesh's documents contradict each other: an order is certain only if both readings give it. */
  readonly otherReading?: number | string;
  /** The value in words that fit before "is tried before": `priority 10`, `the prefix /cart`. */
  readonly text: string;
  /** The author wrote this value: two equal ones are a choice, not an accident. */
  readonly written?: true;
}

export type Rank = readonly Criterion[];

export type Order =
  /** Certain in every run of the mesh. */
  | { readonly first: 'left' | 'right'; readonly because: string }
  /** Something decides that is not visible here, as the age of objects in files. */
  | { readonly first: 'unknown'; readonly because: string }
  /** The mesh documents no order. */
  | { readonly first: 'nothing' };

/** Which of two entries is tried first. A partial order: ties are not transitive. */
export function order(left: Rank, right: Rank): Order {
  const first = compare(left, right, false);
  if (first.first !== 'left' && first.first !== 'right') return first;
  return compare(left, right, true).first === first.first ? first : { first: 'nothing' };
}

/** True iff `left` is certainly tried before `right`. */
export function precedes(left: Rank, right: Rank): boolean {
  return order(left, right).first === 'left';
}

function compare(left: Rank, right: Rank, other: boolean): Order {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i];
    const r = right[i];
    if (l === undefined || r === undefined || l.by !== r.by) return { first: 'nothing' };
    const a = (other ? l.otherReading : undefined) ?? l.value;
    const b = (other ? r.otherReading : undefined) ?? r.value;
    if (a === b || (isUnknown(a) && isUnknown(b) && a.unknown === b.unknown)) continue;
    if (a === null || b === null) return { first: 'nothing' };
    if (isUnknown(a) || isUnknown(b)) return { first: 'unknown', because: l.by };
    return a < b
      ? { first: 'left', because: `${l.text} is tried before ${r.text}` }
      : { first: 'right', because: `${r.text} is tried before ${l.text}` };
  }
  return { first: 'nothing' };
}

/** One legal order of items whose ranks are only partly ordered: nothing stands behind what it precedes. Stable. */
export function linearise<T extends { readonly rank: Rank }>(items: readonly T[]): readonly T[] {
  const left = [...items];
  const sorted: T[] = [];
  while (left.length > 0) {
    const next = left.findIndex((item) => !left.some((rival) => rival !== item && precedes(rival.rank, item.rank)));
    sorted.push(...left.splice(Math.max(next, 0), 1));
  }
  return sorted;
}
