import { danglingReference } from '../../rules/dangling-reference.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(danglingReference, {
  reports: {
    'one object that two routes of a router name, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            httpRoute:
              match: { prefix: /a }
              action:
                weightedTargets:
                  - virtualNodeRef: { name: cart } #! the target VirtualNode shop/cart was not found
                    weight: 1
          - name: second
            httpRoute:
              match: { prefix: /b }
              action:
                weightedTargets:
                  - virtualNodeRef: { name: cart } #< and here
                    weight: 1
    `,
    'a misspelt router beside one of its namespace': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualRouter:
            virtualRouterRef:
              name: cart-ruoter #! the provider VirtualRouter shop/cart-ruoter does not exist
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart-router, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a node in files that hold none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode:
            virtualNodeRef:
              name: cart #! the provider VirtualNode shop/cart was not found
    `,
    'a name that can never equal the object, whatever is filled in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode:
            virtualNodeRef:
              name: \${NAME} #! the provider VirtualNode shop/\${NAME} does not exist
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: "\${NAME}-\${VERSION}", namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a Service of a node of which one listener gets requests': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }, { portMapping: { port: 9090, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } } #! the DNS target Service shop/cart does not exist
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
        listeners: [{ portMapping: { port: 80, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1, port: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: other, namespace: shop }
      spec: { selector: { app: other }, ports: [{ port: 8080 }] }
    `,
  },
  silent: {
    'every backend group of a namespace': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
        backendGroups: [{ name: "*" }]
    `,
    'the object is there': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualRouter: { virtualRouterRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'the object is in the namespace that the reference names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualRouter: { virtualRouterRef: { name: cart, namespace: routers } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: routers }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'the object is declared to be elsewhere': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualRouter, namespace: shop, name: "cart-*" }
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec:
          provider: { virtualRouter: { virtualRouterRef: { name: cart-router } } }
      `,
    },
    'names that may become equal': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider: { virtualRouter: { virtualRouterRef: { name: $ROUTER } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a Service of a node that nobody sends requests to': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: other, namespace: shop }
      spec: { selector: { app: other }, ports: [{ port: 8080 }] }
    `,
  },
});
