/** True iff a part of the text is filled in by something that this run does not see. */
export function hasPlaceholder(text: string): boolean {
  return text.includes('${') && /\$\{[^{}]*\}/.test(text);
}

/**
 * Whether two texts are equal for every value of their variables, for none, or whether that is open. A variable has one
 * unknown value, possibly empty, wherever it stands: `${A}` and `${A}-${B}` are `different`.
 */
export function sameText(left: string, right: string): 'same' | 'different' | 'unknown' {
  if (left === right) return 'same';
  if (!hasPlaceholder(left) && !hasPlaceholder(right)) return 'different';
  let a = tokens(left);
  let b = tokens(right);
  // Equal beginnings and ends cancel: u + x = u + y iff x = y.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  a = a.slice(start, a.length - end);
  b = b.slice(start, b.length - end);
  if (a.length === 0 && b.length === 0) return 'same';
  if ((isLiteral(a[0]) && isLiteral(b[0])) || (isLiteral(a.at(-1)) && isLiteral(b.at(-1)))) return 'different';
  return alwaysHasMore(a, b) || alwaysHasMore(b, a) ? 'different' : 'unknown';
}

/** Variables whole, everything else by character. */
function tokens(text: string): readonly string[] {
  return text.match(/\$\{[^{}]*\}|./gsu) ?? [];
}

function isLiteral(token: string | undefined): boolean {
  return token !== undefined && !hasPlaceholder(token);
}

/** True iff `more` has each variable at least as often as `less`, and some character more often outside of them. */
function alwaysHasMore(more: readonly string[], less: readonly string[]): boolean {
  const surplus = new Map<string, number>();
  for (const token of more) surplus.set(token, (surplus.get(token) ?? 0) + 1);
  for (const token of less) surplus.set(token, (surplus.get(token) ?? 0) - 1);
  const counts = [...surplus];
  return (
    counts.every(([token, count]) => isLiteral(token) || count >= 0) &&
    counts.some(([token, count]) => isLiteral(token) && count > 0)
  );
}
