import type { Domain } from '../../model/call.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import { byDefault, declared } from '../../model/setting.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import { workloadKinds } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import type { MeshAdapter } from '../adapter.ts';
import { given, nameRef, place, setting, spec, text } from '../fields.ts';
import { buildGateway, buildHostname } from './gateway.ts';
import { buildGatewayRoute, routeFilings } from './gateway-route.ts';
import { hostnameRivals } from './hostname-rivals.ts';
import { domainKey } from './identity.ts';
import { buildKey, hostnameIn, members, resourceOf, stepOf } from './keys.ts';
import { links } from './links.ts';
import { meshAttachment } from './membership.ts';
import { kinds, nameFilings } from './names.ts';
import { buildNode } from './node.ts';
import { mentionFilings } from './referring.ts';
import { references } from './resolve.ts';
import { buildRouter } from './router.ts';
import { selectorFilings } from './selection.ts';
import { buildService } from './service.ts';
import { standing } from './standing.ts';
import { beside, leadingTo, stepsOf, touched } from './touches.ts';

/** https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html */
const ended =
  'App Mesh ended on 2026-09-30: AWS names Amazon VPC Lattice (EKS) and Amazon ECS Service Connect (ECS) as the ways out';

/** AWS App Mesh as its Kubernetes controller reads it: one build step for each object. */
export const appmesh: MeshAdapter = {
  name: 'App Mesh',
  kinds: [...Object.values(kinds), 'Namespace', 'Service', ...workloadKinds],
  notice(world) {
    const some = Object.values(kinds).some((kind) => world.of(kind).length > 0);
    return some ? ended : null;
  },
  *keys(world) {
    for (const resource of world.of(kinds.mesh)) yield buildKey(resource);
    for (const resource of members(world)) yield* stepsOf(resource, world);
  },
  filings: () => [...routeFilings, ...mentionFilings, ...nameFilings, ...selectorFilings],
  touches: touched,
  stepOf,
  leadingTo,
  beside,
  rivals: hostnameRivals,
  build(key, world) {
    const resource = resourceOf(key, world);
    if (resource === null) return emptyPart;
    const hostname = hostnameIn(key);
    if (hostname !== null) return buildHostname(world, resource, hostname);
    const { names, quotas, usages } = standing(world, resource);
    return { ...build(world, resource), names, quotas, usages };
  },
};

function build(world: World, resource: Resource): ModelPart {
  switch (resource.kind) {
    case kinds.mesh:
      return buildMesh(resource);
    case kinds.virtualGateway:
      return buildGateway(world, resource);
    case kinds.gatewayRoute:
      return buildGatewayRoute(world, resource);
    case kinds.virtualRouter:
      return buildRouter(world, resource);
    case kinds.virtualService:
      return buildService(world, resource);
    case kinds.virtualNode:
      return buildNode(world, resource);
    case kinds.backendGroup:
      return buildBackendGroup(world, resource);
    default:
      return emptyPart;
  }
}

/** "By default, the type is `DROP_ALL`": https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_EgressFilter.html */
function egressOf(mesh: Resource): Domain['egress'] {
  const type = setting(spec(mesh), 'egressFilter', 'type');
  if (!given(type)) {
    const note = 'App Mesh lets workloads call known services only';
    return byDefault('known services', note, 'set `egressFilter.type` to `DROP_ALL`');
  }
  switch (text(type)) {
    case 'ALLOW_ALL':
      return {
        ...declared('anywhere', place(type)),
        note: '`ALLOW_ALL` passes on what is no VirtualService of the mesh, unseen and unencrypted',
        remedy: 'set `type` to `DROP_ALL`, and name each address that is called as a VirtualService among the backends',
      };
    case 'DROP_ALL':
      return declared('known services', place(type));
    default:
      return declared<'anywhere' | 'known services'>({ unknown: 'the egress filter of the mesh' }, place(type));
  }
}

function buildMesh(mesh: Resource): ModelPart {
  const domain = {
    key: domainKey(mesh.key.name),
    label: objectName(mesh.key),
    at: nameRef(mesh),
    egress: egressOf(mesh),
  };
  return { ...emptyPart, domains: [domain] };
}

function buildBackendGroup(world: World, backends: Resource): ModelPart {
  return {
    ...emptyPart,
    references: links(backends).flatMap((link) => [...references(world, backends, link)]),
    attachments: [meshAttachment(world, backends)],
  };
}
