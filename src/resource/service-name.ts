import { hasPlaceholder } from '../document/placeholder.ts';
import type { ObjectKey } from './resource.ts';
import type { Lookup, World } from './world.ts';

/** A Service that a host name may mean. */
export interface ServiceName extends Pick<ObjectKey, 'namespace' | 'name'> {
  /** False iff the name may as well be one of another domain. */
  readonly certain: boolean;
}

/**
 * The Service that a host name means inside a cluster, also behind the name of one of its pods; null iff it means none.
 * The search list of a pod completes `cart.shop`, which has the form of other domains too.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#services
 */
export function serviceNamed(host: string): ServiceName | null {
  // The case of a placeholder counts, that of a host name does not.
  const whole = (hasPlaceholder(host) ? host : host.toLowerCase()).replace(/\.$/, '');
  const [, name, namespace] = /^(?:[^.]+\.)?([^.]+)\.([^.]+)\.svc(?:\.cluster\.local)?$/.exec(whole) ?? [];
  if (name !== undefined && namespace !== undefined) return { namespace, name, certain: true };
  const [, first, second] = /^([^.]+)\.([^.]+)$/.exec(whole) ?? [];
  return first === undefined || second === undefined ? null : { namespace: second, name: first, certain: false };
}

/** Whether the Service is there. What may be a name of another domain is one only where the namespace has Services. */
export function lookUpService(world: World, { namespace, name, certain }: ServiceName): Lookup {
  const found = world.get('Service', namespace, name);
  if (found.is !== 'absent' || certain || world.of('Service', namespace).length > 0) return found;
  return { is: 'unknown', unknown: 'the name may be one outside the cluster' };
}
