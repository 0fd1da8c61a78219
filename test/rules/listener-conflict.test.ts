import { listenerConflict } from '../../rules/listener-conflict.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(listenerConflict, {
  reports: {
    'two listeners of a node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http } #< this listener has port 8080 as well
          - portMapping: { port: 8080, protocol: grpc } #! two listeners of VirtualNode shop/cart have port 8080
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'two listeners of a router': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8080, protocol: http2 } #! two listeners of VirtualRouter shop/cart have port 8080
    `,
    'a port of the proxy itself': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 15001, protocol: http } #! port 15001 of VirtualNode shop/cart is taken by the redirection of requests that go out #= severity error #= certainty proven
        serviceDiscovery: { dns: { hostname: cart.example.com } }
        podSelector: { matchLabels: { app: cart } }
    `,
    'two TCP destinations of one caller on one port': yaml`
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
                name: one #< the other destination
          - virtualService:
              virtualServiceRef:
                name: two #! VirtualNode shop/front calls two destinations on port 6379 that it cannot tell apart
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: one, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: two, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: two } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 6379, protocol: tcp }
        serviceDiscovery: { dns: { hostname: one.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 6379, protocol: tcp }
        serviceDiscovery: { dns: { hostname: two.example.com } }
    `,
    'a port of the proxy that its settings may move': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 9901, protocol: http } }] #! port 9901 of VirtualNode shop/cart is taken by the administration of the proxy #= severity warning #= certainty if-complete
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
  },
  silent: {
    'two ports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'the same port of another node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
    `,
    'ports that are filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: $ONE, protocol: http }
          - portMapping: { port: $TWO, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a node without a proxy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 15001, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'two HTTP destinations on one port, which their names tell apart': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 80, protocol: http }
        serviceDiscovery: { dns: { hostname: front.example.com } }
        backends:
          - virtualService: { virtualServiceRef: { name: one } }
          - virtualService: { virtualServiceRef: { name: two } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: one, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: two, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: two } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: one.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: two.example.com } }
    `,
    'one TCP destination twice': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: one } }
          - virtualService: { virtualServiceRef: { name: one } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: one, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 6379, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: one.example.com } }
    `,
    'two TCP destinations on two ports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: one } }
          - virtualService: { virtualServiceRef: { name: two } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: one, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: two, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: two } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 6379, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: one.example.com } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: two } }
        listeners: [{ portMapping: { port: 6380, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: two.example.com } }
    `,
    'two services of one TCP node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: one } }
          - virtualService: { virtualServiceRef: { name: two } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: one, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: two, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: one } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 6379, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: one.example.com } }
    `,
  },
});
