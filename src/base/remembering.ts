/** The same function, which answers what has one key once. */
export function remembering<Asked, Answer>(
  read: (asked: Asked) => Answer,
  keyOf: (asked: Asked) => string,
): (asked: Asked) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (asked) => {
    const key = keyOf(asked);
    let found = known.get(key);
    if (found === undefined) {
      found = { answer: read(asked) };
      known.set(key, found);
    }
    return found.answer;
  };
}
