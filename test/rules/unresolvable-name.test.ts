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
  },
});
