/** Total order of strings by UTF-16 code units: the same on every machine, unlike `localeCompare`. */
export function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A comparison that tries each key in turn; keys of one position must be of one type. */
export function by<T>(...keys: readonly ((item: T) => string | number)[]): (left: T, right: T) => number {
  return (left, right) => {
    for (const key of keys) {
      const a = key(left);
      const b = key(right);
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };
}
