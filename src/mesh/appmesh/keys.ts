import type { KindId, Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import type { BuildKey } from '../adapter.ts';
import { group, kinds } from './names.ts';

/** Every object of App Mesh that lives in a namespace, or in one namespace. */
export function* members(world: World, namespace?: string): Iterable<Resource> {
  for (const kind of Object.values(kinds)) {
    if (kind !== kinds.mesh) yield* namespace === undefined ? world.of(kind) : world.of(kind, namespace);
  }
}

/** The build step of an object: `VirtualGateway edge/gw`. */
export function buildKey({ key }: Resource): BuildKey {
  return `${key.kind} ${key.namespace}/${key.name}`;
}

/** The build step of a gateway for one hostname of its routes. */
export function hostnameKey(gateway: Resource, id: string): BuildKey {
  return `${buildKey(gateway)}${hostnameMark}${id}`;
}

/** No name holds a line break. */
const hostnameMark = '\n';

/** The id of the hostname that a step is for; null iff it is for an object as a whole. */
export function hostnameIn(key: BuildKey): string | null {
  const mark = key.indexOf(hostnameMark);
  return mark === -1 ? null : key.slice(mark + hostnameMark.length);
}

/** The object of a build step, if the world holds it. */
export function resourceOf(step: BuildKey, world: World): Resource | null {
  const mark = step.indexOf(hostnameMark);
  const key = mark === -1 ? step : step.slice(0, mark);
  const space = key.indexOf(' ');
  const slash = key.indexOf('/', space);
  if (space < 1 || slash === -1) return null;
  const id: KindId = `${key.slice(0, space)}.${group}`;
  const lookup = world.get(id, key.slice(space + 1, slash), key.slice(slash + 1));
  return lookup.is === 'found' ? lookup.resource : null;
}

/** The step of a place, a pool or a domain: the object that its key names, without a port. */
export function stepOf(key: string): BuildKey | null {
  const [, kind, namespace = '', name] = /^(\w+) (?:([^/:]*)\/)?([^:]+)/.exec(key) ?? [];
  return kind === undefined || name === undefined ? null : `${kind} ${namespace}/${name}`;
}
