import {
  besideMatch,
  code,
  declaredRetries,
  defineRule,
  isUnknown,
  keyOf,
  limitOf,
  poolAt,
  type Route,
  type RoutingModel,
  time,
  yaml,
} from '../src/rule/kit.ts';

/** The last retry can never start iff the tries before it, at their full length, last as long as the whole request may. */
export const retryOutlivesTimeout = defineRule({
  id: 'retry-outlives-timeout',
  group: 'resilience',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'next hop',
  curedElsewhere: true,
  docs: {
    summary: 'retries that the timeout of the request leaves no time for',
    harm: 'The request fails with a timeout while its author believes that it is tried again.',
    sources: [
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/routes.md',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/best-practices.html',
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing#retry-semantics',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 5 }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 8 }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
  },

  *check({ route }, { model }) {
    const { timeout } = route;
    const retries = declaredRetries(route);
    if (timeout === null || retries === null) return;
    const { attempts, perTry } = retries;
    const limit = limitOf(timeout);
    if (limit === null || perTry === null || isUnknown(attempts) || isUnknown(perTry)) return;
    const length = Math.min(perTry, longestAnswer(model, route));
    const spent = attempts * length;
    if (spent < limit) return;
    const cut = length < perTry ? ', as long as their target lets them last,' : '';
    const origin = timeout.note === undefined ? '' : `, since ${timeout.note}`;
    yield {
      at: keyOf(retries.at),
      what: `route ${code(route.name)} has no time for ${attempts === 1 ? 'its retry' : `the last of its ${attempts} retries`}`,
      why: `${attempts === 1 ? `a try of ${time(length)}${cut} uses` : `${attempts} tries of ${time(length)}${cut} use`} up the ${time(limit)} that the request has in all${origin}`,
      fix: `give the request ${time(spent + length)}, enough for all ${attempts + 1} tries, or make the tries fewer or shorter`,
      related: timeout.at === null ? [] : [{ at: keyOf(timeout.at), note: `${time(limit)} for all tries together` }],
      subject: route.id,
      about: [route.id],
      absentFrom: besideMatch(route),
    };
  },
});

/** How long the slowest of its targets lets a try last by a limit of its own; one that is not in the model has none. */
function longestAnswer(model: RoutingModel, { action }: Route): number {
  if (action.kind !== 'forward') return Number.POSITIVE_INFINITY;
  const limits = action.to.map(({ to }) => {
    const pool = poolAt(model, to);
    return (pool === undefined ? null : limitOf(pool.timeout)) ?? Number.POSITIVE_INFINITY;
  });
  return Math.max(...limits);
}
