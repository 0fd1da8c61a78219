import { byText } from '../base/sort.ts';
import { pointer, type SourceRef } from '../document/ref.ts';
import type { ModelPart, RoutingModel, Seat, SeatedRoute } from '../model/model.ts';
import { linearise } from '../model/order.ts';
import type { Place } from '../model/place.ts';
import type { Route } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { objectId } from '../resource/resource.ts';

/**
 * One model of all parts, the same whatever their order where the parts agree. Places of one key are united: their
 * tables are tried in one order, and tables of one id are one; all else of a place or pool is the first part's.
 */
export function merge(parts: readonly ModelPart[]): RoutingModel {
  const places = sorted([...unite(joined(parts, ({ places }) => places))], ({ key }) => key);
  const pools = firstOfEach(
    joined(parts, ({ pools }) => pools),
    ({ key }) => key,
  );
  const domains = firstOfEach(
    joined(parts, ({ domains }) => domains),
    ({ key }) => key,
  );
  const portEnds = firstOfEach(
    joined(parts, ({ portEnds }) => portEnds),
    ({ key }) => key,
  );
  const endByKey = new Map(portEnds.map((end) => [end.key, end]));
  const placeByKey = new Map(places.map((place) => [place.key, place]));
  const poolByKey = new Map(pools.map((pool) => [pool.key, pool]));
  return {
    places,
    pools,
    domains,
    calls: sorted(
      joined(parts, ({ calls }) => calls),
      (call) => `${objectId(call.caller)} ${where(call.at)} ${JSON.stringify(call.to)}`,
    ),
    references: sorted(
      joined(parts, ({ references }) => references),
      ({ from, at, wanted }) => `${objectId(from)} ${where(at)} ${wanted.kind}`,
    ),
    attachments: sorted(
      joined(parts, ({ attachments }) => attachments),
      ({ resource, to, wanted }) => `${objectId(resource)} ${to} ${wanted}`,
    ),
    selections: sorted(
      joined(parts, ({ selections }) => selections),
      ({ by }) => objectId(by),
    ),
    quotas: sorted(
      joined(parts, ({ quotas }) => quotas),
      ({ quota, holder, at }) => `${quota} ${holder} ${where(at)}`,
    ),
    names: sorted(
      joined(parts, ({ names }) => names),
      ({ resource }) => objectId(resource),
    ),
    usages: sorted(
      joined(parts, ({ usages }) => usages),
      (usage) => (usage.is === 'dependent' ? objectId(usage.resource) : `* ${usage.kind} ${usage.namespace}`),
    ),
    portUses: sorted(
      joined(parts, ({ portUses }) => portUses),
      ({ from, at, to }) => `${objectId(from)} ${where(at)} ${Object.keys(to).join()}`,
    ),
    portEnds,
    calledNames: sorted(
      joined(parts, ({ calledNames }) => calledNames),
      ({ place }) => place,
    ),
    guards: sorted(
      joined(parts, ({ guards }) => guards),
      ({ of, is }) => `${of} ${is}`,
    ),
    routes: seated(
      places,
      joined(parts, ({ strays }) => strays),
    ),
    place: (key) => placeByKey.get(key),
    pool: (key) => poolByKey.get(key),
    portEnd: (key) => {
      const end = endByKey.get(key);
      const meant = end !== undefined && 'through' in end ? endByKey.get(end.through) : end;
      return meant === undefined || 'through' in meant ? undefined : meant;
    },
  };
}

function unite(all: readonly Place[]): Iterable<Place> {
  const byKey = new Map<string, Place[]>();
  for (const place of all) add(byKey, place.key, place);
  return [...byKey.values()].flatMap((places) => {
    const [first, ...others] = places;
    if (first === undefined) return [];
    return others.length === 0 ? [first] : [{ ...first, tables: united(places.flatMap(({ tables }) => tables)) }];
  });
}

function united(all: readonly RouteTable[]): readonly RouteTable[] {
  const byId = new Map<string, RouteTable[]>();
  for (const table of all) add(byId, table.id, table);
  const tables = [...byId.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    const entries = sorted(
      same.flatMap(({ entries }) => entries),
      ({ route }) => route.id,
    );
    return [{ ...first, entries: linearise(entries) }];
  });
  return linearise(sorted(tables, ({ id }) => id));
}

/** Every route once, with its seats in the order of places and trial. */
function seated(places: readonly Place[], strays: readonly Route[]): readonly SeatedRoute[] {
  const byId = new Map<string, { readonly route: Route; readonly seats: Seat[] }>();
  for (const place of places) {
    for (const table of place.tables) {
      for (const entry of table.entries) {
        const known = byId.get(entry.route.id);
        if (known === undefined)
          byId.set(entry.route.id, {
            route: entry.route,
            seats: [{ place, table, entry }],
          });
        else known.seats.push({ place, table, entry });
      }
    }
  }
  for (const route of strays) if (!byId.has(route.id)) byId.set(route.id, { route, seats: [] });
  return sorted([...byId.values()], ({ route }) => route.id);
}

/** As flatMap, without a copy where only one part has any: a server merges a few small parts thousands of times in a second. */
function joined<T>(parts: readonly ModelPart[], list: (part: ModelPart) => readonly T[]): readonly T[] {
  let only: readonly T[] | null = null;
  let several: T[] | null = null;
  for (const part of parts) {
    const own = list(part);
    if (own.length === 0) continue;
    if (several !== null) for (const one of own) several.push(one);
    else if (only === null) only = own;
    else several = [...only, ...own];
  }
  return several ?? only ?? [];
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  const byKey = new Map<string, T>();
  for (const item of items) {
    const own = key(item);
    if (!byKey.has(own)) byKey.set(own, item);
  }
  return [...byKey].sort(([left], [right]) => byText(left, right)).map(([, item]) => item);
}

/** Sorted by a text that is made once for each item; stable. */
function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((left, right) => byText(left.key, right.key))
    .map(({ item }) => item);
}

function where({ document, path }: SourceRef): string {
  return `${document}${pointer(path)}`;
}
