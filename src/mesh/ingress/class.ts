import { kindId, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, spec, text } from '../fields.ts';

const group = 'networking.k8s.io';

export const kinds = {
  ingress: kindId(group, 'Ingress'),
  ingressClass: kindId(group, 'IngressClass'),
  service: kindId('', 'Service'),
} as const;

/**
 * Name of the class whose controller serves an Ingress; the empty string if it has none. The annotation is older than
 * the field, and controllers honour it. Without both, the API server writes the default class if there is exactly one.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class, #default-ingress-class
 */
export function classOf(world: World, ingress: Resource): string {
  const written =
    ingress.annotations.get('kubernetes.io/ingress.class') ?? text(field(spec(ingress), 'ingressClassName'));
  if (written) return written;
  const [only, ...others] = world.of(kinds.ingressClass).filter(isDefault);
  return only === undefined || others.length > 0 ? '' : only.key.name;
}

function isDefault({ annotations }: Resource): boolean {
  return annotations.get('ingressclass.kubernetes.io/is-default-class') === 'true';
}

const members = new WeakMap<World, ReadonlyMap<string, readonly Resource[]>>();

/** The Ingresses of the world by class. */
export function classes(world: World): ReadonlyMap<string, readonly Resource[]> {
  let byClass = members.get(world);
  if (byClass === undefined) {
    const built = new Map<string, Resource[]>();
    for (const ingress of world.of(kinds.ingress)) {
      const name = classOf(world, ingress);
      const served = built.get(name);
      if (served === undefined) built.set(name, [ingress]);
      else served.push(ingress);
    }
    byClass = built;
    members.set(world, byClass);
  }
  return byClass;
}
