import { isUnknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import type { ModelPart } from '../../model/model.ts';
import type { MeshName } from '../../model/name.ts';
import type { Usage } from '../../model/usage.ts';
import { type KindId, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, given, items, nameRef, place, spec, text } from '../fields.ts';
import { gatewayOf } from './attachment.ts';
import { meshOf } from './membership.ts';
import { awsName, kinds } from './names.ts';
import { quotas } from './quotas.ts';

/** What an object is to its mesh besides routing: its name there, its share of the quotas, and who it waits for. */
export function standing(world: World, resource: Resource): Pick<ModelPart, 'names' | 'quotas' | 'usages'> {
  return { names: names(world, resource), quotas: quotas(world, resource), usages: [...usages(resource)] };
}

/**
 * The name that the controller gives the object in AWS. The default of an object without a namespace in the files is not
 * known. Nothing checks that two objects of a mesh have two names:
 * aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/virtualnode_mutator.go and its neighbours
 */
function names(world: World, resource: Resource): readonly MeshName[] {
  if (resource.kind === kinds.backendGroup) return [];
  const own = field(spec(resource), 'awsName');
  const written = text(own);
  if (written === null) return [];
  const isDefault = written === undefined || written === '';
  if (isDefault && resource.kind !== kinds.mesh && resource.key.namespace === '') return [];
  const within = scope(world, resource);
  if (within === null) return [];
  const where = isDefault ? nameRef(resource) : place(own);
  return [{ resource: resource.key, at: where, name: awsName(resource), field: 'spec.awsName', within }];
}

/** Where the name has to be unique: nothing is said of it where that is not known. */
function scope(world: World, resource: Resource): string | null {
  if (resource.kind === kinds.mesh) {
    const owner = field(spec(resource), 'meshOwner');
    return given(owner) ? `account ${code(String(owner.value))}` : 'the AWS account';
  }
  if (resource.kind === kinds.gatewayRoute) {
    const gateway = gatewayOf(world, resource);
    return isUnknown(gateway) ? null : code(objectName(gateway.key));
  }
  const mesh = meshOf(world, resource);
  // Whatever the mesh of a namespace is, it is one.
  return isUnknown(mesh) ? `the mesh of namespace ${code(resource.key.namespace)}` : `mesh ${code(mesh)}`;
}

/** Who can refer to a kind that is nothing by itself. */
const users: ReadonlyMap<KindId, readonly KindId[]> = new Map([
  [kinds.virtualRouter, [kinds.virtualService]],
  [kinds.virtualService, [kinds.gatewayRoute, kinds.virtualNode, kinds.backendGroup]],
  [kinds.virtualNode, [kinds.virtualRouter, kinds.virtualService]],
  [kinds.backendGroup, [kinds.virtualNode]],
]);

function* usages(resource: Resource): Iterable<Usage> {
  const by = users.get(resource.kind);
  if (by !== undefined && !actsByItself(resource)) {
    yield { is: 'dependent', resource: resource.key, at: nameRef(resource), users: by };
  }
  // The name `*` is every VirtualService of the namespace:
  // aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/backend_groups.md
  for (const list of ['backendGroups', 'virtualservices']) {
    for (const item of items(field(spec(resource), list))) {
      if (text(field(item, 'name')) !== '*') continue;
      const namespace = text(field(item, 'namespace')) || resource.key.namespace;
      yield { is: 'uses all', kind: 'VirtualService', namespace };
    }
  }
}

/** A node that calls others, or that only calls, is there for its own sake. */
function actsByItself(resource: Resource): boolean {
  if (resource.kind !== kinds.virtualNode) return false;
  const calls = ['backends', 'backendGroups'].some((list) => given(field(spec(resource), list)));
  return calls || !given(field(spec(resource), 'listeners'));
}
