/** True iff both are numbers, as every version of Kubernetes' own storage is, and the first is smaller. */
export function isOlder(version: string, than: string): boolean {
  if (!isNumber(version) || !isNumber(than)) return false;
  // They do not fit a double: of numbers without leading zeros the shorter is smaller.
  return version.length === than.length ? version < than : version.length < than.length;
}

function isNumber(version: string): boolean {
  return /^(0|[1-9]\d*)$/.test(version);
}
