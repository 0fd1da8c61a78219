import { code, defineRule, list, successors, yaml } from '../src/rule/kit.ts';

/** A route is redundant iff in each of its tables every request that it gets would fare the same if it were not there. */
export const redundantRoute = defineRule({
  id: 'redundant-route',
  group: 'routing',
  since: '0.1.0',
  severity: 'info',
  on: 'route',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match', 'unreachable-route', 'conflicting-priority', 'ambiguous-overlap'],
  docs: {
    summary: 'a route that changes nothing',
    harm: 'It has to be read, kept and moved with the others, and hides that the route behind it decides.',
    sources: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: admin
            priority: 1
            httpRoute:
              match: { prefix: /admin }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
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
          - name: admin
            priority: 1
            httpRoute:
              match: { prefix: /admin }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },

  *check({ route, seats }) {
    const heirs = [];
    for (const seat of seats) {
      const found = successors(seat);
      if (found === null) return;
      if ('question' in found) {
        yield found;
        return;
      }
      heirs.push(...found);
    }
    if (heirs.length === 0) return;
    yield {
      at: route.at.match,
      what: `route ${code(route.name)} can go without changing any request`,
      why: `${list(heirs.map((heir) => code(heir.route.name)))} would take what it takes and do the same with it`,
      fix: `remove ${code(route.name)}`,
      related: heirs.map((heir) => ({
        at: heir.route.at.match,
        note: `route ${heir.route.name} would take its requests`,
      })),
      subject: route.id,
      reads: [route.at.rule],
      about: [route.id],
    };
  },
});
