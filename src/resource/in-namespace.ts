import { kindNamed } from './kinds.ts';
import type { Resource } from './resource.ts';

/** The same objects, those that name no namespace and need one in the given one; the empty string leaves them as they are. */
export function inNamespace(resources: readonly Resource[], namespace: string): readonly Resource[] {
  if (namespace === '') return resources;
  return resources.map((resource) => {
    const { key } = resource;
    const clusterWide = kindNamed(key.group, key.kind)?.scope === 'Cluster';
    return key.namespace !== '' || clusterWide ? resource : { ...resource, key: { ...key, namespace } };
  });
}
