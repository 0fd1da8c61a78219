import { describe, expect, it } from 'vitest';
import { timeoutIneffective } from '../../rules/timeout-ineffective.ts';
import { yaml } from '../../src/rule/kit.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(timeoutIneffective, {
  reports: {
    'a route that waits longer than the default of its listener': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } } #! route slow waits 30 s, but VirtualNode shop/cart:8080 ends each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #< 15 s by default
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'one millisecond above the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: ms, value: 15001 } } #! route slow waits 15.001 s, but VirtualNode shop/cart:8080 ends each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a route without any limit': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 0 } } #! route slow waits without a limit, but VirtualNode shop/cart:8080 ends each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'each target without a timeout, and only those': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 1 }
                  - { virtualNodeRef: { name: b }, weight: 1 }
                  - { virtualNodeRef: { name: c }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } } #! route slow waits 30 s, but 2 of its targets end each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #< 15 s by default
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http } #< 15 s by default
        serviceDiscovery:
          dns: { hostname: b.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: c, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: c } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: c.shop.svc.cluster.local }
    `,
    'a listener whose timeout is for another protocol than it speaks': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } } #! route slow waits 30 s, but VirtualNode shop/cart:8080 ends each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { grpc: { perRequest: { unit: s, value: 30 } } } #! a timeout of 30 s on VirtualNode shop/cart:8080 that nothing reads
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a timeout for HTTP on a listener that speaks TCP': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: tcp }
            timeout: { http: { perRequest: { unit: s, value: 5 } } } #! a timeout of 5 s on VirtualNode shop/cart:8080 that nothing reads
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'tries that are longer than the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 60 } } #! route slow gives each try 20 s, but VirtualNode shop/cart:8080 ends each request after 15 s
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 20 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'two routes of one router, as one finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: one
            httpRoute:
              match: { prefix: /one }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 30 } } #! 2 timeouts of VirtualRouter shop/cart cannot take effect
          - name: two
            httpRoute:
              match: { prefix: /two }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 60 } } #< route two waits 60 s, but VirtualNode shop/cart:8080 ends each request after 15 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'tries that have no limit of their own': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } } #! route slow waits 30 s, but VirtualNode shop/cart:8080 ends each request after 15 s
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 0 }
                httpRetryEvents: [gateway-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener that allows more than the default of its only route': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: quick #< quick: 15 s by default
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
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } } #! VirtualNode shop/cart:8080 allows 30 s, but every route to it ends requests after 15 s
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener that allows more than the defaults of all its routes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: one #< one: 15 s by default
            httpRoute:
              match: { prefix: /one }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
          - name: two #< two: 15 s by default
            httpRoute:
              match: { prefix: /two }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } } #! VirtualNode shop/cart:8080 allows 30 s, but every route to it ends requests after 15 s
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener without a limit': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: quick
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
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 0 } } } #! VirtualNode shop/cart:8080 has no limit, but every route to it ends requests after 15 s
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a node that provides its service itself': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart #< shop/cart: 15 s by default
        namespace: shop
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
            timeout: { http: { perRequest: { unit: s, value: 30 } } } #! VirtualNode shop/cart:8080 allows 30 s, but every route to it ends requests after 15 s
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },
  silent: {
    'route and listener alike': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a route at the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 15 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a route below the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: quick
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 5 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener with a shorter timeout of its own, which somebody chose': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 20 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener below the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: quick
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
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 10 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener that one of its routes lets wait': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: /slow }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
          - name: quick
            httpRoute:
              match: { prefix: /quick }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener of a service, which a route of another service lets wait': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: other, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a node that provides its service itself, below the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
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
            timeout: { http: { perRequest: { unit: s, value: 10 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener that no route leads to': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'tries within the default, of which several fit into the request': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 10 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a route that no listener takes, which gets no requests': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: /, port: 9090 }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a target without a weight': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 1 }
                  - { virtualNodeRef: { name: b }, weight: 0 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: b.shop.svc.cluster.local }
    `,
    'a timeout that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: $T } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a timeout of the listener that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: $T } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a length of tries that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: $T }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a misspelt timeout of the listener, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeouts: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a misspelt timeout of the route, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeouts: { perRequest: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a target outside of these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: slow
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 30 } }
    `,
    'a route over TCP, which has no requests': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: tcp } }]
        routes:
          - name: raw
            tcpRoute:
              match: { port: 8080 }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout: { idle: { unit: s, value: 30 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: tcp }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },
});

describe('timeout-ineffective, why', () => {
  const why = async (service: string) => {
    const node = yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http }, timeout: { http: { perRequest: { unit: s, value: 30 } } } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `;
    const { findings } = await lintFiles({ 'node.yaml': node, 'service.yaml': service });
    return findings
      .filter(({ rule }) => rule === 'timeout-ineffective')
      .map(({ why, fix, certainty }) => [why, fix, certainty]);
  };

  it('is that a node provides its service without a route', async () => {
    const service = yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
    `;
    expect(await why(service)).toEqual([
      [
        'a VirtualNode that provides a service has no route, and without one App Mesh ends a request after 15 s',
        'put a VirtualRouter in front of the VirtualNode and set `timeout.perRequest` on its route',
        'if-complete',
      ],
    ]);
  });

  it('is the default of a route', async () => {
    const router = yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `;
    expect(await why(router)).toEqual([
      [
        '`cart` declares no timeout, and by default App Mesh ends a request after 15 s',
        'set `timeout.perRequest` on the route, as in `{ unit: s, value: 10 }`',
        'if-complete',
      ],
    ]);
  });
});
