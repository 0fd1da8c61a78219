import { hasPlaceholder } from '../../document/placeholder.ts';
import type { CalledName } from '../../model/called-name.ts';
import type { Reference, Resolution } from '../../model/reference.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import { lookUpService, type ServiceName, serviceNamed } from '../../resource/service-name.ts';
import type { Lookup, World } from '../../resource/world.ts';
import { type Field, field, nameRef, place, spec, text } from '../fields.ts';
import { listeners } from './listeners.ts';
import { awsName, listenerKey, placeKey } from './names.ts';

/** The Service by whose name a node is found. */
export interface Discovery {
  readonly at: Field;
  readonly hostname: string;
  readonly service: ServiceName;
}

/**
 * The Service that the DNS name of a node means; null iff it has none of that form.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_DnsServiceDiscovery.html
 */
export function discoveryOf(node: Resource): Discovery | null {
  const at = field(spec(node), 'serviceDiscovery', 'dns', 'hostname');
  const hostname = text(at);
  const service = hostname ? serviceNamed(hostname) : null;
  return hostname && service !== null ? { at, hostname, service } : null;
}

/** The Service of a node as a reference: open where other files may hold it, since a host name may mean anything. */
export function discoveryReference(world: World, node: Resource): readonly Reference[] {
  const found = discoveryOf(node);
  if (found === null) return [];
  const { namespace, name } = found.service;
  return [
    {
      from: node.key,
      at: place(found.at),
      wanted: { kind: 'Service', namespace, name },
      as: 'DNS target',
      serves: listeners(node).map(({ portText }) => listenerKey(node.key, portText)),
      resolution: resolved(lookUpService(world, found.service)),
    },
  ];
}

function resolved(lookup: Lookup): Resolution {
  switch (lookup.is) {
    case 'found':
      return { is: 'resolved', to: lookup.resource.key };
    case 'absent':
      return lookup.certain
        ? { is: 'dangling', certain: true, nearest: lookup.nearest }
        : { is: 'unknown', unknown: 'the Service was not read and may be elsewhere' };
    case 'external':
      return { is: 'unknown', unknown: 'it is declared to be elsewhere' };
    case 'unknown':
      return lookup;
  }
}

/**
 * The Service whose address the name of a VirtualService resolves to. By default the name is that of the Service of the
 * same name and namespace; what is written may be a name of any DNS server.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/virtual_services.md ("must resolve to a non-loopback IP address")
 */
export function answeringService(service: Resource): ServiceName | null {
  const written = text(field(spec(service), 'awsName'));
  if (written) return serviceNamed(written);
  const { namespace, name } = service.key;
  // The default name of an object without a namespace has one label, which is completed by whoever applies it.
  return hasPlaceholder(name) && name.includes('.') ? null : { namespace, name, certain: true };
}

/** The name that callers of a VirtualService look up; none where it need not be that of a Service. */
export function calledNames(world: World, service: Resource): readonly CalledName[] {
  const answering = answeringService(service);
  if (answering === null) return [];
  const written = field(spec(service), 'awsName');
  return [
    {
      place: placeKey(service.key),
      name: awsName(service),
      at: text(written) ? place(written) : nameRef(service),
      service: objectName({ kind: 'Service', ...answering }),
      resolution: resolved(lookUpService(world, answering)),
    },
  ];
}
