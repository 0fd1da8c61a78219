import { code, crossings, defineRule, list, yaml } from '../src/rule/kit.ts';

/** Matches overlap iff two routes that act differently share requests, each has requests of its own, and their order alone gives the common ones to one of them. */
export const overlappingMatch = defineRule({
  id: 'overlapping-match',
  group: 'routing',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'table',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match', 'unreachable-route', 'conflicting-priority', 'ambiguous-overlap'],
  docs: {
    summary: 'two routes whose common requests only their order gives to one of them',
    harm: 'Whoever reorders the routes, or adds a third one between them, moves requests without seeing it.',
    sources: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 3
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin, headers: [{ name: x-beta, invert: true }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 3
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },

  *check({ table }) {
    const { byLoser, open } = crossings(table);
    yield* open;
    for (const [{ route }, met] of byLoser) {
      const [worst] = met;
      if (worst === undefined) continue;
      yield {
        at: route.at.match,
        what: `route ${code(route.name)} loses requests to ${list(
          met.map(({ first }) => code(first.route.name)),
          'and',
          3,
        )}`,
        why: `they share requests, and ${worst.because}`,
        fix: 'narrow one of the matches, or keep the order as it is if it is meant',
        related: met.map(({ first }) => ({
          at: first.route.at.match,
          note: `route ${first.route.name} takes the common ones`,
        })),
        witness: worst.witness,
        subject: route.id,
        sides: met.map(({ first }) => first.route.at.match),
        reads: [route.at.rule, ...met.map(({ first }) => first.route.at.rule)],
        about: [route.id, ...met.map(({ first }) => first.route.id)],
      };
    }
  },
});
