import { describe, expect, it } from 'vitest';
import { retryOutlivesTimeout } from '../../rules/retry-outlives-timeout.ts';
import { yaml } from '../../src/rule/kit.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(retryOutlivesTimeout, {
  reports: {
    'tries that take longer than the request may': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } } #< 5 s for all tries together
              retryPolicy: #! route cart has no time for the last of its 3 retries
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries that take exactly as long as the request may': yaml`
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
              timeout: { perRequest: { unit: s, value: 6 } }
              retryPolicy: #! route cart has no time for the last of its 3 retries
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'a first try that takes all the time': yaml`
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
              timeout: { perRequest: { unit: s, value: 2 } }
              retryPolicy: #! route cart has no time for its retry
                maxRetries: 1
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries that take longer than the default, which nobody wrote': yaml`
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
              retryPolicy: #! route cart has no time for the last of its 3 retries
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 5 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries that one of two targets lets last too long': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 1 }
                  - { virtualNodeRef: { name: b }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 6 } }
              retryPolicy: #! route cart has no time for the last of its 3 retries
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 5 }
                httpRetryEvents: [gateway-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 1 } } }
        serviceDiscovery: { dns: { hostname: a.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 2 } } }
        serviceDiscovery: { dns: { hostname: b.shop.svc.cluster.local } }
    `,
    'a gRPC route': yaml`
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
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: #! route cart has no time for the last of its 3 retries
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                grpcRetryEvents: [unavailable]
    `,
  },
  silent: {
    'a request with time for the last retry to start': yaml`
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
              timeout: { perRequest: { unit: s, value: 7 } }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 2 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries within the default': yaml`
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
                perRetryTimeout: { unit: s, value: 7 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries that both targets end soon': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 1 }
                  - { virtualNodeRef: { name: b }, weight: 1 }
              timeout: { perRequest: { unit: s, value: 6 } }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 5 }
                httpRetryEvents: [gateway-error]
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 1 } } }
        serviceDiscovery: { dns: { hostname: a.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 1 } } }
        serviceDiscovery: { dns: { hostname: b.shop.svc.cluster.local } }
    `,
    'a request without a limit': yaml`
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
              timeout: { perRequest: { unit: s, value: 0 } }
              retryPolicy:
                maxRetries: 9
                perRetryTimeout: { unit: s, value: 9 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'tries without a limit': yaml`
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
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 0 }
                httpRetryEvents: [gateway-error, stream-error]
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
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy:
                maxRetries: 0
                perRetryTimeout: { unit: s, value: 9 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'the retries that nobody declared': yaml`
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
              timeout: { perRequest: { unit: s, value: 1 } }
    `,
    'a timeout that is filled in later': yaml`
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
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 9 }
                httpRetryEvents: [gateway-error, stream-error]
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
              timeout: { perRequest: { unit: s, value: 1 } }
              retryPolicy:
                maxRetries: $N
                perRetryTimeout: { unit: s, value: 9 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'a length of tries that is filled in later': yaml`
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
              timeout: { perRequest: { unit: s, value: 1 } }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: $T }
                httpRetryEvents: [gateway-error, stream-error]
    `,
    'a misspelt timeout, which unknown-field reports': yaml`
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
              timeouts: { perRequest: { unit: s, value: 60 } }
              retryPolicy:
                maxRetries: 3
                perRetryTimeout: { unit: s, value: 5 }
                httpRetryEvents: [gateway-error, stream-error]
    `,
  },
});

describe('retry-outlives-timeout, why', () => {
  const why = async (timeout: string) => {
    const { findings } = await lintFiles({
      'router.yaml': `
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
        retryPolicy: { maxRetries: 3, perRetryTimeout: { unit: s, value: 5 }, httpRetryEvents: [gateway-error] }
${timeout}`,
    });
    return findings.filter(({ rule }) => rule === 'retry-outlives-timeout').map((finding) => finding.why);
  };

  it('names a default, which stands nowhere', async () => {
    expect(await why('')).toEqual([
      '3 tries of 5 s use up the 15 s that the request has in all, since App Mesh ends a request after 15 s',
    ]);
  });

  it('leaves what is declared to its place', async () => {
    expect(await why('        timeout: { perRequest: { unit: s, value: 15 } }')).toEqual([
      '3 tries of 5 s use up the 15 s that the request has in all',
    ]);
  });

  it('names the length of a try that its target decides', async () => {
    const node = `
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: cart, namespace: shop }
spec:
  listeners:
    - portMapping: { port: 8080, protocol: http }
      timeout: { http: { perRequest: { unit: s, value: 3 } } }
  serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }`;
    expect(await why(`        timeout: { perRequest: { unit: s, value: 9 } }${node}`)).toEqual([
      '3 tries of 3 s, as long as their target lets them last, use up the 9 s that the request has in all',
    ]);
  });
});
