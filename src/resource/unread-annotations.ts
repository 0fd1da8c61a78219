import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import { sameText } from '../document/placeholder.ts';
import { appMeshGroup } from './kinds.ts';
import { at, kindId, type Resource } from './resource.ts';
import { given } from './schema/node.ts';
import { selects } from './selector.ts';
import { type Workload, workloads } from './workload.ts';
import type { World } from './world.ts';

const node = kindId(appMeshGroup, 'VirtualNode');
const mesh = kindId(appMeshGroup, 'Mesh');

/**
 * Annotations of pods that name another mesh or node than the pods get. The injector of v1beta1 obeyed them, and since then
 * they "will no longer be supported": aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/api_design.md,
 * pkg/virtualnode/membership_designator.go. One that agrees with what is so is silent, and so is one that may be meant for
 * an object that is not here, as one of v1beta1.
 */
export function unreadAnnotations(world: World): readonly Fault[] {
  const meshes = world.mayLack(mesh) ? [] : world.of(mesh);
  const nodes = world.mayLack(node) ? [] : world.of(node);
  if (meshes.length + nodes.length === 0) return [];
  const namespaces = new Set(world.resources.map(({ key }) => key.namespace));
  return [...namespaces].flatMap((namespace) =>
    workloads(world, namespace).flatMap((workload) => [
      ...unread(workload, 'appmesh.k8s.aws/mesh', (name) =>
        meshes.length === 0 || meshes.some((each) => mayBe(each, name))
          ? null
          : {
              because: `since v1beta2 pods are in the mesh of their VirtualNode, and no Mesh is named ${code(name)}`,
              instead: "remove it: the Mesh's `namespaceSelector` chooses the namespaces",
            },
      ),
      ...unread(workload, 'appmesh.k8s.aws/virtualNode', (name) =>
        nodes.length === 0 || nodes.some((each) => mayBe(each, name) && mayChoose(each, workload))
          ? null
          : {
              because: `since v1beta2 a VirtualNode chooses its pods by labels, and no VirtualNode ${code(name)} chooses these`,
              instead: 'remove it, and choose the pods by `podSelector` of the VirtualNode',
            },
      ),
    ]),
  );
}

function unread(
  { resource, annotations, template }: Workload,
  name: string,
  judge: (value: string) => Pick<Fault, 'because' | 'instead'> | null,
): readonly Fault[] {
  const value = annotations.get(name);
  const words = value === undefined ? null : judge(value);
  if (words === null) return [];
  const place = at(resource, [...template, 'metadata', 'annotations', name], 'key');
  return [{ id: 'unknown-field', at: place, found: code(name), expected: [], harmless: true, ...words }];
}

function mayBe({ key, spec }: Resource, name: string): boolean {
  const awsName = given(spec, 'awsName');
  return [key.name, awsName].some((own) => typeof own === 'string' && sameText(own, name) !== 'different');
}

function mayChoose({ key, spec }: Resource, { resource, labels, more }: Workload): boolean {
  const selector = given(spec, 'podSelector');
  if (key.namespace !== resource.key.namespace || selector === undefined) return false;
  return more !== null || selects(selector, labels) !== false;
}
