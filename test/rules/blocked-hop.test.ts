import { blockedHop } from '../../rules/blocked-hop.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(blockedHop, {
  reports: {
    'a policy that lets others in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ podSelector: { matchLabels: { app: checkout } } }]
    `,
    'a policy that lets nobody in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
    `,
    'another port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ podSelector: {} }]
            ports: [{ port: 9090 }]
    `,
    'a range of ports beside it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - ports: [{ port: 8081, endPort: 9000 }]
    `,
    'the right port of another protocol': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - ports: [{ port: 8080, protocol: UDP }]
    `,
    'a name that none of its ports has': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - ports: [{ port: admin }]
    `,
    'the right pods of another namespace': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { team: a }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ namespaceSelector: { matchLabels: { team: b } }, podSelector: { matchLabels: { app: front } } }]
    `,
    'pods that may call nobody': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: front #! NetworkPolicy shop/front denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        policyTypes: [Egress]
    `,
    'pods that may call others only': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: front #! NetworkPolicy shop/front denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        egress:
          - to: [{ podSelector: { matchLabels: { app: mail } } }]
          - ports: [{ port: 53, protocol: UDP }]
    `,
    'two policies, neither of which lets it in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart #! NetworkPolicy shop/cart denies VirtualNode shop/front the way to VirtualNode shop/cart:8080
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: default #< NetworkPolicy shop/default isolates it too
        namespace: shop
      spec:
        podSelector: {}
    `,
    'one caller of two servers': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
          - virtualService: { virtualServiceRef: { name: pay } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { containers: [{ name: front, image: registry.example/front:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: pay } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: pay, namespace: shop }
      spec:
        selector: { matchLabels: { app: pay } }
        template:
          metadata: { labels: { app: pay } }
          spec: { containers: [{ name: pay, image: registry.example/pay:1 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: shop, namespace: shop } #! NetworkPolicy shop/shop denies VirtualNode shop/front the way to VirtualNode shop/cart:8080 and 1 more #= certainty proven
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, pay] }] } }
    `,
    'two callers of one server': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: admin, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: admin } }
        serviceDiscovery: { dns: { hostname: admin.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { matchLabels: { app: admin } }
        template:
          metadata: { labels: { app: admin } }
          spec: { containers: [{ name: admin, image: registry.example/admin:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { containers: [{ name: front, image: registry.example/front:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: shop, namespace: shop } #! NetworkPolicy shop/shop denies VirtualNode shop/admin and 1 more the way to VirtualNode shop/cart:8080
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, pay] }] } }
    `,
    'two callers of two servers': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: admin, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: admin } }
        serviceDiscovery: { dns: { hostname: admin.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
          - virtualService: { virtualServiceRef: { name: pay } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { matchLabels: { app: admin } }
        template:
          metadata: { labels: { app: admin } }
          spec: { containers: [{ name: admin, image: registry.example/admin:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { containers: [{ name: front, image: registry.example/front:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: pay } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: pay, namespace: shop }
      spec:
        selector: { matchLabels: { app: pay } }
        template:
          metadata: { labels: { app: pay } }
          spec: { containers: [{ name: pay, image: registry.example/pay:1 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: shop, namespace: shop } #! NetworkPolicy shop/shop denies 3 hops that the mesh routes
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, pay] }] } }
    `,
    'a policy beside one that has to be rendered first': {
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualNode
        metadata: { name: front, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: front } }
          serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
          backends:
            - virtualService: { virtualServiceRef: { name: cart } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: front, namespace: shop }
        spec:
          selector: { matchLabels: { app: front } }
          template:
            metadata: { labels: { app: front } }
            spec: { containers: [{ name: front, image: registry.example/front:1 }] }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata: { name: cart, namespace: shop }
        spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
        ---
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
          selector: { matchLabels: { app: cart } }
          template:
            metadata: { labels: { app: cart } }
            spec: { containers: [{ name: cart, image: registry.example/cart:1 }] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: shop, namespace: shop } #! NetworkPolicy shop/shop denies VirtualNode shop/front the way to VirtualNode shop/cart:8080 #= certainty if-complete
        spec: { podSelector: { matchLabels: { app: cart } } }
      `,
      'more.yaml': yaml`
        {{- if .Values.open }}
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: open, namespace: shop }
        {{- end }}
      `,
    },
  },
  silent: {
    'no policy for these pods': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: mail
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: mail } }
    `,
    'a policy that lets them in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ podSelector: { matchLabels: { app: front } } }]
            ports: [{ port: 8080 }]
    `,
    'a second policy that lets them in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: front-to-cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ podSelector: { matchLabels: { tier: web } } }]
    `,
    'a rule without peers and ports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - {}
    `,
    'a range that holds the port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - ports: [{ port: 8000, endPort: 8080 }]
    `,
    'a port by its name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - ports: [{ port: http }]
    `,
    'all namespaces': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ namespaceSelector: {} }]
    `,
    'a namespace by the label that Kubernetes sets': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]
    `,
    'addresses, which may be those of the pods': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ ipBlock: { cidr: 10.0.0.0/8 } }]
    `,
    'a namespace whose labels are not in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        ingress:
          - from: [{ namespaceSelector: { matchLabels: { team: b } } }]
    `,
    'a policy of the other direction only': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        policyTypes: [Egress]
    `,
    'a policy of another namespace': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: test
      spec:
        podSelector: { matchLabels: { app: cart } }
    `,
    'a selector that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: $APP } }
    `,
    'pods in the network of the host': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
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
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front, tier: web } }
        template:
          metadata:
            labels: { app: front, tier: web }
          spec:
            hostNetwork: true
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
            labels: { app: cart }
          spec:
            containers: [{ name: app, image: registry.example/app:1, ports: [{ name: http, containerPort: 8080 }] }]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
    `,
    'a listener whose port is filled in later, which a policy may let in': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { containers: [{ name: front, image: registry.example/front:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: $PORT, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec: { containers: [{ name: cart, image: registry.example/cart:1, ports: [{ containerPort: 8080 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: shop, namespace: shop }
      spec: { podSelector: { matchExpressions: [{ key: app, operator: In, values: [cart, pay] }] }, ingress: [{ ports: [{ port: 8080 }] }] }
    `,
  },
});
