import { missingRetry } from '../../rules/missing-retry.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingRetry, {
  reports: {
    'a route that declares none': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first #! route first has no retry policy
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a service without a router, whose node declares a timeout at least': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop } #! route shop/cart has no retry policy
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a route that declares no timeout either, which it could': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first #! route first has no retry policy
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
  silent: {
    'a service without a router, which is told of as having no timeout either': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a route with a retry policy': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                tcpRetryEvents: [connection-error]
    `,
    'a TCP route, which has no such field': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: store, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 6379, protocol: tcp } }]
        routes:
          - name: first
            tcpRoute:
              action: { weightedTargets: [{ virtualNodeRef: { name: store }, weight: 1 }] }
    `,
  },
});
