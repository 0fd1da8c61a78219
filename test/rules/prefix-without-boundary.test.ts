import { prefixWithoutBoundary } from '../../rules/prefix-without-boundary.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(prefixWithoutBoundary, {
  reports: {
    'a prefix that ends within a segment': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { prefix: /chapter } #! the prefix /chapter of route one also takes /chapter1
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'with conditions beside it': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { prefix: /chapter, method: GET, headers: [{ name: x-a }] } #! the prefix /chapter of route one also takes /chapter1
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'at a gateway': yaml`
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
      metadata: { name: chapter, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /chapter } #! the prefix /chapter of route shop/chapter also takes /chapter1
          action:
            target: { virtualService: { virtualServiceRef: { name: chapter } } }
    `,
  },
  silent: {
    'conditions beside it that only a header on two lines fulfils': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match:
                prefix: /chapter
                headers: [{ name: x-a, match: { exact: a } }, { name: x-a, match: { exact: b } }]
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a prefix that ends with a slash': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { prefix: /chapter/ }
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'every path': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'an exact path': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { path: { exact: /chapter } }
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'an element-wise prefix': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - host: shop.test
            http:
              paths: [{ path: /chapter, pathType: Prefix, backend: { service: { name: book, port: { number: 80 } } } }]
    `,
    'a prefix that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: book, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            priority: 1
            httpRoute:
              match: { prefix: $PREFIX }
              action: { weightedTargets: [{ virtualNodeRef: { name: book }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
});
