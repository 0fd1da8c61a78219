import type { PlaceKey } from '../../model/place.ts';
import type { PoolKey } from '../../model/pool.ts';
import type { Selection } from '../../model/selection.ts';
import { type KindId, objectName, type Resource } from '../../resource/resource.ts';
import { isRecord } from '../../resource/schema/node.ts';
import { chosen } from '../../resource/workload.ts';
import type { Filing, World } from '../../resource/world.ts';
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

/** Other nodes and gateways of the namespace of which one asks for all labels that the other one asks for. */
export function* rivals(world: World, resource: Resource): Iterable<Resource> {
  const own = wanted(resource);
  if (own === null) return;
  const { namespace, name } = resource.key;
  for (const kind of [kinds.virtualNode, kinds.virtualGateway]) {
    const words = [namespace, ...own];
    const filed = words.flatMap((word) => [...world.filed(kind, byLabel, word)]);
    for (const other of new Set(own.length === 0 ? world.of(kind, namespace) : filed)) {
      const theirs = wanted(other);
      if (theirs === null || (other.kind === resource.kind && other.key.name === name)) continue;
      if (isWithin(own, theirs) || isWithin(theirs, own)) yield other;
    }
  }
}

const isWithin = (part: readonly string[], whole: readonly string[]) => part.every((word) => whole.includes(word));

/** Whoever asks for no label is filed under the namespace. */
const byLabel: Filing = (resource) => {
  const words = wanted(resource);
  return words?.length === 0 ? [resource.key.namespace] : (words ?? []);
};

/** Every index of selectors. */
export const selectorFilings: readonly (readonly [KindId, Filing])[] = [kinds.virtualNode, kinds.virtualGateway].map(
  (kind) => [kind, byLabel] as const,
);

/** The labels of a selector, with its namespace; null where it chooses nothing. */
function wanted(resource: Resource): readonly string[] | null {
  const selector = field(spec(resource), 'podSelector');
  if (!given(selector)) return null;
  const labels = field(selector, 'matchLabels');
  if (!given(labels) || !isRecord(labels.value)) return [];
  return Object.entries(labels.value).map(([key, value]) => `${resource.key.namespace} ${key}=${String(value)}`);
}
