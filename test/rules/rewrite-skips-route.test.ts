import { rewriteSkipsRoute } from '../../rules/rewrite-skips-route.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(rewriteSkipsRoute, {
  reports: {
    'a prefix as callers send it, and nothing else': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ } #! route items does not get /cart/items/ from shop/cart
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a prefix as callers send it, behind a rewrite to the root': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ } #< route shop/cart takes it and rewrites the path
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ } #! route items does not get /cart/items/ from shop/cart
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / } #< route all takes it behind the rewrite
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'the rewrite that nobody wrote': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ } #! route items does not get /cart/items/ from shop/cart
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
  silent: {
    'a prefix as it arrives': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'no rewrite': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { defaultPrefix: DISABLED } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'the same action': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'another prefix than that of the gateway': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /shop/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a rewrite that is filled in later': yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { gateway: edge } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: $PREFIX } }
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
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /cart/items/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: items }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 2
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
});
