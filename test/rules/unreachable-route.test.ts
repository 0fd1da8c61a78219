import { unreachableRoute } from '../../rules/unreachable-route.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unreachableRoute, {
  reports: {
    'a header route tried after the prefix that contains it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: all
            priority: 10
            httpRoute:
              match: { prefix: / } #< priority 10 is tried before priority 20
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: canary
            priority: 20
            httpRoute:
              match: { prefix: /, headers: [{ name: x-canary }] } #! no request can reach route canary #= fix set the priority of canary below 10, or narrow what is tried before it
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'behind the first priority that there is': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: all
            priority: 0
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: canary
            priority: 20
            httpRoute:
              match: { prefix: /, headers: [{ name: x-canary }] } #! no request can reach route canary #= fix raise the priority of what is tried before canary, and set its own below it
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a route without priority behind a catch-all with one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: late
            httpRoute:
              match: { prefix: /cart } #! no request can reach route late
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
          - name: all
            priority: 999
            httpRoute:
              match: { prefix: / } #< priority 999 is tried before no priority
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
    `,
    'a gateway route behind another one of the same gateway': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: all, namespace: shop }
      spec:
        priority: 1
        httpRoute:
          match: { prefix: / } #< priority 1 is tried before priority 100
          action: { target: { virtualService: { virtualServiceRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: posts, namespace: shop }
      spec:
        priority: 100
        httpRoute:
          match: { prefix: /, method: POST } #! no request can reach route shop/posts
          action: { target: { virtualService: { virtualServiceRef: { name: two } } } }
    `,
    'an exact path behind a regular expression that has it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: pattern
            priority: 10
            httpRoute:
              match: { path: { regex: "/[a-z]+" } } #< priority 10 is tried before priority 20
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: late
            priority: 20
            httpRoute:
              match: { path: { exact: /cart } } #! no request can reach route late
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
  },
  silent: {
    'the same routes, the narrower one first': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: all
            priority: 20
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: canary
            priority: 10
            httpRoute:
              match: { prefix: /, headers: [{ name: x-canary }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a broader method behind a narrower one': yaml`
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
          - name: rest
            priority: 20
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a gateway route of another hostname': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: all, namespace: shop }
      spec:
        priority: 1
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: blog, namespace: shop }
      spec:
        priority: 100
        httpRoute:
          match: { prefix: /, hostname: { exact: blog.example.com } }
          action: { target: { virtualService: { virtualServiceRef: { name: two } } } }
    `,
    'an exact path that the regular expression before it has not': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: pattern
            priority: 10
            httpRoute:
              match: { path: { regex: "/[a-z]+" } }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: late
            priority: 20
            httpRoute:
              match: { path: { exact: /cart2 } }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a later route behind a regular expression that the engine refuses': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: pattern
            priority: 10
            httpRoute:
              match: { path: { regex: "/(?=a).*" } }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }] }
          - name: late
            priority: 20
            httpRoute:
              match: { path: { exact: /cart } }
              action: { weightedTargets: [{ virtualNodeRef: { name: two }, weight: 1 }] }
    `,
    'a gateway route that another one takes everything from on one of two listeners': yaml`
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
      metadata: { name: all, namespace: shop }
      spec:
        priority: 1
        httpRoute:
          match: { prefix: /, port: 8080 }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        priority: 2
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
  },
});
