import { meet } from '../algebra/meet.ts';
import type { RequestSet } from '../algebra/pattern.ts';
import type { Place } from '../model/place.ts';
import type { Action, Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import type { Door, DoorPair } from './diff.ts';

/** An entry and the table that it sits in. */
interface Seated {
  readonly table: RouteTable;
  readonly entry: Entry;
}

/**
 * The pair without the entries that are the very same on both sides, lead to the very same, and compete with nothing that
 * is not: whatever else decides about their requests decides alike before and after. Models that were built apart share
 * nothing, and keep everything.
 */
export function unlike(pair: DoorPair): DoorPair {
  const { before, after } = pair;
  if (before === null || after === null) return pair;
  const [left, right] = [entriesOf(before), entriesOf(after)];
  const isShared = ({ table, entry }: Seated, others: ReadonlyMap<string, readonly Seated[]>): boolean => {
    const twin = others.get(entry.route.id)?.find((other) => other.table.id === table.id);
    return twin !== undefined && isSame(entry, twin.entry) && leadsAlike(entry.route.action);
  };
  const alike = new Map<string, boolean>();
  const leadsAlike = (action: Action): boolean => {
    if (action.kind !== 'forward') return true;
    return action.to.every(({ to }) => {
      if ('pool' in to) return before.model.pool(to.pool) === after.model.pool(to.pool);
      return 'unknown' in to || placesAlike(to.place);
    });
  };
  const placesAlike = (key: string): boolean => {
    const known = alike.get(key);
    if (known !== undefined) return known;
    // A circle is alike unless something else on it is not.
    alike.set(key, true);
    const [place, other] = [before.model.place(key), after.model.place(key)];
    const is = place === other && (place === undefined || isAlikeBehind(place, leadsAlike));
    alike.set(key, is);
    return is;
  };
  const shared = [...left.values()].flat().filter((one) => isShared(one, right));
  if (shared.length === 0) return pair;
  const kept = new Set(shared.map(({ entry }) => entry.route.id));
  const changed: RequestSet[] = [
    ...lonely(before, after),
    ...lonely(after, before),
    ...[...left.values(), ...right.values()]
      .flat()
      .filter(({ entry }) => !kept.has(entry.route.id))
      .map(({ entry }) => entry.requests),
  ];
  const isApart = ({ table, entry }: Seated): boolean => {
    const own = meet(table.admits, entry.requests);
    return changed.every((set) => meet(own, set).length === 0);
  };
  const apart = new Set(shared.filter(isApart).map(({ entry }) => entry.route.id));
  return { before: without(before, apart), after: without(after, apart) };
}

function entriesOf({ entrance: { place } }: Door): ReadonlyMap<string, readonly Seated[]> {
  const byRoute = new Map<string, Seated[]>();
  for (const table of place.tables) {
    for (const entry of table.entries) {
      const known = byRoute.get(entry.route.id);
      if (known === undefined) byRoute.set(entry.route.id, [{ table, entry }]);
      else known.push({ table, entry });
    }
  }
  return byRoute;
}

function isSame(left: Entry, right: Entry): boolean {
  const isOne = left.requests === right.requests && left.rank === right.rank;
  return isOne && (left.route === right.route || left.route.action === right.route.action);
}

function isAlikeBehind({ tables, otherwise }: Place, leadsAlike: (action: Action) => boolean): boolean {
  return (
    leadsAlike(otherwise) &&
    tables.every((table) => {
      return leadsAlike(table.otherwise) && table.entries.every(({ route }) => leadsAlike(route.action));
    })
  );
}

/** What tables admit that only one side has: they keep it, whether they have a route for it or not. */
function lonely({ entrance }: Door, { entrance: other }: Door): readonly RequestSet[] {
  const ids = new Set(other.place.tables.map(({ id }) => id));
  return entrance.place.tables.filter(({ id }) => !ids.has(id)).map(({ admits }) => admits);
}

function without(door: Door, apart: ReadonlySet<string>): Door {
  const { entrance } = door;
  const tables = entrance.place.tables.map((table) => ({
    ...table,
    entries: table.entries.filter(({ route }) => !apart.has(route.id)),
  }));
  return { ...door, entrance: { ...entrance, place: { ...entrance.place, tables } } };
}
