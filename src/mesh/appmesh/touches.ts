import { isUnknown } from '../../base/known.ts';
import type { Resource } from '../../resource/resource.ts';
import { workloadKinds } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import type { BuildKey } from '../adapter.ts';
import { gatewayOf } from './attachment.ts';
import { hostnamesAround, hostnamesOf } from './gateway.ts';
import { hostnameIdOf, someMatchesByPath } from './gateway-route.ts';
import { buildKey, hostnameIn, hostnameKey, members, resourceOf } from './keys.ts';
import { kinds, namesakes } from './names.ts';
import { referring, referringInto } from './referring.ts';
import { rivals } from './selection.ts';

/**
 * The build steps that read a resource, asked in one world: its own step; of a Mesh, all; of a Namespace, those of the
 * objects in it and of who mentions them; of a VirtualGateway, every route that could be its and every gateway that
 * competes for them; of a GatewayRoute, the gateway that takes it; of a workload, the nodes and gateways that may select
 * it; of anything, a Service too, who mentions it.
 */
export function* touched(resource: Resource, world: World): Iterable<BuildKey> {
  if (resource.kind === kinds.mesh) {
    yield buildKey(resource);
    for (const member of members(world)) yield* stepsOf(member, world);
    return;
  }
  if (resource.kind === 'Namespace') {
    const namespace = resource.key.name;
    for (const member of members(world, namespace)) yield* withGateway(member, world);
    for (const referrer of referringInto(namespace, world)) yield* withGateway(referrer, world);
    return;
  }
  if (workloadKinds.includes(resource.kind)) {
    const { namespace } = resource.key;
    for (const kind of [kinds.virtualNode, kinds.virtualGateway]) {
      for (const member of world.of(kind, namespace)) yield buildKey(member);
    }
    return;
  }
  if (resource.kind !== 'Service') yield* withGateway(resource, world);
  for (const referrer of referring(resource, world)) yield* withGateway(referrer, world);
  if (resource.kind === kinds.virtualGateway) {
    for (const rival of world.of(kinds.virtualGateway)) yield* stepsOf(rival, world);
    for (const route of world.of(kinds.gatewayRoute)) yield buildKey(route);
  }
}

/** All steps of an object: of a gateway also one for each hostname of its routes. */
export function* stepsOf(resource: Resource, world: World): Iterable<BuildKey> {
  yield buildKey(resource);
  if (resource.kind !== kinds.virtualGateway) return;
  for (const id of hostnamesOf(world, resource)) yield hostnameKey(resource, id);
}

/**
 * The steps of a resource; of a route also the one of its gateway whose table holds it: all of them, if it alone decides
 * how the gateway reads paths.
 */
function* withGateway(resource: Resource, world: World): Iterable<BuildKey> {
  yield* stepsOf(resource, world);
  if (resource.kind !== kinds.gatewayRoute) return;
  const gateway = gatewayOf(world, resource);
  if (isUnknown(gateway)) return;
  const hostname = hostnameIdOf(resource);
  if (hostname === null) return;
  if (someMatchesByPath(world, gateway, resource)) yield hostnameKey(gateway, hostname);
  else yield* stepsOf(gateway, world);
}

/** The steps of what sends requests to the object of a step: who names it, and the gateways of the routes that do. */
export function* leadingTo(key: BuildKey, world: World): Iterable<BuildKey> {
  const resource = resourceOf(key, world);
  if (resource === null || resource.kind === kinds.mesh || resource.kind === kinds.virtualGateway) return;
  for (const referrer of referring(resource, world)) yield* withGateway(referrer, world);
}

/**
 * Of a hostname: its gateway, and the other hostnames of the gateway that a request for it may mean as well. Of an object:
 * those that have its name in the mesh, and of a node or gateway those that may choose its pods.
 */
export function* beside(key: BuildKey, world: World): Iterable<BuildKey> {
  const resource = resourceOf(key, world);
  if (resource === null) return;
  const hostname = hostnameIn(key);
  if (hostname === null) {
    for (const other of namesakes(world, resource)) yield buildKey(other);
    const choosing = resource.kind === kinds.virtualNode || resource.kind === kinds.virtualGateway;
    if (choosing) for (const other of rivals(world, resource)) yield buildKey(other);
    return;
  }
  yield buildKey(resource);
  for (const id of hostnamesAround(world, resource, hostname)) yield hostnameKey(resource, id);
}
