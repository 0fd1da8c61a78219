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

/** The object of a build step, if the world holds it. */
export function resourceOf(key: BuildKey, world: World): Resource | null {
  const [, kind, namespace, name] = /^([^ ]+) ([^/]*)\/(.*)$/s.exec(key) ?? [];
  if (kind === undefined || namespace === undefined || name === undefined) return null;
  const id: KindId = `${kind}.${group}`;
  const lookup = world.get(id, namespace, name);
  return lookup.is === 'found' ? lookup.resource : null;
}
