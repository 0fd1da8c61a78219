import { overlap } from '../algebra/overlap.ts';
import { box, type Pattern } from '../algebra/pattern.ts';
import type { Entrance } from './entrance.ts';

/** More hosts than these are not compared one by one. */
const mostComparisons = 2_000;

/** False iff both entrances have tables and no request is for a host of both: they were not meant for each other, or hosts changed. */
export function haveCommonHost(one: Entrance, other: Entrance): boolean {
  const [left, right] = [hostsOf(one), hostsOf(other)];
  if (left === null || right === null || left.size === 0 || right.size === 0) return true;
  if ([...left.keys()].some((text) => right.has(text))) return true;
  // Exact hosts of other texts differ.
  const wild = (hosts: ReadonlyMap<string, Pattern>) => [...hosts.values()].filter(({ is }) => is !== 'exact');
  const [wildLeft, wildRight] = [wild(left), wild(right)];
  if (wildLeft.length * right.size + left.size * wildRight.length > mostComparisons) return true;
  const meet = (host: Pattern, others: Iterable<Pattern>) =>
    [...others].some((rival) => overlap([box({ host })], [box({ host: rival })]).verdict !== 'disjoint');
  return wildLeft.some((host) => meet(host, right.values())) || wildRight.some((host) => meet(host, left.values()));
}

/** The hosts of all tables by their texts; null where one takes any host. */
function hostsOf({ place: { tables } }: Entrance): ReadonlyMap<string, Pattern> | null {
  const patterns = tables.flatMap(({ admits }) => admits.map(({ parts }) => parts.host));
  if (patterns.some((host) => host === undefined || host.is === 'any')) return null;
  return new Map(patterns.flatMap((host) => (host === undefined ? [] : [[JSON.stringify(host), host] as const])));
}
