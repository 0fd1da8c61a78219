import { overlappingSelectors } from '../../rules/overlapping-selectors.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(overlappingSelectors, {
  reports: {
    'two nodes that choose one Deployment': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } } #< VirtualNode shop/cart selects it too
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } } #! VirtualNode shop/cart and VirtualNode shop/cart-v2 select Deployment shop/cart
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart } #< the labels of Deployment shop/cart
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'three, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: a.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { tier: back } } #! VirtualNode shop/a, VirtualNode shop/b and VirtualNode shop/c select 2 workloads
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: b.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: c, namespace: shop }
      spec:
        podSelector: { matchExpressions: [{ key: app, operator: Exists }] } #< so does VirtualNode shop/c
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: c.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart, tier: back } }
        template:
          metadata:
            labels: { app: cart, tier: back }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata:
        name: cart-jobs
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart, tier: back } }
        template:
          metadata:
            labels: { app: cart, tier: back }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a node and a gateway': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: {} #< VirtualGateway shop/edge selects it too
        listeners:
          - portMapping: { port: 8088, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } } #! VirtualGateway shop/edge and VirtualNode shop/cart select Deployment shop/cart
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'no workload in these files, but one selector is part of the other': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } } #< VirtualNode shop/cart selects them too
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, version: v2 } } #! VirtualNode shop/cart and VirtualNode shop/cart-v2 select the same pods
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.shop.svc.cluster.local } }
    `,
    'three whose selectors are parts of each other, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: three, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, tier: web, slot: blue } } #! VirtualNode shop/one, VirtualNode shop/three and VirtualNode shop/two select Deployment shop/cart
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: three.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, tier: web } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: two.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart, tier: web, slot: blue } }
        template:
          metadata: { labels: { app: cart, tier: web, slot: blue } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
    `,
    'two that choose one Deployment, and a third that is part of one of them': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, tier: web } } #! VirtualNode shop/one and VirtualNode shop/two select Deployment shop/cart
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: two.shop.svc.cluster.local } }
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
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: zero, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, tier: db } } #! VirtualNode shop/one and VirtualNode shop/zero select the same pods
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: zero.shop.svc.cluster.local } }
    `,
  },
  silent: {
    'other values of one label': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart-v2 } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'the same labels in another namespace': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: test }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.test.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'selectors that no pod of these files meets both': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: back, namespace: shop }
      spec:
        podSelector: { matchLabels: { tier: back } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: back.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart, tier: front } }
        template:
          metadata:
            labels: { app: cart, tier: front }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'no selector at all, which chooses nothing': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'labels that are filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart-v2, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: $APP } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart-v2.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'two nodes, of which the first says that it is meant': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop, annotations: { ignore.routeproof.dev/overlapping-selectors: a test of both } }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: two.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
    `,
  },
});
