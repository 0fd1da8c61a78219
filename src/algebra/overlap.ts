import { content, isUsualMethod } from './content.ts';
import { matches } from './matches.ts';
import type { RequestSet } from './pattern.ts';
import { intersection, tooManyProducts } from './product.ts';
import type { Request } from './request.ts';

/** Whether two sets share a request. `ordinary`: the witness is a request that any client sends. */
export type Overlap =
  | { readonly verdict: 'disjoint' }
  | { readonly verdict: 'overlapping'; readonly witness: Request; readonly ordinary: boolean }
  | { readonly verdict: 'undecided'; readonly cap: string };

/** Decides whether one request is in all of the sets. */
export function overlap(...sets: readonly RequestSet[]): Overlap {
  const products = intersection(sets);
  if (products === null) return { verdict: 'undecided', cap: tooManyProducts };
  let answer: Overlap = { verdict: 'disjoint' };
  for (const product of products) {
    const found = content(product);
    if (found.request === null || found.cap !== null || !sets.every((set) => matches(set, found.request) === true)) {
      const cap = found.cap ?? 'a witness that could not be confirmed';
      if (answer.verdict === 'disjoint') answer = { verdict: 'undecided', cap };
      continue;
    }
    const ordinary = !found.unusual && isUsualMethod(found.request, sets);
    if (ordinary) return { verdict: 'overlapping', witness: found.request, ordinary };
    if (answer.verdict !== 'overlapping') answer = { verdict: 'overlapping', witness: found.request, ordinary };
  }
  return answer;
}
