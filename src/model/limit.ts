import { isUnknown } from '../base/known.ts';
import { time } from '../base/wording.ts';
import type { Route } from './route.ts';
import type { Setting } from './setting.ts';

/** Milliseconds after which the setting ends a request, infinite for no limit; null iff this run cannot know. */
export function limitOf({ value }: Setting<number>): number | null {
  if (isUnknown(value)) return null;
  return value === 0 ? Number.POSITIVE_INFINITY : value;
}

/** `15 s`, `no limit`. */
export function limitText(limit: number): string {
  return Number.isFinite(limit) ? time(limit) : 'no limit';
}

/** What the route gives one try of a request by what its author declared; null iff nothing is, or this run cannot know. */
export function declaredTry({ timeout, retries }: Route): number | null {
  if (timeout === null || timeout.from !== 'declared') return null;
  const whole = limitOf(timeout);
  if (whole === null || isUnknown(retries?.value)) return null;
  const perTry = retries?.from === 'declared' ? (retries.value?.perTry ?? null) : null;
  if (isUnknown(perTry)) return null;
  return perTry === null || perTry === 0 ? whole : Math.min(whole, perTry);
}
