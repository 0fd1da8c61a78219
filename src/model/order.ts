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
  const step = deciding(left, right);
  if (step === 'nothing') return { first: 'nothing' };
  const { first, l, r } = step;
  if (first === 'unknown') return { first, because: l.by };
  const [before, after] = first === 'left' ? [l, r] : [r, l];
  return { first, because: `${before.text} is tried before ${after.text}` };
}

/** True iff `left` is certainly tried before `right`. */
export function precedes(left: Rank, right: Rank): boolean {
  const step = deciding(left, right);
  return step !== 'nothing' && step.first === 'left';
}

/** The first step that tells the two apart, and how; an order is certain only if both readings give it. */
type Deciding =
  | { readonly first: 'left' | 'right' | 'unknown'; readonly l: Criterion; readonly r: Criterion }
  | 'nothing';

function deciding(left: Rank, right: Rank): Deciding {
  const step = compare(left, right, false);
  if (step === 'nothing' || step.first === 'unknown') return step;
  if (!hasOther(left) && !hasOther(right)) return step;
  const other = compare(left, right, true);
  return other !== 'nothing' && other.first === step.first ? step : 'nothing';
}

const hasOther = (rank: Rank): boolean => rank.some(({ otherReading }) => otherReading !== undefined);

function compare(left: Rank, right: Rank, other: boolean): Deciding {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i];
    const r = right[i];
    if (l === undefined || r === undefined || l.by !== r.by) return 'nothing';
    const a = (other ? l.otherReading : undefined) ?? l.value;
    const b = (other ? r.otherReading : undefined) ?? r.value;
    if (a === b || (isUnknown(a) && isUnknown(b) && a.unknown === b.unknown)) continue;
    if (a === null || b === null) return 'nothing';
    if (isUnknown(a) || isUnknown(b)) return { first: 'unknown', l, r };
    if (typeof a !== typeof b) return 'nothing';
    return { first: a < b ? 'left' : 'right', l, r };
  }
  return 'nothing';
}

/**
 * One legal order of items whose ranks are only partly ordered: nothing stands behind what it precedes. Stable among
 * items of equal ranks.
 *
 * A partial order needs no search here: what stops a comparison (null, unknown, a missing step) is put behind everything
 * it could be compared with, which turns the steps into a total order that every certain order is part of.
 */
export function linearise<T extends { readonly rank: Rank }>(items: readonly T[]): readonly T[] {
  return [...items].sort((left, right) => total(left.rank, right.rank));
}

function total(left: Rank, right: Rank): number {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const l = left[i];
    const r = right[i];
    if (l === undefined || r === undefined) return l === undefined ? -1 : 1;
    if (l.by !== r.by) return l.by < r.by ? -1 : 1;
    const a = stops(l.value);
    const b = stops(r.value);
    if (a.group !== b.group) return a.group - b.group;
    if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  }
  return 0;
}

/** Values by how far they can be compared: numbers, texts, unknowns, nothing. */
function stops(value: Criterion['value']): {
  readonly group: number;
  readonly value: number | string;
} {
  if (value === null) return { group: 3, value: 0 };
  if (isUnknown(value)) return { group: 2, value: value.unknown };
  return { group: typeof value === 'number' ? 0 : 1, value };
}
