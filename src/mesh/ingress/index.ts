import type { Resource } from '../../resource/resource.ts';
import { workloadKinds } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import type { BuildKey, MeshAdapter } from '../adapter.ts';
import { field, items, spec, text } from '../fields.ts';
import { mentionIndex } from '../mentions.ts';
import { build } from './build.ts';
import { classes, classOf, kinds } from './class.ts';

/** Kubernetes Ingress, networking.k8s.io/v1: one build step for each class. */
export const ingress: MeshAdapter = {
  name: 'Ingress',
  kinds: [...Object.values(kinds), ...workloadKinds],
  *keys(world) {
    for (const name of classes(world).keys()) yield buildKey(name);
  },
  touches: touched,
  stepOf: () => null,
  leadingTo: () => [],
  beside: () => [],
  build: (key, world) => build(key.slice(buildKey('').length), world),
};

function buildKey(name: string): BuildKey {
  return `Ingress ${name}`;
}

/**
 * Of an IngressClass all steps, since it may be the default; of a Service those that name it; of a workload those of its
 * namespace, whose Services may select it.
 */
function* touched(resource: Resource, world: World): Iterable<BuildKey> {
  if (resource.kind === kinds.ingress) yield buildKey(classOf(world, resource));
  if (resource.kind === kinds.ingressClass) {
    yield buildKey(resource.key.name);
    for (const name of classes(world).keys()) yield buildKey(name);
  }
  if (resource.kind === kinds.service) {
    for (const user of services(world.of(kinds.ingress)).of(resource, world)) yield buildKey(classOf(world, user));
  }
  if (workloadKinds.includes(resource.kind)) {
    for (const user of services(world.of(kinds.ingress)).into(resource.key.namespace))
      yield buildKey(classOf(world, user));
  }
}

const services = mentionIndex((ingress) =>
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
