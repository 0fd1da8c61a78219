import { expect, it } from 'vitest';
import { unsafeRetry } from '../../rules/unsafe-retry.ts';
import { yaml } from '../../src/rule/kit.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(unsafeRetry, {
  reports: {
    'errors of the server, on a route for every method': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / } #< takes POST and PATCH
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! route cart sends POST and PATCH again after server-error
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
    `,
    'a conflict, on a route for one method': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, method: PATCH }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! route cart sends PATCH again after client-error
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [gateway-error, client-error]
    `,
    'several such events': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, method: POST }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! route cart sends POST again after client-error or server-error
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [client-error, server-error, stream-error]
    `,
    'gRPC, which posts everything': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }]
        routes:
          - name: cart
            grpcRoute:
              match: { serviceName: shop.Cart }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! route cart sends POST and PATCH again after internal or deadline-exceeded
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                grpcRetryEvents: [unavailable, internal, deadline-exceeded]
    `,
    'PATCH, where an earlier route takes POST': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: orders
            priority: 1
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: cart
            priority: 2
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! route cart sends PATCH again after server-error
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
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
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #! 2 routes of VirtualRouter shop/cart may repeat what a request has done
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
          - name: two
            httpRoute:
              match: { prefix: /two }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy: #< route two sends POST and PATCH again after server-error
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
    `,
  },
  silent: {
    'events before the server has acted': yaml`
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
                tcpRetryEvents: [connection-error]
    `,
    'events of gRPC before the server has acted': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: grpc } }]
        routes:
          - name: cart
            grpcRoute:
              match: { serviceName: shop.Cart }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                grpcRetryEvents: [cancelled, unavailable, resource-exhausted]
    `,
    'a route for a method that may be sent twice': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, method: PUT }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
    `,
    'no retry': yaml`
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
                httpRetryEvents: [server-error]
    `,
    'a number of retries that is filled in later': yaml`
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
                httpRetryEvents: [server-error]
    `,
    'a method that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: /, method: $M }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
    `,
    'retries that nobody declared': yaml`
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
    `,
    'a route after those that take POST and PATCH': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: orders
            priority: 1
            httpRoute:
              match: { prefix: /, method: POST }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: changes
            priority: 1
            httpRoute:
              match: { prefix: /, method: PATCH }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: cart
            priority: 2
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                httpRetryEvents: [server-error]
    `,
    'a route that only unusual requests reach, with a header twice': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: not-1
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-v, match: { exact: "1" }, invert: true }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: two
            priority: 2
            httpRoute:
              match: { prefix: /, headers: [{ name: x-v, match: { exact: "2" } }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [server-error] }
    `,
  },
});

const questions = async (match: string) => {
  const router = `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
    - name: cart
      httpRoute:
        match: { ${match} }
        action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
        retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [server-error] }
`;
  const { summary } = await lintFiles({ 'router.yaml': router });
  return summary.undecided.map(({ question }) => question).filter((question) => question.includes('`cart` takes'));
};

it('counts a method that it cannot read as undecided', async () => {
  expect(await questions('prefix: /, method: $METHOD')).toEqual([
    'whether route `cart` takes PATCH',
    'whether route `cart` takes POST',
  ]);
});

it('counts a method that may be sent twice as decided', async () => {
  expect(await questions('prefix: /, method: GET')).toEqual([]);
});
