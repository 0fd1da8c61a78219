import { isUnknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Criterion, Rank } from '../../model/order.ts';
import { type Field, field, number } from '../fields.ts';

/**
 * The order of trial of routes of one virtual host or router: first the priority, then, among prefixes, the longest.
 * Nothing is documented about an exact path or an expression beside a prefix of the same priority, nor about two routes
 * of one prefix: aws/aws-app-mesh-examples@107deee1 blogs/http-headers-and-priority/README.md ("there is no guarantee"),
 * walkthroughs/howto-k8s-http-ingress-v2/README.md.
 */
export function rank(holder: Field, prefix: string | null): Rank {
  return [priority(field(holder, 'priority')), prefixLength(prefix)];
}

/**
 * 0 is tried first: https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html. Without a priority a
 * route comes after all that have one, by the blog above ("1000 + 1"), or together with priority 1000, by the comment in
 * aws/aws-app-mesh-controller-for-k8s@7588d122 apis/appmesh/v1beta2/gatewayroute_types.go.
 */
function priority(from: Field): Criterion {
  const value = number(from);
  if (value === undefined)
    return {
      by: 'priority',
      value: 1001,
      otherReading: 1000,
      text: 'no priority',
    };
  const words = `priority ${String(from.value)}`;
  if (value === null || isUnknown(value))
    return {
      by: 'priority',
      value: { unknown: words },
      text: words,
      written: true,
    };
  return { by: 'priority', value, text: words, written: true };
}

/**
 * "A request is matched to the route with the longest prefix":
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md; of routers the same is said in
 * aws/aws-app-mesh-roadmap issue 77.
 */
function prefixLength(prefix: string | null): Criterion {
  const by = 'prefix length';
  if (prefix === null) return { by, value: null, text: 'no prefix' };
  const text = `the prefix ${code(prefix)}`;
  return {
    by,
    value: hasPlaceholder(prefix) ? { unknown: `length of ${prefix}` } : -prefix.length,
    text,
  };
}
