import { ambiguousOverlap } from '../../rules/ambiguous-overlap.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(ambiguousOverlap, {
  reports: {
    'a header route beside a catch-all of the same prefix, both without priority': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] } #< route beta takes such requests too, and sends them to VirtualNode shop/one
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            httpRoute:
              match: { prefix: / } #! nothing orders route all against beta
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'priority 1000 beside none, which two documents read differently': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: last
            priority: 1000
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: unset
            httpRoute:
              match: { prefix: /, method: GET } #! nothing orders route unset against last
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'one host and path in two Ingress objects': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: first, namespace: shop }
      spec:
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: /cart
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: second, namespace: shop }
      spec:
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: /cart #! nothing orders route shop/second shop.example.com/cart against shop/first shop.example.com/cart
                  pathType: Prefix
                  backend: { service: { name: basket, port: { number: 80 } } }
    `,
  },
  silent: {
    'priorities that are filled in later, which may differ': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: one
            priority: $FIRST
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: two
            priority: $SECOND
            httpRoute:
              match: { prefix: /, method: GET }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'priorities in quotes, which invalid-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: one
            priority: "1"
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: two
            priority: "2"
            httpRoute:
              match: { prefix: /, method: GET }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'the canary of another Ingress, which takes a share by its annotations': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: main, namespace: shop }
      spec:
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: /cart
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: main-canary
        namespace: shop
        annotations: { nginx.ingress.kubernetes.io/canary: "true" }
      spec:
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: /cart
                  pathType: Prefix
                  backend: { service: { name: cart-canary, port: { number: 80 } } }
    `,
    'a priority on each': yaml`
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
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a longer prefix, without any priority': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'an explicit priority beside none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            priority: 999
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: all
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'two Ingress objects with the same path on different hosts': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: first, namespace: shop }
      spec:
        rules:
          - host: shop.example.com
            http:
              paths:
                - path: /cart
                  pathType: Prefix
                  backend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: second, namespace: shop }
      spec:
        rules:
          - host: blog.example.com
            http:
              paths:
                - path: /cart
                  pathType: Prefix
                  backend: { service: { name: basket, port: { number: 80 } } }
    `,
  },
});
