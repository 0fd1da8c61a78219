import { isUnknown } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import { given } from './schema/node.ts';
import type { Service, ServicePort } from './service.ts';

const certificate = 'service.beta.kubernetes.io/aws-load-balancer-ssl-cert';
const ports = 'service.beta.kubernetes.io/aws-load-balancer-ssl-ports';

/** How far a port of a Service reaches: `unknown` where a placeholder decides. */
export type Exposure = 'inside' | 'plaintext' | 'tls' | 'unknown';

/**
 * Whether callers outside the cluster reach a port, and whether the load balancer before it takes TLS from them: with a
 * certificate on all ports, unless some are named.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#service-beta-kubernetes-io-aws-load-balancer-ssl-cert
 */
export function exposure({ resource, type }: Service, port: ServicePort): Exposure {
  if (isUnknown(type)) return 'unknown';
  const outside = type === 'LoadBalancer' || type === 'NodePort' || given(resource.spec, 'externalIPs') !== undefined;
  if (!outside) return 'inside';
  if (type !== 'LoadBalancer' || !resource.annotations.has(certificate)) return 'plaintext';
  const secured = resource.annotations.get(ports) ?? '*';
  if (hasPlaceholder(secured) || isUnknown(port.port)) return 'unknown';
  const named = secured.split(',').map((each) => each.trim());
  return named.some((each) => each === '*' || each === String(port.port) || each === port.name) ? 'tls' : 'plaintext';
}
