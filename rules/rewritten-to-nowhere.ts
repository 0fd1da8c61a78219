import { code, defineRule, type Lost, lost, pathsOf, yaml } from '../src/rule/kit.ts';

/** A route rewrites to nowhere iff it is forwarded to a place whose routes take none of its requests as they arrive there. */
export const rewrittenToNowhere = defineRule({
  id: 'rewritten-to-nowhere',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'next hop',
  curedElsewhere: true,
  yieldsTo: ['impossible-match', 'unreachable-route'],
  docs: {
    summary: 'a route whose requests meet no route behind its rewrite',
    harm: 'Every request that it forwards is answered with 404, while the routes of the service look right for the path that callers send.',
    sources: ['https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/gateway-routes.md'],
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
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: /api/ } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
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
              match: { prefix: /cart/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
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
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
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
              match: { prefix: /items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },

  *check({ route, seats }, { model }) {
    const found: Lost[] = [];
    for (const seat of seats) {
      const one = lost(model, seat);
      if (one === null) return;
      found.push(one);
    }
    const [first] = found;
    if (first === undefined) return;
    const { before, after, place } = first;
    yield {
      at: route.at.match,
      what: `nothing behind route ${code(route.name)} takes its requests: ${code(before.path)} arrives as ${code(after.path)}`,
      why: `no route of ${code(place.label)} matches a path that begins as the rewritten ones do`,
      fix: `change the rewrite of ${code(route.name)} to what they match, or a match behind it to ${code(after.path)}`,
      related: place.tables.flatMap(({ entries }) =>
        entries.slice(0, 4).map((entry) => ({
          at: entry.at,
          note: `route ${code(entry.route.name)} takes ${pathsOf(entry) ?? 'other requests'}`,
        })),
      ),
      witness: before,
      subject: route.id,
      reads: [route.at.rule, ...place.tables.flatMap(({ entries }) => entries.map((entry) => entry.route.at.rule))],
      about: [route.id],
    };
  },
});
