import { describe, expect, it } from 'vitest';
import { credentialInRoute } from '../../rules/credential-in-route.ts';
import { reporters } from '../../src/report/reporter.ts';
import { yaml } from '../../src/rule/kit.ts';
import { plain } from '../report/run.ts';
import { lintFiles, ruleTest } from '../support/rule-test.ts';

ruleTest(credentialInRoute, {
  reports: {
    'a bearer token': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { exact: Bearer 9f8c7b6a5d4e3f2a1b0c } #! the header authorization holds a bearer token
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a name and a password': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { prefix: Basic dXNlcjpwYXNzd29yZDE= } #! the header authorization holds a password
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a key of a partner': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-api-key
                    match: { exact: 4f9a2c71bd } #! the header x-api-key holds a secret
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a token in the query': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                queryParameters:
                  - name: access_token
                    match: { exact: 4f9a2c71bd } #! the query parameter access_token holds a secret
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'an access key under an innocent name': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-caller
                    match: { exact: AKIAIOSFODNN7EXAMPLE } #! the header x-caller holds an AWS access key
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a token inside an expression': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-caller
                    match: { regex: '.*eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJl.*' } #! the header x-caller holds a JSON Web Token
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'the cookie of a session': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: cookie
                    match: { exact: 'session=9f8c7b6a5d4e3f2a1b0c' } #! the header cookie holds the cookie of a session
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a header that a snippet sets, once for all paths': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: cart
        namespace: shop
        annotations:
          nginx.ingress.kubernetes.io/configuration-snippet: proxy_set_header x-api-key "4f9a2c71bd"; #! the header x-api-key holds a secret
      spec:
        ingressClassName: nginx
        rules:
          - host: cart.example.com
            http:
              paths:
                - { path: /a, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
                - { path: /b, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
    `,
  },
  silent: {
    'an ordinary header': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-partner
                    match: { exact: blue }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'the scheme alone': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { prefix: "Bearer " }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'an expression for any token': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { regex: 'Bearer .+' }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a header that only has to be there': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-api-key
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a word, which names a partner': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-api-key
                    match: { exact: partner-a }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a header about tokens': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-token-type
                    match: { exact: oauth2-bearer }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a token that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: authorization
                    match: { exact: "Bearer \${TOKEN}" }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a cookie that chooses a version': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: partner
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: cookie
                    match: { regex: '^(.*;)?canary=always(;.*)?$' }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a snippet that passes on what the client sent': yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: cart
        namespace: shop
        annotations:
          nginx.ingress.kubernetes.io/configuration-snippet: proxy_set_header Authorization $http_authorization;
      spec:
        ingressClassName: nginx
        rules:
          - host: cart.example.com
            http:
              paths:
                - { path: /a, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
                - { path: /b, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
    `,
  },
});

describe('the reports of a credential', () => {
  const manifest = (name: string, value: string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
    - name: partner
      httpRoute:
        match: { prefix: /, headers: [{ name: ${name}, match: { exact: '${value}' } }] }
        action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
`;

  it.each([
    ['authorization', 'Bearer 9f8c7b6a5d4e3f2a1b0c', '9f8c7b6a5d4e3f2a1b0c'],
    ['x-api-key', '4f9a2c71bd', '4f9a2c71bd'],
    ['x-caller', 'AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    ['x-caller', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJl', 'eyJzdWIiOiJ0ZXN0In0'],
    ['cookie', 'session=9f8c7b6a5d4e3f2a1b0c', '9f8c7b6a5d4e3f2a1b0c'],
  ])('never show it: %s', async (name, value, secret) => {
    const run = await lintFiles({ 'manifest.yaml': manifest(name, value) });
    expect(run.findings.map(({ rule }) => rule)).toContain('credential-in-route');
    for (const report of Object.values(reporters)) expect(report(run, plain)).not.toContain(secret);
  });
});
