import { isUnknown, type Known } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import type { Resource } from './resource.ts';
import { given, isRecord } from './schema/node.ts';
import { type Chosen, chosen, type Workload } from './workload.ts';
import type { World } from './world.ts';

/** One port of a Service. */
export interface ServicePort {
  readonly name: string | null;
  readonly port: Known<number>;
  /** Number or name of the container's port; the port itself where none is written. */
  readonly target: Known<number | string>;
  readonly protocol: string;
  readonly appProtocol: string | null;
  /** In the Service. */
  readonly path: Path;
}

/** A Service as callers see it. */
export interface Service {
  readonly resource: Resource;
  /** `ClusterIP` where nothing else is written. */
  readonly type: Known<string>;
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  /** Null iff it has none: its endpoints are somebody else's care. */
  readonly selector: Readonly<Record<string, unknown>> | null;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/#ServiceSpec */
export function serviceOf(resource: Resource): Service {
  const { spec } = resource;
  const type = given(spec, 'type');
  const ports = given(spec, 'ports');
  const selector = given(spec, 'selector');
  return {
    resource,
    type:
      type === undefined
        ? 'ClusterIP'
        : typeof type === 'string' && !hasPlaceholder(type)
          ? type
          : { unknown: 'the type of the Service' },
    headless: given(spec, 'clusterIP') === 'None',
    ports: Array.isArray(ports) ? ports.map((item: unknown, i) => portOf(item, ['spec', 'ports', i])) : [],
    selector: isRecord(selector) ? selector : null,
  };
}

/**
 * True iff callers certainly reach it by an address of its own, so that its ports count: a headless Service stands for the
 * addresses of its pods, one by external name for another host.
 * https://kubernetes.io/docs/concepts/services-networking/service/#headless-services, #externalname
 */
export function hasAddress({ resource, type, headless }: Service): boolean {
  const address = given(resource.spec, 'clusterIP');
  const open = typeof address === 'string' && hasPlaceholder(address);
  return !headless && !open && !isUnknown(type) && type !== 'ExternalName';
}

const services = new WeakMap<Resource, Service>();

/** Every Service of a namespace, in the order of input. */
export function servicesOf(world: World, namespace: string): readonly Service[] {
  return world.of('Service', namespace).map((resource) => {
    const known = services.get(resource) ?? serviceOf(resource);
    services.set(resource, known);
    return known;
  });
}

/** The workloads whose pods stand behind the Service: none without a selector, since somebody else sets its endpoints. */
export function behind(world: World, { resource, selector }: Service): Chosen {
  if (selector === null || Object.keys(selector).length === 0) return { certain: [], open: [] };
  return chosen(world, resource.key.namespace, { matchLabels: selector });
}

/** The port of the pod that a port of a Service leads to: a name is looked up among the container's ports. */
export function targetPort({ target }: ServicePort, workload: Workload): Known<number> | null {
  if (isUnknown(target) || typeof target === 'number') return target;
  return workload.ports.find(({ name }) => name === target)?.port ?? null;
}

function portOf(item: unknown, path: Path): ServicePort {
  const number = given(item, 'port');
  const target = given(item, 'targetPort');
  const name = given(item, 'name');
  const protocol = given(item, 'protocol');
  const appProtocol = given(item, 'appProtocol');
  const port = typeof number === 'number' ? number : { unknown: 'a port of the Service' };
  return {
    name: typeof name === 'string' ? name : null,
    port,
    target:
      target === undefined
        ? port
        : typeof target === 'number' || (typeof target === 'string' && !hasPlaceholder(target))
          ? target
          : { unknown: 'a target port of the Service' },
    protocol: typeof protocol === 'string' ? protocol : 'TCP',
    appProtocol: typeof appProtocol === 'string' ? appProtocol : null,
    path,
  };
}
