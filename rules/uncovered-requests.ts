import { box, code, defineRule, overlap, subtract, yaml } from '../src/rule/kit.ts';

/** Requests are uncovered iff a table keeps them and none of its routes takes them. */
export const uncoveredRequests = defineRule({
  id: 'uncovered-requests',
  group: 'routing',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'table',
  reach: 'unit',
  curedElsewhere: true,
  docs: {
    summary: 'requests to a host or service with routes that none of them takes',
    harm: 'They are answered with 404 although other requests to the same name are served.',
    sources: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /items }
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
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /items }
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
  },

  *check({ place, table }) {
    const { entries, otherwise } = table;
    if (entries.length === 0 || table.protocol !== 'http' || otherwise.kind !== 'respond') return;
    // A gateway answers 404 to names that are nobody's: only a host of its own promises something.
    if (
      place.outside &&
      overlap([box({ host: { is: 'exact', text: 'nobody.invalid' } })], table.admits).verdict !== 'disjoint'
    )
      return;
    const left = subtract(
      [table.admits],
      entries.map((entry) => ({ requests: entry.requests, as: entry })),
      { semantics: table.semantics },
    );
    if (left.verdict === 'undecided') {
      yield { question: `whether ${table.label} of ${place.label} takes every request`, cap: left.cap };
      return;
    }
    if (left.verdict !== 'some' || !left.ordinary) return;
    yield {
      at: table.at,
      what: `no route of ${code(place.label)} takes ${code(`${left.witness.method} ${left.witness.path}`)}`,
      why: `${entries.length === 1 ? `the only route` : `none of the ${entries.length} routes`} of ${table.label} ${entries.length === 1 ? 'does not match' : 'matches'} it, and the client gets ${otherwise.status}`,
      fix: 'add a route with a prefix of `/` that is tried last, if they should be served',
      witness: left.witness,
      about: [place.key, table.id],
    };
  },
});
