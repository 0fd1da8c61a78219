import { implicitRewrite } from '../../rules/implicit-rewrite.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(implicitRewrite, {
  reports: {
    'a prefix and no rewrite': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart } #! route shop/cart rewrites the path, which nothing in it asks for
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
    'a rewrite of the host only': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ } #! route shop/cart rewrites the path, which nothing in it asks for
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { hostname: { defaultTargetHostname: DISABLED } }
    `,
  },
  silent: {
    'a rewrite that keeps the prefix': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { defaultPrefix: DISABLED } }
    `,
    'a rewrite that names the default': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { defaultPrefix: ENABLED } }
    `,
    'a rewrite that is written out': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /cart/ }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
            rewrite: { prefix: { value: '/' } }
    `,
    'a prefix with nothing to lose': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
    'an exact path, which stays as it is': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { path: { exact: /cart } }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
    'a route of a router, which never rewrites': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: all
            priority: 1
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
});
