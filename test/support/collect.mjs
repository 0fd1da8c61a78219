// Stands in for vitest where the cases of rules are run without it: cases are collected, and claims compared strictly.
import { deepStrictEqual } from 'node:assert';

/** The cases of the files that were imported, in their order. */
export const collected = [];

export const describe = Object.assign((_, work) => work(), { skipIf: () => () => {} });
export const it = Object.assign((_, work) => void collected.push(work), {
  each: (rows) => (_, work) => {
    for (const row of rows) collected.push(() => work(...[row].flat()));
  },
});
export const test = it;

export function expect(value) {
  return {
    toEqual: (wanted) => deepStrictEqual(value, wanted),
    toBe: (wanted) => deepStrictEqual(value, wanted),
    toHaveLength: (length) => deepStrictEqual(value.length, length),
    toContain: (item) => {
      if (!value.includes(item)) throw new Error(`${item} is not among ${value}`);
    },
    toBeGreaterThan: (bound) => {
      if (!(value > bound)) throw new Error(`${value} is not above ${bound}`);
    },
  };
}
