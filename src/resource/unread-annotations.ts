import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import { appMeshGroup } from './kinds.ts';
import { podKinds, podPath } from './pod-path.ts';
import { at, kindId } from './resource.ts';
import { given } from './schema/node.ts';
import type { World } from './world.ts';

const virtualNode = kindId(appMeshGroup, 'VirtualNode');

/**
 * What the injector of v1beta1 read of a pod, and what does it since. "[They] will no longer be supported":
 * aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/api_design.md; pkg/virtualnode/membership_designator.go
 */
const annotations: Readonly<Record<string, { readonly because: string; readonly instead: string }>> = {
  'appmesh.k8s.aws/mesh': {
    because: 'since v1beta2 a pod is in the mesh of its VirtualNode, whatever the annotation says',
    instead: "remove it: the Mesh's `namespaceSelector` chooses the namespaces",
  },
  'appmesh.k8s.aws/virtualNode': {
    because: 'since v1beta2 a pod belongs to the VirtualNode that selects its labels, whatever the annotation says',
    instead: 'remove it, and choose the pods by `podSelector` of the VirtualNode',
  },
};

/** Annotations of pods that choose nothing; none where nodes of v1beta1 are, or may be, beside those that are read. */
export function unreadAnnotations(world: World): readonly Fault[] {
  if (world.of(virtualNode).length === 0 || world.mayLack(virtualNode)) return [];
  return podKinds.flatMap((kind) =>
    world.of(kind).flatMap((resource) => {
      const path = [...(podPath(kind) ?? []), 'metadata', 'annotations'];
      const written = path.reduce<unknown>((inner, step) => given(inner, String(step)), resource.value);
      return Object.entries(annotations).flatMap(([name, words]): readonly Fault[] =>
        given(written, name) === undefined
          ? []
          : [
              {
                id: 'unknown-field',
                at: at(resource, [...path, name], 'key'),
                found: code(name),
                expected: [],
                harmless: true,
                ...words,
              },
            ],
      );
    }),
  );
}
