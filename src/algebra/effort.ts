import type { RequestSet } from './pattern.ts';

/**
 * What the decisions of one run may look at together, counted in conditions that are compared, so that no input holds a run
 * up for long; a count, and no clock, so that a verdict is the same on every machine. Whoever starts a run says how much.
 */
export interface Effort {
  readonly together: number;
  /** What any decision may look at, however much those before it took: most are made with less. */
  readonly each: number;
}

/** For whoever waits at a command line: no real input comes near, and what is made to takes about half a minute. */
export const ordinary: Effort = { together: 400_000_000, each: 5000 };

/** For a server, which does nothing else meanwhile: about a third of a second. */
export const brief: Effort = { together: 4_000_000, each: 1000 };

/** To look at another route is as much work as to compare so many conditions, and so many where its path is an expression. */
export const costOfLook = 3;
const costOfExpression = 100;

/** How much work it is to ask whether the set has some request. */
export function costOf(requests: RequestSet): number {
  let cost = 0;
  for (const { parts } of requests) cost += parts.path?.is === 'regex' ? costOfExpression : costOfLook;
  return cost;
}

export const effortCap = 'more routes and conditions than one run compares';

let left = ordinary.together;
let least = ordinary.each;

/** From here on the decisions are those of another run. */
export function renewEffort({ together, each }: Effort): void {
  left = together;
  least = each;
}

/** What the next decision may look at. */
export function effortLeft(): number {
  return Math.max(left, least);
}

/** Takes off what a decision looked at. */
export function spendEffort(count: number): void {
  left -= count;
}
