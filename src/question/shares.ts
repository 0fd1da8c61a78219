import { isUnknown } from '../base/known.ts';
import type { Destination } from '../model/route.ts';

/** Each destination that gets requests, and which share of all. */
export function shares(
  to: readonly Destination[],
  share: number | null,
): readonly { readonly destination: Destination; readonly share: number | null }[] {
  const weights = to.map(({ weight }) => weight.value);
  const isRead = !weights.some(isUnknown);
  const total = isRead ? weights.reduce<number>((sum, weight) => sum + Number(weight), 0) : 0;
  return to.flatMap((destination) => {
    const { value } = destination.weight;
    if (value === 0) return [];
    return [{ destination, share: isRead && share !== null ? (share * Number(value)) / total : null }];
  });
}
