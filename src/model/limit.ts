import { isUnknown } from '../base/known.ts';
import { time } from '../base/wording.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Retries, Route } from './route.ts';
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

/** What the route retries by what its author declared, and where; null iff nothing is, or this run cannot know. */
export function declaredRetries({ retries }: Route): (Retries & { readonly at: SourceRef }) | null {
  if (retries === null || retries.at === null || isUnknown(retries.value) || retries.value === null) return null;
  return { ...retries.value, at: retries.at };
}

/** A limit in milliseconds, infinite for none, and where it is declared. */
export interface DeclaredLimit {
  readonly limit: number;
  readonly at: SourceRef;
}

/** What the author of the setting declared; null iff nothing, or this run cannot know. */
export function declaredLimit(setting: Setting<number> | null): DeclaredLimit | null {
  if (setting === null || setting.from !== 'declared' || setting.at === null) return null;
  const limit = limitOf(setting);
  return limit === null ? null : { limit, at: setting.at };
}

/**
 * What the route gives one try of a request by what its author declared, and where that is said of the request; null iff
 * nothing is, or this run cannot know.
 */
export function declaredTry({ timeout, retries }: Route): DeclaredLimit | null {
  const whole = declaredLimit(timeout);
  if (whole === null || isUnknown(retries?.value)) return null;
  const perTry = retries?.from === 'declared' ? (retries.value?.perTry ?? null) : null;
  if (isUnknown(perTry)) return null;
  return perTry === null || perTry === 0 ? whole : { limit: Math.min(whole.limit, perTry), at: whole.at };
}
