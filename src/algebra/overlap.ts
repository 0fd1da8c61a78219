import type { RequestSet } from './pattern.ts';
import type { Request } from './request.ts';

/** Whether two sets share a request. `ordinary`: the witness is a request that any client sends. */
export type Overlap =
  | { readonly verdict: 'disjoint' }
  | { readonly verdict: 'overlapping'; readonly witness: Request; readonly ordinary: boolean }
  | { readonly verdict: 'undecided'; readonly cap: string };

/** Decides whether one request is in all of the sets. */
export declare function overlap(...sets: readonly RequestSet[]): Overlap;
