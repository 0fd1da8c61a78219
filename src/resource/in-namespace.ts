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

/**
 * The objects of a document as a kustomization moves them: whatever namespace they name is replaced, and so is the name of
 * a Namespace. https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace;
 * kubernetes-sigs/kustomize api/internal/konfig/builtinpluginconsts/namespace.go
 */
export function moved(resources: readonly Resource[], namespace: string): readonly Resource[] {
  return resources.map((resource) => {
    const { key } = resource;
    if (key.group === '' && key.kind === 'Namespace') return { ...resource, key: { ...key, name: namespace } };
    const clusterWide = kindNamed(key.group, key.kind)?.scope === 'Cluster';
    return clusterWide ? resource : { ...resource, key: { ...key, namespace } };
  });
}
