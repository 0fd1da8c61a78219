import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, given, items, spec } from '../fields.ts';
import { classFiling, filedIn, wordsIn } from './class.ts';
import { anyHost, hostMatch } from './match.ts';

/** The ids of the hosts for which an Ingress has rules. */
export function hostsOf(ingress: Resource): readonly string[] {
  const ids = items(field(spec(ingress), 'rules')).flatMap((rule) => hostMatch(rule)?.id ?? []);
  return [...new Set(ids)];
}

/** Ingresses by the ids of their hosts. */
export const byHost = classFiling(hostsOf);

/** By the ids of hosts of which a placeholder decides what they are. */
export const byOpenHost = classFiling((ingress) => hostsOf(ingress).filter(hasPlaceholder));

/** Those with a default backend, under no word. */
export const byDefaultBackend = classFiling((ingress) => (hasDefaultBackend(ingress) ? [''] : []));

export function hasDefaultBackend(ingress: Resource): boolean {
  return given(field(spec(ingress), 'defaultBackend'));
}

/** The ids of all hosts for which the Ingresses of a class have rules. */
export function hostsIn(world: World, name: string): ReadonlySet<string> {
  return wordsIn(world, name, byHost);
}

/** The ids of the other hosts of a class with which a request may fit the given one. */
export function hostsAround(world: World, name: string, id: string): readonly string[] {
  const host = id === anyHost.id ? '*' : id.slice('host '.length);
  const isOne = !host.startsWith('*') && !hasPlaceholder(host);
  if (!isOne) return [...hostsIn(world, name)].filter((other) => other !== id && mayMeet(host, other));
  const wider = [`host *${host.slice(Math.max(0, host.indexOf('.')))}`, anyHost.id];
  return wider.filter((other) => !filedIn(world, name, byHost, other)[Symbol.iterator]().next().done);
}

/** A wildcard meets the hosts directly below it. */
function mayMeet(host: string, id: string): boolean {
  if (host === '*' || hasPlaceholder(host) || id === anyHost.id || hasPlaceholder(id)) return true;
  const other = id.slice('host '.length);
  return other.slice(other.indexOf('.')) === host.slice(1);
}
