/** A set that a solution must not be in: it is in it iff its choice on each of the axes is in the mask of that axis. */
export type Clause = readonly { readonly axis: number; readonly inside: Mask }[];

/** Choices of one axis, one bit each, in words of 32. */
export type Mask = Int32Array;

/** What may still be done: counts, so that the verdict is the same on every machine. */
export interface Budget {
  branches: number;
  /** Conditions that are compared. */
  effort: number;
}

/** True iff nothing may be done any more. */
export const isSpent = ({ branches, effort }: Budget): boolean => branches <= 0 || effort <= 0;

export const wordsOf = (size: number): number => Math.max(1, Math.ceil(size / 32));

/** What is still open on every axis: the masks one after the other. */
type Domains = Int32Array;

/**
 * One choice for each axis such that no clause has all of them, the first in the order of the choices; null iff there is
 * none, `spent` iff the budget does not reach. `sizes`: how many choices each axis has.
 */
export function solve(
  sizes: readonly number[],
  clauses: readonly Clause[],
  budget: Budget,
): readonly number[] | 'spent' | null {
  if (sizes.includes(0)) return null;
  const starts = new Int32Array(sizes.length);
  for (let axis = 1; axis < sizes.length; axis++) {
    starts[axis] = (starts[axis - 1] ?? 0) + wordsOf(sizes[axis - 1] ?? 0);
  }
  const domains = Int32Array.from(
    sizes.flatMap((size) => Array.from({ length: wordsOf(size) }, (_, i) => full(size - 32 * i))),
  );
  const found = search(domains, { starts, clauses }, budget);
  if (found === null || found === 'spent') return found;
  return sizes.map((size, axis) => lowest(found, starts[axis] ?? 0, wordsOf(size)));
}

const full = (left: number): number => (left >= 32 ? -1 : (1 << left) - 1);

interface Problem {
  readonly starts: Int32Array;
  readonly clauses: readonly Clause[];
}

function search(open: Domains, { starts, clauses }: Problem, budget: Budget): Domains | 'spent' | null {
  if (isSpent(budget)) return 'spent';
  budget.branches--;
  const domains = Int32Array.from(open);
  const left = propagate(domains, starts, clauses, budget);
  if (left === null) return null;
  const branch = left.best;
  if (branch === null) return domains;
  const start = starts[branch.axis] ?? 0;
  for (const isOutside of [true, false]) {
    const part = Int32Array.from(domains);
    for (let i = 0; i < branch.inside.length; i++) {
      const inside = branch.inside[i] ?? 0;
      part[start + i] = (part[start + i] ?? 0) & (isOutside ? ~inside : inside);
    }
    const found = search(part, { starts, clauses: left.clauses }, budget);
    if (found !== null) return found;
  }
  return null;
}

/** Clauses that are still open, and the literal to branch on: of the shortest clauses, one whose axis stands in most of them. */
interface Left {
  readonly clauses: readonly Clause[];
  readonly best: Clause[number] | null;
}

/** Narrows the domains until nothing follows any more; null iff a clause is broken. */
function propagate(domains: Domains, starts: Int32Array, clauses: readonly Clause[], budget: Budget): Left | null {
  let left = clauses;
  for (;;) {
    budget.effort -= left.length;
    let changed = false;
    const open: Clause[] = [];
    let shortest: Clause[] = [];
    let length = Number.POSITIVE_INFINITY;
    for (const clause of left) {
      let only: Clause[number] | null = null;
      let count = 0;
      let isMet = false;
      for (const literal of clause) {
        const where = relation(domains, starts[literal.axis] ?? 0, literal.inside);
        if (where === 'outside') {
          isMet = true;
          break;
        }
        if (where === 'both') {
          count++;
          only ??= literal;
        }
      }
      if (isMet) continue;
      if (only === null) return null;
      if (count > 1) {
        open.push(clause);
        if (count < length) {
          length = count;
          shortest = [];
        }
        if (count === length) shortest.push(clause);
      } else {
        const start = starts[only.axis] ?? 0;
        for (let i = 0; i < only.inside.length; i++)
          domains[start + i] = (domains[start + i] ?? 0) & ~(only.inside[i] ?? 0);
        changed = true;
      }
    }
    if (!changed) return { clauses: open, best: busiest(shortest, domains, starts) };
    left = open;
  }
}

function busiest(clauses: readonly Clause[], domains: Domains, starts: Int32Array): Clause[number] | null {
  const counts = new Int32Array(starts.length);
  let best: Clause[number] | null = null;
  let most = 0;
  for (const clause of clauses) {
    for (const literal of clause) {
      if (relation(domains, starts[literal.axis] ?? 0, literal.inside) !== 'both') continue;
      const count = (counts[literal.axis] ?? 0) + 1;
      counts[literal.axis] = count;
      if (count > most) {
        most = count;
        best = literal;
      }
    }
  }
  return best;
}

/** Whether what is open on an axis is all inside the mask, all outside, or both. */
function relation(domains: Domains, start: number, inside: Mask): 'inside' | 'outside' | 'both' {
  let some = 0;
  let others = 0;
  for (let i = 0; i < inside.length; i++) {
    const domain = domains[start + i] ?? 0;
    some |= domain & (inside[i] ?? 0);
    others |= domain & ~(inside[i] ?? 0);
  }
  if (some === 0) return 'outside';
  return others === 0 ? 'inside' : 'both';
}

function lowest(domains: Domains, start: number, words: number): number {
  for (let i = 0; i < words; i++) {
    const word = domains[start + i] ?? 0;
    if (word !== 0) return 32 * i + 31 - Math.clz32(word & -word);
  }
  return 0;
}
