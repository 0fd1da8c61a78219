import { unusedResource } from '../../rules/unused-resource.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unusedResource, {
  reports: {
    'a router beside the one that the service names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: old, namespace: shop } #! nothing refers to VirtualRouter shop/old
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: new, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: new } } } }
    `,
    'a router, where only gateways are declared to be elsewhere': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualGateway, namespace: edge }
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: old, namespace: shop } #! nothing refers to VirtualRouter shop/old
        spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: {}
      `,
    },
    'a service that no node calls': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop } #! nothing refers to VirtualService shop/cart
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { backends: [{ virtualService: { virtualServiceRef: { name: pay } } }] }
    `,
    'a node that serves, calls nobody and is no target': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v1, namespace: shop } #! nothing refers to VirtualNode shop/cart-v1
      spec:
        podSelector: { matchLabels: { app: cart, version: v1 } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart-v1, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, version: v1 } }
        template: { metadata: { labels: { app: cart, version: v1 } }, spec: { containers: [] } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop } #! nothing refers to VirtualService shop/cart
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart-v2 } } } }
    `,
    'a backend group beside the one that a node names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: BackendGroup
      metadata: { name: all, namespace: shop } #! nothing refers to BackendGroup shop/all
      spec: { virtualservices: [] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: BackendGroup
      metadata: { name: some, namespace: shop }
      spec: { virtualservices: [] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { backendGroups: [{ name: some }] }
    `,
    'a service of another namespace than the one whose services a node reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop } #! nothing refers to VirtualService shop/cart
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { backendGroups: [{ name: "*", namespace: pay }] }
    `,
    'a router, where a node reaches all services': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: old, namespace: shop } #! nothing refers to VirtualRouter shop/old
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { backendGroups: [{ name: "*", namespace: shop }] }
    `,
    'a router beside the one that an ARN names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: old, namespace: shop } #! nothing refers to VirtualRouter shop/old
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: new, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterARN: arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/virtualRouter/new_shop } } }
    `,
    'a node beside a load balancer of other pods': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop } #! nothing refers to VirtualNode shop/cart
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata: { labels: { app: edge } }
          spec: { containers: [{ name: edge, image: registry.example/edge:1 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: edge, namespace: shop }
      spec: { type: LoadBalancer, selector: { app: edge }, ports: [{ port: 8080 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: used, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: used } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: used.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: used } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec: { httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: cart } } } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: lost, namespace: shop }
      spec: { httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: nowhere } } } } } }
    `,
  },
  silent: {
    'a router in files without any service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: old, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
    `,
    'a router whose namespace has no service, though another has': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: old, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: pay }
      spec: {}
    `,
    'a part that has to be rendered first': {
      'router.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: old, namespace: shop }
        spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: {}
      `,
      'service.yaml': yaml`
        {{- if .Values.old }}
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: old, namespace: shop }
        {{- end }}
      `,
    },
    'a router that a misspelt reference means': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart-router, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart-ruoter } } } }
    `,
    'a router that a placeholder may name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: $ROUTER } } } }
    `,
    'a service that a backend group of all services reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { backendGroups: [{ name: "*", namespace: shop }] }
    `,
    'nodes at which requests enter: one that calls others, one that only calls': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: job, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: {}
    `,
    'a node whose pods a load balancer reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template: { metadata: { labels: { app: front } }, spec: { containers: [] } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: front, namespace: shop }
      spec: { type: LoadBalancer, selector: { app: front }, ports: [{ port: 8080 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a node whose pods an Ingress reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template: { metadata: { labels: { app: front } }, spec: { containers: [] } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: front, namespace: shop }
      spec: { selector: { app: front }, ports: [{ port: 8080 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: front, namespace: shop }
      spec: { ingressClassName: nginx, defaultBackend: { service: { name: front, port: { number: 8080 } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: {}
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'what objects that are declared to be elsewhere may name': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualService, namespace: checkout }
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: old, namespace: shop }
        spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: {}
      `,
    },
    'a node of which one of two sorts of referrers is declared to be elsewhere': {
      'routeproof.yaml': yaml`
        external:
          - { kind: VirtualRouter, namespace: checkout }
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualNode
        metadata: { name: old, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
          serviceDiscovery: { dns: { hostname: old.shop.svc.cluster.local } }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: {}
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualNode
        metadata: { name: front, namespace: shop }
        spec:
          backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      `,
    },
    'what an ARN may name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualRouter:
            virtualRouterARN: arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/virtualRouter/\${ROUTER}
    `,
    'a part of another kind that has to be rendered first': {
      'router.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: old, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: {}
      `,
      'more.yaml': yaml`
        {{- if .Values.edge }}
        apiVersion: v1
        kind: Service
        metadata: { name: edge, namespace: shop }
        {{- end }}
      `,
    },
    'an ARN of a name in AWS that no object here is known to have': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterARN: arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/virtualRouter/elsewhere } } }
    `,
    'a node of pods that a placeholder decides about': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: "\${APP}" } }
        template:
          metadata: { labels: { app: "\${APP}" } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: used, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: used } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: used.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: used } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec: { httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: cart } } } } } }
    `,
    'a node of some of the pods that a load balancer reaches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, tier: web } }
        template:
          metadata: { labels: { app: cart, tier: web } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: edge, namespace: shop }
      spec:
        selector: { matchLabels: { app: edge, tier: web } }
        template:
          metadata: { labels: { app: edge, tier: web } }
          spec: { containers: [{ name: edge, image: registry.example/edge:1 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { type: LoadBalancer, selector: { tier: web }, ports: [{ port: 8080 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: used, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: used } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: used.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: used } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec: { httpRoute: { match: { prefix: / }, action: { target: { virtualService: { virtualServiceRef: { name: cart } } } } } }
    `,
  },
});
