import type { PlaceKey } from '../../model/place.ts';
import type { PoolKey } from '../../model/pool.ts';
import type { Selection } from '../../model/selection.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import { chosen } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import { field, given, nameRef, place, spec } from '../fields.ts';
import { kinds } from './names.ts';
import { gatewayProxy, sidecar } from './proxy.ts';

/**
 * The workloads of a VirtualNode or VirtualGateway: pods of its namespace that its `podSelector` chooses; an absent one
 * chooses none, and a pod that two of them choose is refused.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/virtualnode/membership_designator.go,
 * pkg/virtualgateway/membership_designator.go `DesignateForPod`, pkg/inject/inject.go `Inject`
 */
export function selectionOf(
  world: World,
  resource: Resource,
  leads: { readonly pools?: readonly PoolKey[]; readonly places?: readonly PlaceKey[] },
): Selection {
  const selector = field(spec(resource), 'podSelector');
  const there = given(selector);
  const { certain, open } = there ? chosen(world, resource.key.namespace, selector.value) : { certain: [], open: [] };
  const isGateway = resource.kind === kinds.virtualGateway;
  return {
    by: resource.key,
    label: objectName(resource.key),
    at: there ? place(selector) : nameRef(resource),
    field: 'podSelector',
    selector: there ? selector.value : undefined,
    selected: certain.map((workload) => ({
      workload,
      proxy: isGateway ? gatewayProxy(workload) : sidecar(world, workload),
    })),
    open,
    clash: 'the injector refuses a pod that more than one VirtualNode or VirtualGateway selects',
    pools: leads.pools ?? [],
    places: leads.places ?? [],
  };
}
