import { namespaceObject } from '../../resource/namespace.ts';
import type { Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';

/** What was read for a namespace, and off which object its labels were read. */
interface Reading<T> {
  readonly object: Resource | null;
  readonly of: T;
}

/**
 * What selectors say of a namespace, read once for each of whoever holds the selectors (an object, or the list of a kind,
 * which worlds share that differ in other kinds) and again where the Namespace is another object.
 */
export function perNamespace<Holder extends object, T>(
  read: (holder: Holder, namespace: string, object: Resource | null) => T,
): (world: World, holder: Holder, namespace: string) => T {
  const readings = new WeakMap<Holder, Map<string, Reading<T>>>();
  return (world, holder, namespace) => {
    let known = readings.get(holder);
    if (known === undefined) {
      known = new Map();
      readings.set(holder, known);
    }
    const object = namespaceObject(world, namespace);
    let reading = known.get(namespace);
    if (reading === undefined || reading.object !== object) {
      reading = { object, of: read(holder, namespace, object) };
      known.set(namespace, reading);
    }
    return reading.of;
  };
}
