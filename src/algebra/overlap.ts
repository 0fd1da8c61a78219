import type { RequestSet } from './pattern.ts';
import type { Request } from './request.ts';
import { envoy140, type Semantics } from './semantics.ts';
import { subtract } from './subtract.ts';

/** Whether two sets share a request. `ordinary`: the witness is a request that any client sends. */
export type Overlap =
  | { readonly verdict: 'disjoint' }
  | { readonly verdict: 'overlapping'; readonly witness: Request; readonly ordinary: boolean }
  | { readonly verdict: 'undecided'; readonly cap: string };

/** Decides whether one request is in all of the sets. */
export const overlap = (...sets: readonly RequestSet[]): Overlap => overlapIn(envoy140, ...sets);

/** As {@link overlap}, for one version of Envoy. */
export function overlapIn(semantics: Semantics | undefined, ...sets: readonly RequestSet[]): Overlap {
  const left = subtract(sets, [], { semantics: semantics ?? envoy140 });
  if (left.verdict === 'undecided') return left;
  if (left.verdict === 'empty') return { verdict: 'disjoint' };
  return { verdict: 'overlapping', witness: left.witness, ordinary: left.ordinary };
}
