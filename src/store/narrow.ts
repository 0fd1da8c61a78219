import { mayMeet, meet } from '../algebra/meet.ts';
import type { RequestSet } from '../algebra/pattern.ts';
import type { Place } from '../model/place.ts';
import { type Action, type Entry, sameAction, type Target } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';

/** An entry where it sits, and which requests get that far. */
interface Seated {
  readonly table: string;
  readonly entry: Entry;
  readonly requests: RequestSet;
}

/** Which entries a change can concern. */
export interface Narrowing {
  /** False: it shares no request with what changes, nor with what shares one with that. */
  isKept(place: string, table: string, route: string): boolean;
}

/**
 * What is the very same before and after, leads to the very same and shares no request with what is not, fares as before:
 * no verdict about it can change. What a verdict can rest on are the entries that share requests with the judged one.
 * `leadsAlike`: whether everything behind a target is the same on both sides.
 */
export function narrowing(
  before: readonly Place[],
  after: readonly Place[],
  leadsAlike: (target: Target) => boolean,
): Narrowing {
  const kept = new Set<string>();
  const whole = new Set<string>();
  const others = byKey(after);
  for (const [key, places] of byKey(before)) {
    const found = compare(places, others.get(key) ?? [], leadsAlike);
    others.delete(key);
    if (found === null) whole.add(key);
    else for (const one of found) kept.add(idOf(key, one));
  }
  for (const key of others.keys()) whole.add(key);
  return {
    isKept: (place, table, route) => whole.has(place) || kept.has(textOf(place, table, route)),
  };
}

const textOf = (place: string, table: string, route: string): string => `${place}\n${table}\n${route}`;
const idOf = (place: string, { table, entry }: Seated): string => textOf(place, table, entry.route.id);

function byKey(places: readonly Place[]): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  for (const place of places) found.set(place.key, [...(found.get(place.key) ?? []), place]);
  return found;
}

/** What is kept; null iff more may have changed than entries. */
function compare(
  before: readonly Place[],
  after: readonly Place[],
  leadsAlike: (target: Target) => boolean,
): readonly Seated[] | null {
  const [left, right] = [tablesOf(before), tablesOf(after)];
  const alike = (one: Action, other: Action) =>
    one === other ||
    (sameAction(one, other) === true && (one.kind !== 'forward' || one.to.every(({ to }) => leadsAlike(to))));
  const changed: RequestSet[] = [];
  for (const [id, table] of left) {
    const twin = right.get(id);
    // What nothing takes falls to what a table does otherwise: where that changes, everything in it counts.
    if (twin === undefined) changed.push(table.admits);
    else if (!alike(table.otherwise, twin.otherwise)) return null;
  }
  for (const [id, table] of right) if (!left.has(id)) changed.push(table.admits);
  const [first, second] = [before[0], after[0]];
  if (first === undefined || second === undefined || !alike(first.otherwise, second.otherwise)) return null;

  const [old, now] = [seatsIn(left), seatsIn(right)];
  const fresh = new Map(now.map((one) => [`${one.table}\n${one.entry.route.id}`, one]));
  const shared: Seated[] = [];
  const judged: Seated[] = [];
  for (const one of old) {
    const id = `${one.table}\n${one.entry.route.id}`;
    const twin = fresh.get(id);
    if (twin !== undefined && isSame(one.entry, twin.entry) && leadsOn(one.entry, leadsAlike)) {
      shared.push(one);
      fresh.delete(id);
    } else judged.push(one);
  }
  judged.push(...fresh.values());
  changed.push(...judged.map(({ requests }) => requests));
  return [...judged, ...concerned(shared, changed)];
}

/** Those that share requests with what changes, and those that share some with these: on them verdicts about these rest. */
export function concerned<T extends { readonly requests: RequestSet }>(
  same: readonly T[],
  changed: readonly RequestSet[],
): ReadonlySet<T> {
  const sharing = (sets: readonly RequestSet[]) =>
    same.filter(({ requests }) => sets.some((set) => mayMeet(requests, set)));
  const near = sharing(changed);
  return new Set([...near, ...sharing(near.map(({ requests }) => requests))]);
}

function tablesOf(places: readonly Place[]): ReadonlyMap<string, RouteTable> {
  return new Map(places.flatMap(({ tables }) => tables.map((table) => [table.id, table] as const)));
}

function seatsIn(tables: ReadonlyMap<string, RouteTable>): readonly Seated[] {
  return [...tables.values()].flatMap(({ id, admits, entries }) =>
    entries.map((entry) => ({ table: id, entry, requests: meet(admits, entry.requests) })),
  );
}

function isSame(left: Entry, right: Entry): boolean {
  return left.requests === right.requests && left.rank === right.rank && left.route === right.route;
}

function leadsOn({ route: { action } }: Entry, leadsAlike: (target: Target) => boolean): boolean {
  return action.kind !== 'forward' || action.to.every(({ to }) => leadsAlike(to));
}
