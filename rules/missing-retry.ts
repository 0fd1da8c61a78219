import { besideMatch, code, defineRule, plural, yaml } from '../src/rule/kit.ts';

/** A retry policy is missing iff the route could declare one and does not, and the mesh's own retries are no documented choice. */
export const missingRetry = defineRule({
  id: 'missing-retry',
  group: 'resilience',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'unit',
  curedElsewhere: true,
  yieldsTo: ['missing-timeout'],
  fold: (count, object) => `${plural(count, 'route')} of ${object} without a retry policy`,
  docs: {
    summary: 'a route without a retry policy of its own',
    harm: 'A pod that goes away during a deployment becomes an error for users, or is retried by a policy that nobody sees.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRetryPolicy.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy-defaults.html',
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
                perRequest: { unit: s, value: 5 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
                tcpRetryEvents: [connection-error]
    `,
  },

  *check({ route }) {
    const { retries, timeout } = route;
    if (retries === null || retries.from !== 'default') return;
    yield {
      at: route.at.self,
      what: `route ${code(route.name)} has no retry policy`,
      why: retries.note ?? 'a request that fails on the way is not sent again',
      fix: retries.remedy ?? 'set a retry policy on the route',
      // A timeout that is missing for the same reason tells of both.
      ...(retries.needs !== undefined && retries.needs === timeout?.needs && { subject: route.id }),
      about: [route.id],
      absentFrom: besideMatch(route),
    };
  },
});
