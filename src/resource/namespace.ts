import type { Unknown } from '../base/known.ts';
import { code } from '../base/wording.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Resource } from './resource.ts';
import { given } from './schema/node.ts';
import type { World } from './world.ts';

/** Labels of an object that may not be in the world. */
export interface Labels {
  /** `namespace `edge``, as it stands in a sentence. */
  readonly of: string;
  readonly known: ReadonlyMap<string, string>;
  /** Why there may be more labels than the known ones; null iff there are none. */
  readonly more: Unknown | null;
}

/** The Namespace object of a namespace, if the world certainly holds it. */
export function namespaceObject(world: World, namespace: string): Resource | null {
  if (namespace === '') return null;
  const found = world.get('Namespace', '', namespace);
  return found.is === 'found' ? found.resource : null;
}

/**
 * The labels of a namespace. Kubernetes itself sets one on every Namespace, which is known without the object:
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
 */
export function namespaceLabels(namespace: string, object: Resource | null): Labels {
  const own = new Map(object?.labels ?? []);
  if (namespace !== '') own.set('kubernetes.io/metadata.name', namespace);
  const of = namespace === '' ? 'the namespace' : `namespace ${code(namespace)}`;
  const more = object === null ? { unknown: `${of} was not read, so its labels are not known` } : moreLabels(object);
  return { of, known: own, more };
}

/** Why an object may have more labels than are written; null iff it has none. */
export function moreLabels({ value }: Resource): Unknown | null {
  const labels = given(given(value, 'metadata'), 'labels');
  return typeof labels === 'string' && hasPlaceholder(labels) ? { unknown: `its labels are ${labels}` } : null;
}
