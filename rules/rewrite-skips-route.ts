import { code, defineRule, skips, yaml } from '../src/rule/kit.ts';

/** A rewrite skips a route iff a route of the service was written for the path as it is sent, and after the rewrite another one that acts differently takes the request, or none does. */
export const rewriteSkipsRoute = defineRule({
  id: 'rewrite-skips-route',
  group: 'routing',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'next hop',
  curedElsewhere: true,
  yieldsTo: ['impossible-match', 'unreachable-route', 'rewritten-to-nowhere'],
  docs: {
    summary: 'a route of a service that a rewrite on the way passes by',
    harm: 'Requests go to another backend than the one that their path was given to, and the route that should have them looks right.',
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
              match: { prefix: /cart/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
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
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },

  *check({ route, seats }, { model }) {
    for (const seat of seats) {
      for (const { before, after, meant, taking } of skips(model, seat)) {
        yield {
          at: meant.route.at.match,
          what: `route ${code(meant.route.name)} does not get ${code(before.path)} from ${code(route.name)}`,
          why: `the path arrives as ${code(after.path)}, which ${taking === null ? 'no route' : code(taking.route.name)} takes`,
          fix: `change the match of ${code(meant.route.name)} to the path as it arrives, or the rewrite of ${code(route.name)}`,
          related: [
            { at: route.at.match, note: `route ${route.name} takes it and rewrites the path` },
            ...(taking === null
              ? []
              : [{ at: taking.route.at.match, note: `route ${taking.route.name} takes it behind the rewrite` }]),
          ],
          witness: before,
          reads: [route.at.rule, meant.route.at.rule, ...(taking === null ? [] : [taking.route.at.rule])],
          about: [route.id, meant.route.id],
        };
      }
    }
  },
});
