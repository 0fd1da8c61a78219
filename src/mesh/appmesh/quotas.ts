import { isUnknown } from '../../base/known.ts';
import type { SourceRef } from '../../document/ref.ts';
import type { QuotaUse } from '../../model/quota.ts';
import { type KindId, objectName, type Resource } from '../../resource/resource.ts';
import { given } from '../../resource/schema/node.ts';
import { chosen } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, given as isGiven, items, nameRef, place, spec } from '../fields.ts';
import { gatewayOf } from './attachment.ts';
import { meshOf } from './membership.ts';
import { kinds } from './names.ts';

/** A default of the service, and whether it can be raised. */
interface Quota {
  readonly quota: string;
  readonly noun: string;
  readonly most: number;
  readonly adjustable: boolean;
}

/**
 * The defaults that `aws service-quotas list-aws-default-service-quotas --service-code appmesh` prints, which
 * https://docs.aws.amazon.com/general/latest/gr/appmesh.html#limits_appmesh lists. Those that can be raised stand, with
 * their codes, in gruntwork-io/terraform-aws-utilities@04f58839 docs/quotas.md. Backends per virtual node (L-8775AB18) are
 * not among them, though one published answer of the command calls them adjustable. Weighted targets are in the definition.
 */
function quota(name: string, noun: string, most: number, adjustable = true): Quota {
  return { quota: name, noun, most, adjustable };
}

const perMesh: ReadonlyMap<KindId, Quota> = new Map([
  [kinds.virtualGateway, quota('virtual-gateways-per-mesh', 'VirtualGateway', 3)],
  [kinds.virtualNode, quota('virtual-nodes-per-mesh', 'VirtualNode', 200)],
  [kinds.virtualRouter, quota('virtual-routers-per-mesh', 'VirtualRouter', 200)],
  [kinds.virtualService, quota('virtual-services-per-mesh', 'VirtualService', 200)],
]);
const meshes = quota('meshes-per-account', 'Mesh', 15);
const gatewayRoutes = quota('gateway-routes-per-virtual-gateway', 'GatewayRoute', 10);
const routes = quota('routes-per-virtual-router', 'route', 50);
const backends = quota('backends-per-virtual-node', 'backend', 50, false);
const envoys: ReadonlyMap<KindId, Quota> = new Map([
  [kinds.virtualGateway, quota('envoys-per-virtual-gateway', 'Envoy', 50)],
  [kinds.virtualNode, quota('envoys-per-virtual-node', 'Envoy', 50)],
]);

/** What an object takes of the quotas of its mesh, its gateway, its account, and of its own. */
export function quotas(world: World, resource: Resource): readonly QuotaUse[] {
  switch (resource.kind) {
    case kinds.mesh:
      // A mesh that another account shares counts there.
      return isGiven(field(spec(resource), 'meshOwner'))
        ? []
        : [{ ...meshes, holder: 'the AWS account', holderAt: nameRef(resource), count: 1, at: nameRef(resource) }];
    case kinds.gatewayRoute: {
      const gateway = gatewayOf(world, resource);
      return isUnknown(gateway) ? [] : [one(gatewayRoutes, resource, gateway)];
    }
    case kinds.virtualRouter:
      return [...inMesh(world, resource), ...listed(routes, resource, field(spec(resource), 'routes'))];
    case kinds.virtualNode:
      return [
        ...inMesh(world, resource),
        ...listed(backends, resource, field(spec(resource), 'backends')),
        ...connected(world, resource),
      ];
    case kinds.virtualGateway:
      return [...inMesh(world, resource), ...connected(world, resource)];
    case kinds.virtualService:
      return inMesh(world, resource);
    default:
      return [];
  }
}

function inMesh(world: World, resource: Resource): readonly QuotaUse[] {
  const limit = perMesh.get(resource.kind);
  const mesh = meshOf(world, resource);
  if (limit === undefined || isUnknown(mesh)) return [];
  const object = world.get(kinds.mesh, '', mesh);
  return object.is === 'found' ? [one(limit, resource, object.resource)] : [];
}

function one(limit: Quota, resource: Resource, holder: Resource): QuotaUse {
  return use(limit, holder, 1, nameRef(resource));
}

/** Written out, since every object has one or two: to spread the quota takes several times as long. */
function use({ quota, noun, most, adjustable }: Quota, holder: Resource, count: number, at: SourceRef): QuotaUse {
  return { quota, noun, most, adjustable, holder: objectName(holder.key), holderAt: nameRef(holder), count, at };
}

function listed(limit: Quota, holder: Resource, list: Field): readonly QuotaUse[] {
  const count = items(list).length;
  if (count === 0) return [];
  return [use(limit, holder, count, place(list))];
}

/** The Envoys of the pods that it selects, as many as are written. */
function connected(world: World, resource: Resource): readonly QuotaUse[] {
  const limit = envoys.get(resource.kind);
  const selector = field(spec(resource), 'podSelector');
  if (limit === undefined || !isGiven(selector)) return [];
  return chosen(world, resource.key.namespace, selector.value).certain.flatMap(({ resource: workload }) => {
    const count = given(workload.spec, 'replicas');
    if (typeof count !== 'number' || count <= 0) return [];
    const at = place(field(spec(workload), 'replicas'));
    return [use(limit, resource, count, at)];
  });
}
