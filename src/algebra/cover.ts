const mostTried = 24;
const mostCombinations = 300;

/**
 * The smallest cover among the takers, of which all together are one: found by leaving out each in turn, then by trying
 * fewer. Of covers of one size, one with a preferred taker. Past a count of tries the smallest that was found.
 */
export function smallestCover<T>(
  takers: readonly T[],
  isCover: (of: ReadonlySet<T>) => boolean,
  prefers: (taker: T) => boolean,
): readonly T[] {
  if (takers.length > mostTried) return takers;
  let kept = takers;
  for (const taker of [...takers].reverse()) {
    const without = kept.filter((other) => other !== taker);
    if (kept.length > 1 && isCover(new Set(without))) kept = without;
  }
  let tries = mostCombinations;
  for (let size = 1; size <= kept.length; size++) {
    let best: readonly T[] | null = null;
    for (const some of combinations(takers, size)) {
      if (size === kept.length && !some.some(prefers)) continue;
      if (tries-- <= 0) return best ?? kept;
      if (!isCover(new Set(some))) continue;
      if (some.some(prefers)) return some;
      best ??= some;
    }
    if (best !== null) return best;
  }
  return kept;
}

/** The combinations of so many items, in their order. */
function* combinations<T>(items: readonly T[], size: number, from = 0): Iterable<readonly T[]> {
  if (size === 0) return yield [];
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of combinations(items, size - 1, i + 1)) yield [items[i] as T, ...rest];
  }
}
