import type { Call } from '../../model/call.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import type { Pool } from '../../model/pool.ts';
import type { Selection } from '../../model/selection.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, items, place, spec } from '../fields.ts';
import { backendClientEnd } from './client-policy.ts';
import { discoveryReference } from './discovery.ts';
import { endpointsOf } from './endpoints.ts';
import { guardsOf } from './guards.ts';
import { serverEnd } from './identity.ts';
import { backendLink, links } from './links.ts';
import { listeners } from './listeners.ts';
import { meshAttachment } from './membership.ts';
import { listenerKey } from './names.ts';
import { nodeUses, portEnd } from './ports.ts';
import { listenerTimeout } from './resilience.ts';
import { found, references } from './resolve.ts';
import { selectionOf } from './selection.ts';
import { placeTarget } from './target.ts';

/** A VirtualNode: a pool for each listener, and a caller of each backend. */
export function buildNode(world: World, node: Resource): ModelPart {
  const keys = listeners(node).map((listener) => listenerKey(node.key, listener.portText));
  const selection = selectionOf(world, node, { pools: keys });
  return {
    ...emptyPart,
    pools: pools(world, node, selection),
    selections: [selection],
    guards: guardsOf(node),
    calls: calls(world, node),
    references: [
      ...links(node).flatMap((link) => [...references(world, node, link)]),
      ...discoveryReference(world, node),
    ],
    portUses: nodeUses(world, node, selection),
    portEnds: [portEnd(node)],
    attachments: [meshAttachment(world, node)],
  };
}

function pools(world: World, node: Resource, { selected }: Selection): readonly Pool[] {
  return listeners(node).map((listener) => {
    const key = listenerKey(node.key, listener.portText);
    return {
      key,
      label: key,
      at: place(listener.field),
      resource: node.key,
      discovery: endpointsOf(node, listener),
      endpoints: selected.map(({ workload }) => ({ workload, port: listener.port })),
      port: listener.port,
      protocol: listener.protocol,
      tls: serverEnd(world, node, listener.field),
      timeout: listenerTimeout(listener),
    };
  });
}

/**
 * Backend groups make no calls: they are inert unless the controller runs with `--enable-backend-groups`.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/backend_groups.md
 */
function calls(world: World, node: Resource): readonly Call[] {
  return items(field(spec(node), 'backends')).flatMap((backend) => {
    const link = backendLink(backend);
    const written = link.arn ?? link.ref?.field;
    if (written === undefined) return [];
    return [
      {
        caller: node.key,
        label: objectName(node.key),
        at: place(written),
        to: placeTarget(found(world, node, link), link),
        tls: backendClientEnd(world, spec(node), backend),
      },
    ];
  });
}
