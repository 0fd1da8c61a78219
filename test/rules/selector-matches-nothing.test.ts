import { selectorMatchesNothing } from '../../rules/selector-matches-nothing.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(selectorMatchesNothing, {
  reports: {
    'a node without a selector, whose Service leads to pods of nobody': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop } #! VirtualNode shop/cart has no podSelector, so it selects no workload
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8080 }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart } #< Deployment shop/cart serves under its name, and nothing selects it
          spec:
            containers: [{ name: app, image: registry.example/app:1 }]
    `,
    'a typing error in the value': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: kart } } #! podSelector of VirtualNode shop/cart selects no workload
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
            labels: { app: cart } #< the nearest, Deployment shop/cart, has app: cart
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'the nearest of those that are left': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart, version: v1 } } #! podSelector of VirtualNode shop/cart selects no workload
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata:
            labels: { app: front }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: mail
        namespace: shop
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
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
            labels: { app: cart } #< the nearest, Deployment shop/cart, has no label version
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a gateway without a selector, beside a workload of nobody': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop } #! VirtualGateway shop/edge has no podSelector, so it selects no workload
      spec:
        listeners:
          - portMapping: { port: 8088, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
  },
  silent: {
    'a node without a selector, whose pods another node selects': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: other, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: other.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports:
          - { port: 8080 }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1 }]
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: mail, namespace: shop }
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1 }]
    `,
    'a node without a selector, whose Service is not its own': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: mail, namespace: shop }
      spec:
        selector: { app: mail }
        ports:
          - { port: 8080 }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: mail, namespace: shop }
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: nobody }
        ports:
          - { port: 8080 }
    `,
    'a selector that chooses one': yaml`
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
    'every workload of the namespace is chosen by another: its own may be elsewhere': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: kart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata:
            labels: { app: front }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'workloads of another namespace only': yaml`
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
      metadata:
        name: mail
        namespace: post
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'no workload in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a template whose labels are filled in later': yaml`
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
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: $APP } }
        template:
          metadata:
            labels: { app: $APP }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a node for something outside the cluster': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: database, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: database.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: mail
        namespace: shop
      spec:
        selector: { matchLabels: { app: mail } }
        template:
          metadata:
            labels: { app: mail }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
    `,
    'a node without a selector that calls a service of the name of a Service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: front } } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { selector: { app: cart }, ports: [{ port: 8080 }] }
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
