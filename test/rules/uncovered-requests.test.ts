import { expect, it } from 'vitest';
import { uncoveredRequests } from '../../rules/uncovered-requests.ts';
import { yaml } from '../../src/rule/kit.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(uncoveredRequests, {
  reports: {
    'a host of an Ingress': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - host: shop.test #! no route of Ingress takes GET /
            http:
              paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }]
    `,
    'a router without a route for the rest': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no route of VirtualRouter shop/cart takes GET /
        routes:
          - name: items
            priority: 1
            httpRoute:
              match: { prefix: /items }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a header with one of its values': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http } #! no route of VirtualRouter shop/cart takes GET /
        routes:
          - name: a
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-a, match: { exact: one } }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: b
            priority: 2
            httpRoute:
              match: { prefix: /, headers: [{ name: x-a, invert: true, match: { prefix: o } }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
  silent: {
    'a gateway without a hostname of its own': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: {}
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a route that takes the rest': yaml`
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
              match: { prefix: /items }
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
    'routes that take everything together': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: a
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-a }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: b
            priority: 2
            httpRoute:
              match: { prefix: /, headers: [{ name: x-a, invert: true }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a router without routes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a prefix that is filled in later': yaml`
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
              match: { prefix: $PREFIX }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'a default backend': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: shop, namespace: shop }
      spec:
        defaultBackend: { service: { name: web, port: { number: 80 } } }
        rules:
          - host: shop.test
            http:
              paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }]
    `,
    'methods that hardly any client sends': yaml`
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
          - name: get
            httpRoute:
              match: { prefix: /, method: GET }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: head
            httpRoute:
              match: { prefix: /, method: HEAD }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: post
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: put
            httpRoute:
              match: { prefix: /, method: PUT }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: delete
            httpRoute:
              match: { prefix: /, method: DELETE }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: connect
            httpRoute:
              match: { prefix: /, method: CONNECT }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: options
            httpRoute:
              match: { prefix: /, method: OPTIONS }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: trace
            httpRoute:
              match: { prefix: /, method: TRACE }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: patch
            httpRoute:
              match: { prefix: /, method: PATCH }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a router for TCP': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: tcp } }]
        routes:
          - name: cart
            tcpRoute:
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
  },
});

it('counts a host whose routes are filled in later as undecided', async () => {
  const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: cart, namespace: shop }
spec:
  ingressClassName: edge
  rules:
    - host: cart.example.com
      http: { paths: [{ path: $PATH, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] }
`;
  const { summary } = await lintFiles({ 'ingress.yaml': ingress });
  expect(
    summary.undecided.map(({ question }) => question).filter((each) => each.includes('takes every request')),
  ).toEqual(['whether host cart.example.com of Ingress edge takes every request']);
});
