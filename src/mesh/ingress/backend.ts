import { isUnknown, type Known } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import type { Accepts } from '../../model/call.ts';
import type { Endpoint, Pool } from '../../model/pool.ts';
import type { PortUse } from '../../model/port.ts';
import type { Reference, Resolution } from '../../model/reference.ts';
import type { Action } from '../../model/route.ts';
import { byDefault } from '../../model/setting.ts';
import { objectId, objectName, type Resource } from '../../resource/resource.ts';
import { behind, serviceOf, targetPort } from '../../resource/service.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, items, nameRef, number, place, spec, text } from '../fields.ts';
import { kinds } from './class.ts';

/** What a backend is in the model: a pool of a Service, or something this run cannot follow. */
export interface Backend {
  readonly action: Action;
  readonly reference: Reference | null;
  /** Null iff the Service is not in the world. */
  readonly pool: Pool | null;
  readonly portUse: PortUse | null;
}

const source = 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend';

// All backends have one of each: of their own they are a twentieth of what a route costs.
const weight = byDefault<number>(1, 'the only backend gets every request', '');
const total = { least: 1, most: null, source };

/** A backend: a Service of the Ingress's own namespace and one of its ports, by number or by name. */
export function backendOf(world: World, ingress: Resource, from: Field): Backend {
  const service = field(from, 'service');
  const name = text(field(service, 'name'));
  // An action of the AWS load balancer controller stands in an annotation and is no Service:
  // kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md#actions
  if (!name || text(field(service, 'port', 'name')) === 'use-annotation') {
    return {
      action: { kind: 'unknown', unknown: 'what the backend is' },
      reference: null,
      pool: null,
      portUse: null,
    };
  }
  const { namespace } = ingress.key;
  const lookup = world.get(kinds.service, namespace, name);
  const found = lookup.is === 'found' ? lookup.resource : null;
  const port = portOf(found, field(service, 'port'));
  const label = objectName({ kind: 'Service', namespace, name });
  const key = isUnknown(port.number) ? port.number : `${label}:${port.number}`;
  const reference: Reference = {
    from: ingress.key,
    at: place(field(service, 'name')),
    wanted: { kind: 'Service', namespace, name },
    as: 'backend',
    resolution: found === null ? unresolved(lookup) : { is: 'resolved', to: found.key },
  };
  const to = isUnknown(key) ? key : { pool: key };
  return {
    action: {
      kind: 'forward',
      to: [{ to, label, at: place(from), weight }],
      total,
      rewrite: null,
    },
    reference,
    pool: found === null || isUnknown(key) ? null : poolOf(world, found, key, port),
    portUse: found === null ? null : useOf(ingress, from, found),
  };
}

interface Port {
  /** The number, or the name where the Service that would tell is not there. */
  readonly number: Known<number | string>;
  /** The item of the Service; null iff there is none. */
  readonly item: Field | null;
}

function portOf(service: Resource | null, written: Field): Port {
  const wanted = number(field(written, 'number')) ?? text(field(written, 'name'));
  if (wanted === undefined || wanted === null || isUnknown(wanted)) {
    return { number: { unknown: 'the port of the backend' }, item: null };
  }
  if (service === null) return { number: wanted, item: null };
  const item = items(field(spec(service), 'ports')).find((port) => {
    return typeof wanted === 'number' ? number(field(port, 'port')) === wanted : text(field(port, 'name')) === wanted;
  });
  if (item === undefined) return { number: wanted, item: null };
  const known = number(field(item, 'port'));
  return { number: typeof known === 'number' ? known : wanted, item };
}

function unresolved(lookup: ReturnType<World['get']>): Resolution {
  switch (lookup.is) {
    case 'absent':
      return {
        is: 'dangling',
        certain: lookup.certain,
        nearest: lookup.nearest,
      };
    case 'unknown':
      return lookup;
    default:
      return { is: 'unknown', unknown: 'it is declared to be elsewhere' };
  }
}

/** The port that the backend names, by number or by name; null where it names none that can be read. */
function useOf(ingress: Resource, backend: Field, service: Resource): PortUse | null {
  const written = field(backend, 'service', 'port');
  const byNumber = number(field(written, 'number'));
  const byName = text(field(written, 'name'));
  if (typeof byNumber !== 'number' && !byName) return null;
  const at = place(field(written, typeof byNumber === 'number' ? 'number' : 'name'));
  return {
    from: ingress.key,
    subject: `${objectId(ingress.key)} ${objectId(service.key)}`,
    user: code(objectName(ingress.key)),
    at,
    field: at,
    port: typeof byNumber === 'number' ? { text: String(byNumber) } : { name: byName ?? '' },
    because: 'the controller sends requests to the port of the Service that the backend names',
    demanded: null,
    speaks: null,
    attached: false,
    to: { service: service.key },
    unchanged: null,
  };
}

/** The workloads that the Service selects, each with the port of its pods that the port of the Service leads to. */
function endpoints(world: World, resource: Resource, wanted: Port['number']): readonly Endpoint[] {
  const service = serviceOf(resource);
  const port = service.ports.find((one) => one.port === wanted);
  if (port === undefined) return [];
  return behind(world, service).certain.map((workload) => ({
    workload,
    port: targetPort(port, workload) ?? { unknown: 'the port of the container' },
  }));
}

function poolOf(world: World, service: Resource, key: string, { number: port, item }: Port): Pool {
  const appProtocol = item === null ? undefined : text(field(item, 'appProtocol'));
  const unknown = 'the Ingress API says nothing of it';
  return {
    key,
    label: key,
    at: item === null ? nameRef(service) : place(item),
    resource: service.key,
    discovery: null,
    endpoints: endpoints(world, service, port),
    port: typeof port === 'number' ? port : { unknown: `the number of port ${isUnknown(port) ? '' : port}` },
    protocol: appProtocol ?? { unknown },
    tls: {
      accepts: byDefault<Accepts>({ unknown }, unknown, ''),
      certificate: null,
      demands: null,
      domain: null,
    },
    timeout: byDefault<number>({ unknown }, unknown, ''),
  };
}
