import { byText } from '../base/sort.ts';
import { closest } from '../base/wording.ts';

/** Among more names than these no resembling one is looked for. */
const manyNames = 2000;

/** The name that a slip of the pen makes the given one of; undefined where none is like it. */
export function nearestName(name: string, names: Iterable<string> & { readonly size: number }): string | undefined {
  if (names.size > manyNames) return undefined;
  // A slip of the pen seldom takes both ends of a name, and to measure every name for every missing one is quadratic.
  const alike = [...names].filter((other) => other.at(0) === name.at(0) || other.at(-1) === name.at(-1));
  return closest(name, alike.sort(byText));
}
