import type { RequestSet } from './pattern.ts';
import type { Request } from './request.ts';

/** What is left of a set. `takenBy`: takers that together have all of it, the smallest such set that was found. */
export type Remainder<T> =
  | { readonly verdict: 'empty'; readonly takenBy: readonly T[] }
  | { readonly verdict: 'some'; readonly witness: Request; readonly ordinary: boolean }
  | { readonly verdict: 'undecided'; readonly cap: string };

/** A set with the thing it stands for. */
export interface Taker<T> {
  readonly requests: RequestSet;
  readonly as: T;
}

/** Decides whether a request is in `from` and in none of the takers. A set that is empty by itself is `empty` with no taker. */
export declare function subtract<T>(from: readonly RequestSet[], takers: readonly Taker<T>[]): Remainder<T>;
