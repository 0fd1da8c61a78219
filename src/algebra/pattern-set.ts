import { Exceeded } from './automaton.ts';
import { Axis } from './axis.ts';
import type { Pattern } from './pattern.ts';
import { envoy140 } from './semantics.ts';
import type { Kind } from './universe.ts';

/** A readable text of the pattern that a request can carry; null iff there is none; undefined iff that is not known. */
export function member(pattern: Pattern, kind: Kind): string | null | undefined {
  const axis = new Axis({ kind, name: 'name' }, [{ absent: false, values: pattern, lines: 'some' }], envoy140);
  try {
    const [sure] = [...axis.choices('certain', false), ...axis.choices('certain', true)];
    if (sure?.values[0] !== undefined) return sure.values[0];
    return axis.choices('possible', true).length === 0 ? null : undefined;
  } catch (thrown) {
    if (thrown instanceof Exceeded) return undefined;
    throw thrown;
  }
}

/** Whether no text that a request can carry is in the pattern; null iff that is not known. */
export function isEmpty(pattern: Pattern, kind: Kind): boolean | null {
  const found = member(pattern, kind);
  return found === undefined ? null : found === null;
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
