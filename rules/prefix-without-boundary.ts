import { box, code, defineRule, overlapIn, type Seat, yaml } from '../src/rule/kit.ts';

/** A prefix has no boundary iff it is one of the text, ends within a path segment, and takes requests for siblings of its path. */
export const prefixWithoutBoundary = defineRule({
  id: 'prefix-without-boundary',
  group: 'routing',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'route',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match', 'unreachable-route'],
  docs: {
    summary: 'a prefix that also takes sibling paths',
    harm: 'Requests for another path that only begins alike go to the wrong service, and a later route for them may never get them.',
    sources: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto'],
    bad: yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: chapter, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: chapter } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: chapter, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: all
            priority: 1
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: chapter }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: chapter, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /chapter }
          action:
            target: { virtualService: { virtualServiceRef: { name: chapter } } }
            rewrite: { prefix: { defaultPrefix: DISABLED } }
    `,
    good: yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: chapter, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: chapter } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: chapter, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: all
            priority: 1
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: chapter }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: chapter, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /chapter/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: chapter } } }
            rewrite: { prefix: { defaultPrefix: DISABLED } }
    `,
  },

  *check({ route, seats }) {
    const [found] = seats.flatMap((seat) => [...sibling(seat)]);
    if (found === undefined) return;
    const { text, witness } = found;
    yield {
      at: route.at.match,
      what: `the prefix ${code(text)} of route ${code(route.name)} also takes ${code(witness.path)}`,
      why: 'a prefix is compared as text, not by path segments',
      fix: `write ${code(`${text}/`)}, and a route for the exact path ${code(text)} if it is one`,
      witness,
      subject: route.id,
      about: [route.id],
    };
  },
});

/** A request for a path that only begins like the prefix. */
function* sibling({ table, entry }: Seat) {
  for (const one of entry.requests) {
    const { path } = one.parts;
    if (path?.is !== 'prefix' || path.text.endsWith('/')) continue;
    const { text } = path;
    const elsewhere = { is: 'not', of: { is: 'segment-prefix', text } } as const;
    const meeting = overlapIn(table.semantics, table.admits, [one], [box({ path: elsewhere })]);
    if (meeting.verdict === 'overlapping' && meeting.ordinary) yield { text, witness: meeting.witness };
  }
}
