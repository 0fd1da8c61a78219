import { missingTimeout } from '../../rules/missing-timeout.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingTimeout, {
  reports: {
    'two routes of one router, as one finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first #! 2 routes of VirtualRouter shop/cart without a timeout
            priority: 1
            httpRoute:
              match: { prefix: /a }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: second #< route second has no timeout
            priority: 2
            httpRoute:
              match: { prefix: /b }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
  silent: {
    'a timeout that is filled in later': yaml`
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
              timeout: $TIMEOUT
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a timeout one level too high, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            timeout: { perRequest: { unit: s, value: 5 } }
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a timeout on the route': yaml`
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
              timeout: { perRequest: { unit: ms, value: 500 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a timeout on the listener of the target': yaml`
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
    'retries that the default leaves no time for, which retry-outlives-timeout reports': yaml`
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
              retryPolicy: { maxRetries: 3, perRetryTimeout: { unit: s, value: 5 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a timeout on the listener that nothing reads, which timeout-ineffective reports': yaml`
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { grpc: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
    'a target outside of these files, which may declare one': yaml`
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
    `,
    'a misspelt timeout, which unknown-field reports': yaml`
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
              timeouts: { perRequest: { unit: s, value: 5 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
});
