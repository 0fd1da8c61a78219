import { retryAmplification } from '../../rules/retry-amplification.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(retryAmplification, {
  reports: {
    'three hops with three tries each': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy: #< 3 tries of route front
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } } #< VirtualNode shop/front calls on
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #< 3 tries of route cart
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } } #< VirtualNode shop/cart calls on
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy: #! one request can become 27 tries on its way through route stock
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'the hop that goes too far, and none behind it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy: #! one request can become 27 tries on its way through route stock
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: prices } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: prices
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: prices } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: prices, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: prices
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: prices }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: prices, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: prices } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: prices.shop.svc.cluster.local }
    `,
    'one try more than may be, behind as many as may be': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 4
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy: #! one request can become 20 tries on its way through route stock
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'hops between them that retry nothing': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 0
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy: #! one request can become 12 tries on its way through route stock #= why each try of a hop brings all tries of the next: 3 tries by front and 4 tries by stock #= related 3
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'one hop alone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy: #! one request can become 11 tries on its way through route front
                maxRetries: 10
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
    `,
    'behind a gateway': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata: { name: shop }
      spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { mesh: shop } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        podSelector: { matchLabels: { app: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: front, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action: { target: { virtualService: { virtualServiceRef: { name: front } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! one request can become 12 tries on its way through route cart
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
    'a ring of services, each once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy: #! one request can become 27 tries on its way through route front
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: front } }
    `,
    'the heavier of two ways to one service': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: back
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: back } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: back, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: back
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: back }, weight: 1 }
              retryPolicy:
                maxRetries: 0
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: back, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: back } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: back.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! one request can become 12 tries on its way through route cart
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 1 }
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
    'a limit of the policy': {
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata:
          name: front
          namespace: shop
        spec:
          provider:
            virtualRouter: { virtualRouterRef: { name: front } }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: front, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
          routes:
            - name: front
              httpRoute:
                match: { prefix: / }
                action:
                  weightedTargets:
                    - { virtualNodeRef: { name: front }, weight: 1 }
                retryPolicy:
                  maxRetries: 1
                  perRetryTimeout: { unit: s, value: 1 }
                  httpRetryEvents: [gateway-error, stream-error]
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualNode
        metadata: { name: front, namespace: shop }
        spec:
          podSelector: { matchLabels: { app: front } }
          listeners:
            - portMapping: { port: 8080, protocol: http }
          serviceDiscovery:
            dns: { hostname: front.shop.svc.cluster.local }
          backends:
            - virtualService: { virtualServiceRef: { name: cart } }
        ---
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualService
        metadata:
          name: cart
          namespace: shop
        spec:
          provider:
            virtualRouter: { virtualRouterRef: { name: cart } }
        ---
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
                    - { virtualNodeRef: { name: cart }, weight: 1 }
                retryPolicy: #! one request can become 6 tries on its way through route cart
                  maxRetries: 2
                  perRetryTimeout: { unit: s, value: 1 }
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
      'routeproof.yaml': yaml`
        rules:
          retry-amplification: { options: { max: 5 } }
      `,
    },
    'two ways with the same tries to one service, once': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: front, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: front } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: front }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: back, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: back } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: back, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: back
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: back }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: back, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: back } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: back.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
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
              retryPolicy: { maxRetries: 3, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] } #! one request can become 12 tries on its way through route cart
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
    'three hops with two tries each': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy:
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'ten tries, which is what may be': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 4
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
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
    'three hops, of which nobody declared the retries of one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'three services next to each other': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'a hop whose retries are filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: $N
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: stock
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: stock }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'two services that call each other': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: front }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
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
        backends:
          - virtualService: { virtualServiceRef: { name: front } }
    `,
    'a split that gives nothing to the next hop': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: front
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: front } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: other }, weight: 1 }
                  - { virtualNodeRef: { name: front }, weight: 0 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, stream-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: other, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: other } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: other.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter: { virtualRouterRef: { name: cart } }
      ---
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
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 1 }
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
  },
});
