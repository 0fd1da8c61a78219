import { unresolvableName } from '../../rules/unresolvable-name.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unresolvableName, {
  reports: {
    'a name that is misspelt': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: kart.shop.svc.cluster.local #! no Service answers the name kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart #< VirtualNode shop/front calls it
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'the name by default, without a Service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart #! no Service answers the name cart.shop
        namespace: shop
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: mail, namespace: shop }
      spec:
        selector: { app: mail }
        ports: [{ port: 8080 }]
    `,
    'a hosts file of the pods that has another name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: kart.shop.svc.cluster.local #! no Service answers the name kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        awsName: pay.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: shop }
      spec: { selector: { app: pay }, ports: [{ port: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { hostAliases: [{ ip: 10.0.0.1, hostnames: [other] }], containers: [{ name: front, image: registry.example/front:1 }] }
    `,
    'a call by one that knows the name, and by one that does not': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: kart.shop.svc.cluster.local #! no Service answers the name kart.shop.svc.cluster.local #= related 1
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        awsName: pay.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: shop }
      spec: { selector: { app: pay }, ports: [{ port: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { hostAliases: [{ ip: 10.0.0.1, hostnames: [kart.shop.svc.cluster.local] }], containers: [{ name: front, image: registry.example/front:1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: admin, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: admin } }
        backends: [{ virtualService: { virtualServiceRef: { name: cart } } }] #< VirtualNode shop/admin calls it
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: admin, namespace: shop }
      spec:
        selector: { matchLabels: { app: admin } }
        template:
          metadata: { labels: { app: admin } }
          spec: { containers: [{ name: admin, image: registry.example/admin:1 }] }
    `,
  },
  silent: {
    'a Service of that name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: cart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'the name by default, with its Service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'nobody calls it by its name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'a name outside of the cluster': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: cart.example.com
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'no Service in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a name that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        awsName: $NAME
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService:
              virtualServiceRef:
                name: cart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { app: cart }
        ports: [{ port: 8080 }]
    `,
    'another service is called': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: pay } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        awsName: pay.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: shop }
      spec: { selector: { app: pay }, ports: [{ port: 8080 }] }
    `,
    'a hosts file of the pods that has the name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        awsName: pay.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: shop }
      spec: { selector: { app: pay }, ports: [{ port: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { hostAliases: [{ ip: 10.0.0.1, hostnames: [other] }, { ip: 10.0.0.2, hostnames: [kart.shop.svc.cluster.local] }], containers: [{ name: front, image: registry.example/front:1 }] }
    `,
    'a hosts file of the pods that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        awsName: kart.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: cart } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: pay, namespace: shop }
      spec:
        awsName: pay.shop.svc.cluster.local
        provider: { virtualNode: { virtualNodeRef: { name: pay } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: pay, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: pay } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: pay.example.com } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: pay, namespace: shop }
      spec: { selector: { app: pay }, ports: [{ port: 8080 }] }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: front, namespace: shop }
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata: { labels: { app: front } }
          spec: { hostAliases: $ALIASES, containers: [{ name: front, image: registry.example/front:1 }] }
    `,
  },
});
