import { protocolMismatch } from '../../rules/protocol-mismatch.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(protocolMismatch, {
  reports: {
    'a Service that has the port of a node for UDP alone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: dns, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: dns } }
        listeners:
          - portMapping:
              port: 5353 #! VirtualNode shop/dns speaks TCP, port 5353 of Service shop/dns UDP
              protocol: tcp
        serviceDiscovery: { dns: { hostname: dns.shop.svc.cluster.local } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: dns, namespace: shop }
      spec:
        selector: { app: dns }
        ports:
          - { name: udp, port: 5353, protocol: UDP } #< port 5353 takes UDP
    `,
    'a route of another type than the listener of its router': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: grpc } #< port 8080 takes grpc
        routes:
          - name: one
            httpRoute: #! route one speaks http, port 8080 of VirtualRouter shop/cart grpc
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: grpc }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a target of another protocol': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute: #< route one speaks http
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 } #! route one speaks http, port 8080 of VirtualNode shop/cart http2
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http2 } #< port 8080 takes http2
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a gateway route to TCP': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } } #! route shop/cart speaks http, port 6379 of VirtualNode shop/cart tcp
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
        listeners:
          - portMapping: { port: 6379, protocol: tcp }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'each target of another protocol': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: one }, weight: 1, port: 8080 } #! route cart speaks http, port 8080 of VirtualNode shop/one grpc
                  - { virtualNodeRef: { name: two }, weight: 1, port: 8080 } #! route cart speaks http, port 8080 of VirtualNode shop/two grpc
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: two } }
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }]
        serviceDiscovery: { dns: { hostname: two.shop.svc.cluster.local } }
    `,
    'a gateway route of another type than its gateway may take, to a service over TCP': yaml`
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
        listeners: [{ portMapping: { port: 8080, protocol: http2 } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute: #! route shop/cart speaks http, port 8080 of VirtualGateway shop/edge http2 #= severity warning
          match: { prefix: / }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } } #! route shop/cart speaks http, port 6379 of VirtualNode shop/cart tcp #= severity error
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
        listeners: [{ portMapping: { port: 6379, protocol: tcp } }]
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
  },
  silent: {
    'the same protocol all the way': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a target that is not in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'another listener of the node, which the target does not name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 8080 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: grpc }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a protocol that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: $PROTOCOL }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a gateway route of HTTP to a service that speaks gRPC': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
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
        listeners:
          - portMapping: { port: 8080, protocol: grpc }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a target that names none of two ports of different protocols': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: one }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }, { portMapping: { port: 9090, protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
    `,
    'a port that a placeholder may name too, with another protocol': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: one }, weight: 1, port: 8080 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }, { portMapping: { port: "\${PORT}", protocol: http } }]
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
    `,
  },
});
