import { conflictingPriority } from '../../rules/conflicting-priority.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(conflictingPriority, {
  reports: {
    'a header and a method under one priority': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 10
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] } #< route beta has priority 10 as well, and sends them to VirtualNode shop/one
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: writes
            priority: 10
            httpRoute:
              match: { prefix: /, method: POST } #! priority 10 does not order route writes against beta
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'an exact path and a prefix under one priority, which nothing documented orders': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: page
            priority: 10
            httpRoute:
              match: { path: { exact: /cart } } #! priority 10 does not order route page against all
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            priority: 10
            httpRoute:
              match: { prefix: / } #< route all has priority 10 as well, and sends them to VirtualNode shop/two
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'routes that differ in their timeouts alone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
          - name: posts
            priority: 1
            httpRoute:
              match: { prefix: /, method: POST } #! priority 1 does not order route posts against beta #= severity warning
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a route that does something else, and not one that differs in its timeout': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
          - name: gamma
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-gamma }] } #! priority 1 does not order route gamma against beta
              action: { weightedTargets: [{ virtualNodeRef: { name: cart-gamma }, weight: 1 }] }
          - name: posts
            priority: 1
            httpRoute:
              match: { prefix: /, method: POST } #! priority 1 does not order route posts against gamma #= severity error
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
  },
  silent: {
    'different priorities': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 10
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: writes
            priority: 11
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a strictly longer prefix under one priority, which is documented to win': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 10
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            priority: 10
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'GET and POST, which no request is both of': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: reads
            priority: 10
            httpRoute:
              match: { prefix: /, method: GET }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: writes
            priority: 10
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'the same action, in other weights of the same shares': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 10
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: writes
            priority: 10
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 100 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
    `,
  },
});
