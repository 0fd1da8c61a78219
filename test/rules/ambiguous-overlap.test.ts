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
    'two default backends of one class': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } } #< route \`shop/one default backend\` takes such requests too, and sends them to \`Service shop/cart\`
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: basket, port: { number: 80 } } } #! nothing orders route \`shop/two default backend\` against \`shop/one default backend\`
    `,
    'two default backends of one class beside rules, the same one a third time': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } } #< route \`shop/one default backend\` takes such requests too, and sends them to \`Service shop/cart\`
        rules:
          - host: shop.example.com
            http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: three, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: basket, port: { number: 80 } } } #! nothing orders route \`shop/three default backend\` against \`shop/one default backend\`
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
    `,
    'two default backends of one class in a group that shares a load balancer': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop, annotations: { alb.ingress.kubernetes.io/group.name: shop } }
      spec:
        ingressClassName: alb
        defaultBackend: { service: { name: cart, port: { number: 80 } } } #< route \`shop/one default backend\` takes such requests too, and sends them to \`Service shop/cart\`
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop, annotations: { alb.ingress.kubernetes.io/group.name: shop } }
      spec:
        ingressClassName: alb
        defaultBackend: { service: { name: basket, port: { number: 80 } } } #! nothing orders route \`shop/two default backend\` against \`shop/one default backend\`
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
    'routes without priority that differ in their timeouts alone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: beta
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
          - name: all
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'one default backend named twice': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
    `,
    'default backends of two classes': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: traefik
        defaultBackend: { service: { name: basket, port: { number: 80 } } }
    `,
    'default backends of which nobody names the class': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        defaultBackend: { service: { name: basket, port: { number: 80 } } }
    `,
    'one default backend alone': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: nginx
        rules:
          - host: shop.example.com
            http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
    `,
    'default backends of Ingresses with a load balancer each': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: alb
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: alb
        defaultBackend: { service: { name: basket, port: { number: 80 } } }
    `,
    'default backends behind a rule that takes everything': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: one, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
        rules:
          - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: two, namespace: shop }
      spec:
        ingressClassName: nginx
        defaultBackend: { service: { name: basket, port: { number: 80 } } }
    `,
  },
});
