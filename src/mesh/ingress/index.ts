import type { Resource } from '../../resource/resource.ts';
import { workloadKinds } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import type { BuildKey, MeshAdapter } from '../adapter.ts';
import { field, items, spec, text } from '../fields.ts';
import { mentionsIn } from '../mentions.ts';
import { buildClass, buildHost, hasTied } from './build.ts';
import { byClass, classes, classOf, kinds, wordsIn } from './class.ts';
import { byDefaultBackend, byHost, byOpenHost, hasDefaultBackend, hostsAround, hostsIn, hostsOf } from './host.ts';
import { anyHost } from './match.ts';
import { byTls, securedHosts } from './secured.ts';

/** Kubernetes Ingress, networking.k8s.io/v1: one build step for each class, and one for each host of a class. */
export const ingress: MeshAdapter = {
  name: 'Ingress',
  kinds: [...Object.values(kinds), ...workloadKinds],
  *keys(world) {
    for (const name of classes(world)) yield* stepsOf(name, world);
  },
  filings: () =>
    [byClass, byHost, byOpenHost, byDefaultBackend, byTls, ...services.filings].map(
      (filing) => [kinds.ingress, filing] as const,
    ),
  touches: touched,
  stepOf: () => null,
  leadingTo: () => [],
  *beside(key, world) {
    const { name, host } = parsed(key);
    if (host === null) return;
    yield classKey(name);
    for (const other of hostsAround(world, name, host)) yield hostKey(name, other);
  },
  build(key, world) {
    const { name, host } = parsed(key);
    return host === null ? buildClass(name, world) : buildHost(name, host, world);
  },
};

function classKey(name: string): BuildKey {
  return `Ingress ${name}`;
}

function hostKey(name: string, host: string): BuildKey {
  return `${classKey(name)}\n${host}`;
}

function parsed(key: BuildKey): { readonly name: string; readonly host: string | null } {
  const [own = '', host = null] = key.split('\n');
  return { name: own.slice(classKey('').length), host };
}

/** All steps of a class. Default backends that nothing orders are asked for every host, whether it has rules or not. */
function* stepsOf(name: string, world: World): Iterable<BuildKey> {
  yield classKey(name);
  const hosts = hostsIn(world, name);
  for (const host of hosts) yield hostKey(name, host);
  if (!hosts.has(anyHost.id) && hasTied(name, world)) yield hostKey(name, anyHost.id);
}

/**
 * Of an Ingress its class, its hosts and those that its certificates are for; of one with a default backend all hosts. Of an
 * IngressClass all steps, since it may be the default; of a Service those of the Ingresses that name it; of a workload those
 * of its namespace, whose Services may select it.
 */
function* touched(resource: Resource, world: World): Iterable<BuildKey> {
  if (resource.kind === kinds.ingress) yield* withHosts(resource, world, true);
  if (resource.kind === kinds.ingressClass) {
    yield* stepsOf(resource.key.name, world);
    for (const name of classes(world)) yield* stepsOf(name, world);
  }
  if (resource.kind === kinds.service) {
    for (const user of services.of(resource, kinds.ingress, world)) yield* withHosts(user, world, false);
  }
  if (workloadKinds.includes(resource.kind)) {
    for (const user of services.into(resource.key.namespace, kinds.ingress, world))
      yield* withHosts(user, world, false);
  }
}

function* withHosts(resource: Resource, world: World, withCertificates: boolean): Iterable<BuildKey> {
  const name = classOf(world, resource);
  if (hasDefaultBackend(resource)) {
    yield* stepsOf(name, world);
    // A host whose only Ingress goes has no rules on one of the sides.
    yield hostKey(name, anyHost.id);
  }
  yield classKey(name);
  for (const host of hostsOf(resource)) yield hostKey(name, host);
  if (!withCertificates) return;
  const hosts = { all: () => hostsIn(world, name), open: () => wordsIn(world, name, byOpenHost) };
  for (const host of securedHosts(resource, hosts)) yield hostKey(name, host);
}

const services = mentionsIn((ingress) =>
  backends(ingress).flatMap((backend) => {
    const name = text(field(backend, 'service', 'name'));
    return name ? [{ kind: kinds.service, namespace: ingress.key.namespace, name }] : [];
  }),
);

function backends(ingress: Resource) {
  const root = spec(ingress);
  const paths = items(field(root, 'rules')).flatMap((rule) => items(field(rule, 'http', 'paths')));
  return [field(root, 'defaultBackend'), ...paths.map((path) => field(path, 'backend'))];
}
