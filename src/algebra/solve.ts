/** A set that a solution must not be in: it is in it iff its choice on each of the axes is in the set's mask. */
export type Clause = readonly { readonly axis: number; readonly inside: bigint }[];

/** How many branches may still be taken: a count, so that the verdict is the same on every machine. */
export interface Budget {
  left: number;
}

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
  const found = search(
    sizes.map((size) => (1n << BigInt(size)) - 1n),
    clauses,
    budget,
  );
  return found === null || found === 'spent' ? found : found.map(lowest);
}

function search(
  open: readonly bigint[],
  clauses: readonly Clause[],
  budget: Budget,
): readonly bigint[] | 'spent' | null {
  if (budget.left-- <= 0) return 'spent';
  const domains = [...open];
  const left = propagate(domains, clauses);
  if (left === null) return null;
  const [first] = left;
  if (first === undefined) return domains;
  const shortest = left.reduce((best, clause) => (clause.length < best.length ? clause : best), first);
  const branch = shortest.find(({ axis, inside }) => ((domains[axis] ?? 0n) & ~inside) !== 0n);
  if (branch === undefined) return null;
  const { axis, inside } = branch;
  for (const part of [(domains[axis] ?? 0n) & ~inside, (domains[axis] ?? 0n) & inside]) {
    if (part === 0n) continue;
    const found = search(domains.with(axis, part), left, budget);
    if (found !== null) return found;
  }
  return null;
}

/** Narrows the domains until nothing follows any more, and gives the clauses that are still open; null iff one is broken. */
function propagate(domains: bigint[], clauses: readonly Clause[]): readonly Clause[] | null {
  let left = clauses;
  for (let changed = true; changed; ) {
    changed = false;
    const open: Clause[] = [];
    for (const clause of left) {
      let only: Clause[number] | null = null;
      let count = 0;
      let isMet = false;
      for (const literal of clause) {
        const domain = domains[literal.axis] ?? 0n;
        const outside = domain & ~literal.inside;
        if (outside === domain) {
          isMet = true;
          break;
        }
        if (outside !== 0n) {
          count++;
          only = literal;
        }
      }
      if (isMet) continue;
      if (only === null) return null;
      if (count > 1) open.push(clause);
      else {
        domains[only.axis] = (domains[only.axis] ?? 0n) & ~only.inside;
        changed = true;
      }
    }
    left = open;
  }
  return left;
}

function lowest(domain: bigint): number {
  if (domain <= 0x7fffffffn) {
    const small = Number(domain);
    return 31 - Math.clz32(small & -small);
  }
  let at = 0;
  for (let rest = domain; (rest & 1n) === 0n; rest >>= 1n) at++;
  return at;
}
