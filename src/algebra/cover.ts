const mostTries = 300;
const mostCombined = 24;

/**
 * The smallest cover among the takers, of which all together are one: found by leaving out ever smaller groups, then by
 * trying fewer. Of covers of one size, one with a preferred taker. Past a count of tries the smallest that was found.
 */
export function smallestCover<T>(
  takers: readonly T[],
  isCover: (of: ReadonlySet<T>) => boolean,
  prefers: (taker: T) => boolean,
): readonly T[] {
  let tries = mostTries;
  const covers = (some: readonly T[]): boolean => tries-- > 0 && isCover(new Set(some));
  const kept = reduced(takers, covers);
  if (takers.length > mostCombined) return kept;
  for (let size = 1; size <= kept.length && tries > 0; size++) {
    let best: readonly T[] | null = null;
    for (const some of combinations(takers, size)) {
      if (size === kept.length && !some.some(prefers)) continue;
      if (tries <= 0) break;
      if (!covers(some)) continue;
      if (some.some(prefers)) return some;
      best ??= some;
    }
    if (best !== null) return best;
  }
  return kept;
}

/** Leaves out groups without which the others still cover, the last ones first, until each that is left is needed. */
function reduced<T>(takers: readonly T[], covers: (of: readonly T[]) => boolean): readonly T[] {
  let kept = takers;
  for (let group = Math.max(1, takers.length >> 1); group >= 1; group >>= 1) {
    for (let end = kept.length; end > 0; end -= group) {
      const without = [...kept.slice(0, Math.max(0, end - group)), ...kept.slice(end)];
      if (without.length > 0 && covers(without)) kept = without;
    }
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
