import { impossibleMatch } from '../../rules/impossible-match.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(impossibleMatch, {
  reports: {
    'a path that arrives in another form, because slashes are merged': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: doubled
            httpRoute:
              match: { path: { exact: /a//b } } #! no request can match route doubled
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: climbing
            httpRoute:
              match: { prefix: /a/../b } #! no request can match route climbing
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: escaped
            httpRoute:
              match: { prefix: /%61 } #! no request can match route escaped
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: expressed
            httpRoute:
              match: { path: { regex: '/.+//.+' } } #! no request can match route expressed
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a query in the path': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: query
            httpRoute:
              match: { path: { exact: "/search?q=1" } } #! no request can match route query
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a header that must be there and must be absent': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: torn
            httpRoute:
              match: { prefix: /, headers: [{ name: x-a }, { name: X-A, invert: true }] } #! no request can match route torn
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
  },
  silent: {
    'an escape that stays one, and dots that begin a name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slash
            httpRoute:
              match: { prefix: /a%2fb }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: hidden
            httpRoute:
              match: { path: { exact: /.well-known/..a } }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a header of the connection, which decides nothing here': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: without-length
            httpRoute:
              match:
                prefix: /
                headers: [{ name: content-length, match: { exact: a } }, { name: content-length, match: { exact: b } }]
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a header that Envoy sets itself, which decides nothing here': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: without-id
            httpRoute:
              match: { prefix: /, headers: [{ name: x-request-id, invert: true }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'the same query as a query parameter': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: query
            httpRoute:
              match: { path: { exact: /search }, queryParameters: [{ name: q, match: { exact: "1" } }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'two values of one header, which two lines can hold': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: search, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: both
            httpRoute:
              match:
                prefix: /
                headers:
                  - { name: x-a, match: { exact: one } }
                  - { name: x-a, match: { exact: two } }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a gateway route for one of two listeners': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }, { portMapping: { port: 9090, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /, port: 8080 }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
  },
});
