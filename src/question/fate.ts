import { isUnknown, type Known } from '../base/known.ts';
import { code } from '../base/wording.ts';
import { authentication } from '../model/authentication.ts';
import type { Call } from '../model/call.ts';
import type { Place } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import type { Route } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { objectName } from '../resource/resource.ts';

/** Where a request ends; equal texts are one end, whatever the objects on the way are called. */
export interface Ending {
  /** `answer`: without a backend; `elsewhere`: by a name that leads out of these files. */
  readonly is: 'served' | 'answer' | 'elsewhere' | 'unknown';
  readonly text: string;
}

/** What some share of the requests meets, as far as its sender, or who runs what serves it, can tell. */
export interface Branch {
  /** From 0 to 1; null iff a weight is not known. */
  readonly share: number | null;
  readonly ending: Ending;
  /** As they arrive at the end. */
  readonly path: string;
  readonly host: string;
  /** Milliseconds until the first limit on the way, 0 for none; a text where this run cannot know. */
  readonly timeout: number | string;
  /** Of each hop that tries again, in the order of the way. */
  readonly retries: string;
  /** What the entrance takes from callers, and whether both ends of the last hop show certificates. */
  readonly protection: Protection;
}

export interface Protection {
  readonly takes: string;
  readonly mutual: boolean | null;
}

/** What becomes of one request. */
export interface Fate {
  /** Sorted by their ends; what ends alike is one branch. */
  readonly branches: readonly Branch[];
  /** Routes that take it on its way. */
  readonly routes: readonly Route[];
  /** Two routes of which nothing says which one takes it, in words; null iff there are none. */
  readonly open: string | null;
}

/** Where the requests end, as a clause. */
export function endsOf({ branches }: Fate): string {
  return branches.map(({ ending }) => code(ending.text)).join(' and ');
}

/** What the proxy of a place takes from callers: its host may decide. */
export function taken(place: Place, table: RouteTable | null): string {
  const { value } = table?.accepts ?? place.tls.accepts;
  return isUnknown(value) ? 'what nobody can say' : value;
}

export const circles: Ending = { is: 'unknown', text: 'where it ends, for the way goes in circles' };

/** The workloads of the pool and their ports, or the name by which it is found. */
export function endingAt(pool: Pool | undefined, label: string): Ending {
  if (pool === undefined) return { is: 'elsewhere', text: label };
  const served = pool.endpoints.map(({ workload: { resource }, port }) => `${objectName(resource.key)}:${known(port)}`);
  return { is: 'served', text: served.length > 0 ? served.sort().join(', ') : (pool.discovery?.text ?? pool.label) };
}

const known = (port: Known<number>): string => (isUnknown(port) ? '?' : String(port));

/** Milliseconds until the first limit of the routes and of the pool, 0 for none; a text where one of them is not known. */
export function patience(passed: readonly Route[], pool: Pool): number | string {
  const limits = [...passed.flatMap(({ timeout }) => timeout ?? []), pool.timeout].map(({ value }) => value);
  const unread = limits.filter(isUnknown).map(({ unknown }) => unknown);
  const least = Math.min(...limits.filter((limit) => typeof limit === 'number' && limit > 0).map(Number));
  const first = Number.isFinite(least) ? least : 0;
  if (unread.length === 0) return first;
  return `${[...new Set(unread)].join(', ')}${first === 0 ? '' : `, at most ${first} ms`}`;
}

/** How often the routes try again, in words. */
export function attempts(passed: readonly Route[]): string {
  return passed
    .flatMap(({ retries }) => {
      const value = retries?.value ?? null;
      if (value === null) return [];
      if (isUnknown(value)) return [value.unknown];
      const count = isUnknown(value.attempts) ? value.attempts.unknown : value.attempts;
      if (count === 0) return [];
      const { perTry } = value;
      const each = perTry === null ? '' : ` of ${isUnknown(perTry) ? perTry.unknown : `${perTry} ms`}`;
      return [`${count}${each} on ${[...value.on].sort().join(', ')}`];
    })
    .join('; ');
}

/** Whether each of the calls is authenticated on both sides; null where one is not known, or there is none. */
export function mutual(calls: readonly Call[], pool: Pool): boolean | null {
  const all = calls.map((call) => authentication(call, pool).mutual);
  if (all.includes(false)) return false;
  return all.length === 0 || all.includes(null) ? null : true;
}

/** A share as readers write it, so that sums of fractions compare. */
export const percent = (share: number | null): string => (share === null ? '?' : `${Number((share * 100).toFixed(4))}`);
