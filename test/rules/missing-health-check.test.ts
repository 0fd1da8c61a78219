import { missingHealthCheck } from '../../rules/missing-health-check.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingHealthCheck, {
  reports: {
    'a listener of a node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no health check on VirtualNode shop/cart:8080
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener of a gateway': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no health check on VirtualGateway shop/edge:8080
    `,
    'the one of two listeners that has none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            healthCheck: { protocol: http, path: /, healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000 }
          - portMapping: { port: 9090, protocol: grpc } #! no health check on VirtualNode shop/cart:9090
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'two listeners of one node, as one finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #! 2 listeners of VirtualNode shop/cart without a health check
          - portMapping: { port: 9090, protocol: http } #< no health check on VirtualNode shop/cart:9090
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },
  silent: {
    'a listener of a node that has one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            healthCheck: { protocol: http, path: /, healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener of a gateway that has one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            healthCheck: { protocol: http, path: /, healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000 }
    `,
    'one that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            healthCheck: $GUARD
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a misspelt one, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            healthChecks: { protocol: http, path: /, healthyThreshold: 2, unhealthyThreshold: 2, intervalMillis: 5000, timeoutMillis: 2000 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a node without a listener': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec: { podSelector: { matchLabels: { app: front } } }
    `,
    'an Ingress, which has no such field': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop, namespace: shop }
      spec:
        defaultBackend: { service: { name: cart, port: { number: 80 } } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80 }] }
    `,
  },
});
