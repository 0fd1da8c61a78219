import { isUnknown } from '../base/known.ts';
import { sameText } from '../document/placeholder.ts';
import type { RoutingModel } from '../model/model.ts';
import type { OpenPort, PortEnd, PortUse } from '../model/port.ts';
import { at, type ObjectKey, objectName } from '../resource/resource.ts';
import { type Service, servicesOf } from '../resource/service.ts';
import type { Workload } from '../resource/workload.ts';
import type { World } from '../resource/world.ts';

/** The end that a use leads to, and the ports of it that are meant: all, where none is named. */
export interface Asked {
  readonly end: PortEnd;
  readonly certain: readonly OpenPort[];
  /** Those that a placeholder decides about. */
  readonly open: readonly OpenPort[];
}

/** The other end of a use; null iff it is not here, has no ports or some that cannot be read, or is no end with ports. */
export function asked({ port, to }: PortUse, model: RoutingModel, world: World): Asked | null {
  if ('pods' in to) return null;
  const end = 'end' in to ? model.portEnd(to.end) : serviceEnd(serviceAt(to.service, world));
  if (end === undefined || !end.whole || end.ports.length === 0) return null;
  if (port === null) return { end, certain: end.ports, open: [] };
  const verdict = (open: OpenPort) =>
    'text' in port ? sameText(open.text, port.text) : open.name === null ? 'different' : sameText(open.name, port.name);
  return {
    end,
    certain: end.ports.filter((open) => verdict(open) === 'same'),
    open: end.ports.filter((open) => verdict(open) === 'unknown'),
  };
}

/** The Service of a key, if the world holds it. */
export function serviceAt(key: ObjectKey, world: World): Service | undefined {
  return servicesOf(world, key.namespace).find(({ resource }) => resource.key.name === key.name);
}

function serviceEnd(service: Service | undefined): PortEnd | undefined {
  if (service === undefined) return undefined;
  const { resource, ports } = service;
  return {
    key: objectName(resource.key),
    at: at(resource, ['spec', 'ports']),
    word: 'port',
    ports: ports.map(({ name, port, protocol, path }) => ({
      text: String(port),
      name,
      protocol,
      at: at(resource, path),
      alone: null,
    })),
    whole: ports.every(({ port }) => !isUnknown(port)),
    unique: '',
    taken: [],
  };
}

/** True iff each container of the pods declares ports, and none of them this one. A container that declares none may take any. */
export function lacks({ pod, ports }: Workload, wanted: number): boolean {
  const containers = pod['containers'];
  if (!Array.isArray(containers) || containers.length === 0) return false;
  const declaring = new Set(ports.map(({ container }) => container));
  if (!containers.every((container: unknown) => declaring.has(String(Object(container).name)))) return false;
  return ports.every(({ port }) => !isUnknown(port) && port !== wanted);
}

/** True iff certainly no container of the pods has a port of that name, by which alone it can be found. */
export function lacksName({ pod, ports }: Workload, wanted: string): boolean {
  if (!Array.isArray(pod['containers'])) return false;
  return ports.every(({ name }) => name === null || sameText(name, wanted) === 'different');
}
