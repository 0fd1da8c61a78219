import { overlappingMatch } from '../../rules/overlapping-match.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(overlappingMatch, {
  reports: {
    'a header here and a path there': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] } #< route beta takes the common ones
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin } #! route admin loses requests to beta
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: all
            priority: 3
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'two methods and a path': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, method: DELETE }
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin } #! route admin loses requests to beta
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
  silent: {
    'one that has all of the other': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: admin
            priority: 1
            httpRoute:
              match: { prefix: /admin }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
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
    'no common request': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin, headers: [{ name: x-beta, invert: true }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'the same action': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 2
            httpRoute:
              match: { prefix: /admin }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
    'no order, which is another finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-beta }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: beta }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
          - name: admin
            priority: 1
            httpRoute:
              match: { prefix: /, headers: [{ name: x-admin }] }
              action: { weightedTargets: [{ virtualNodeRef: { name: admin }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 5 } }
              retryPolicy: { maxRetries: 1, perRetryTimeout: { unit: s, value: 1 }, tcpRetryEvents: [connection-error] }
    `,
  },
});
