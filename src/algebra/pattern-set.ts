import type { Pattern } from './pattern.ts';
import { sample } from './sample.ts';
import { texts } from './texts.ts';
import type { Kind } from './universe.ts';

/** Whether no text that a request can carry is in the pattern; null iff that is not known. */
export function isEmpty(pattern: Pattern, kind: Kind): boolean | null {
  const left = texts(pattern, kind);
  if (left.length === 0) return true;
  return sample(left, kind) === null ? null : false;
}

/** Whether every text of `inner` that a request can carry is in `outer`; null iff that is not known. */
export function contains(outer: Pattern, inner: Pattern, kind: Kind): boolean | null {
  return isEmpty({ is: 'all', of: [inner, { is: 'not', of: outer }] }, kind);
}

/** Whether no text that a request can carry is in both; null iff that is not known. */
export function disjoint(left: Pattern, right: Pattern, kind: Kind): boolean | null {
  return isEmpty({ is: 'all', of: [left, right] }, kind);
}

/** Whether the same texts that a request can carry are in both; null iff that is not known. */
export function equal(left: Pattern, right: Pattern, kind: Kind): boolean | null {
  const there = contains(left, right, kind);
  const back = contains(right, left, kind);
  return there === false || back === false ? false : there === null || back === null ? null : true;
}
