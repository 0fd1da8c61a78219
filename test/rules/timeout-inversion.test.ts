import { timeoutInversion } from '../../rules/timeout-inversion.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(timeoutInversion, {
  reports: {
    'a route before the listener that it leads to': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } } #! route quick gives up after 5 s, VirtualNode shop/cart:8080 behind it may take 10 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 10 } } } #< VirtualNode shop/cart:8080 may take 10 s
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a route before a listener without a limit': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } } #! route quick gives up after 5 s, VirtualNode shop/cart:8080 behind it has no limit
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 0 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a listener before the route that its workloads call': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 2 } } } #! VirtualNode shop/front:8080 gives up after 2 s, route stock behind it may take 5 s
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: stock } } #< VirtualNode shop/front calls it
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
              timeout: { perRequest: { unit: s, value: 5 } } #< route stock may take 5 s
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
    'a route before a route, with nothing declared between them': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } } #! route front gives up after 2 s, route stock behind it may take 5 s
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
    'a route before a route two calls away': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } } #! route front gives up after 2 s, route stock behind it may take 5 s
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
    'the longest of several that it waits for': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } } #! route front gives up after 2 s, route stock behind it may take 9 s
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
          - virtualService: { virtualServiceRef: { name: stock } }
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
              timeout: { perRequest: { unit: s, value: 9 } }
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
    'services that call each other': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } } #! route front gives up after 2 s, route cart behind it may take 5 s
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
        backends:
          - virtualService: { virtualServiceRef: { name: front } }
    `,
    'only the nearest before the one that is too long': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
              timeout: { perRequest: { unit: s, value: 5 } } #! route cart gives up after 5 s, route stock behind it may take 9 s
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
              timeout: { perRequest: { unit: s, value: 9 } }
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
    'the first of the longest targets, whatever comes behind it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 1 }, { virtualNodeRef: { name: two }, weight: 1 }, { virtualNodeRef: { name: three }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } } #! route split gives up after 5 s, VirtualNode shop/one:8080 behind it may take 30 s
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: one, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: one } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery: { dns: { hostname: one.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: two, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: two } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 30 } } }
        serviceDiscovery: { dns: { hostname: two.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: three, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: three } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 20 } } }
        serviceDiscovery: { dns: { hostname: three.shop.svc.cluster.local } }
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
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'an outer hop that waits longer': yaml`
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
              timeout: { perRequest: { unit: s, value: 9 } }
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
    'an outer hop without a limit': yaml`
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
              timeout: { perRequest: { unit: s, value: 0 } }
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
    'an inner hop that declares nothing': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
    'an outer hop that declares nothing': yaml`
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
              timeout: { perRequest: { unit: s, value: 60 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 60 } } }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'an inner hop that is filled in later': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
              timeout: { perRequest: { unit: s, value: $T } }
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
    'an outer hop that is filled in later': yaml`
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
              timeout: { perRequest: { unit: s, value: $T } }
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
              timeout: { perRequest: { unit: s, value: 5 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'something behind a hop that is filled in later, which may be what is too long': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } }
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
              timeout: { perRequest: { unit: s, value: 9 } }
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
    'a route that no listener takes, which gets no requests': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: quick
            httpRoute:
              match: { prefix: /, port: 9090 }
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
            timeout: { http: { perRequest: { unit: s, value: 10 } } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a service that nobody on the way calls': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } }
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
              timeout: { perRequest: { unit: s, value: 5 } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery:
          dns: { hostname: stock.shop.svc.cluster.local }
    `,
    'a service over TCP behind it, which has no requests': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 5 } } }
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: store } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: store, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: store } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: store, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: tcp } }]
        routes:
          - name: store
            tcpRoute:
              action: { weightedTargets: [{ virtualNodeRef: { name: store }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: store, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: store } }
        listeners:
          - portMapping: { port: 8080, protocol: tcp }
        serviceDiscovery: { dns: { hostname: store.shop.svc.cluster.local } }
    `,
  },
});
