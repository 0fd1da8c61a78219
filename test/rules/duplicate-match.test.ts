import { duplicateMatch } from '../../rules/duplicate-match.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(duplicateMatch, {
  reports: {
    'one match and one target under two names': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            priority: 10
            httpRoute:
              match: { prefix: /cart } #< the same match
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: second
            priority: 20
            httpRoute:
              match: { prefix: /cart } #! route second repeats route first
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 7 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
  silent: {
    'the same match with another target, which is a conflict': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            priority: 10
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: second
            priority: 20
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: basket }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: basket, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: basket } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: basket.shop.svc.cluster.local } }
    `,
    'one target behind two matches': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            priority: 10
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
          - name: second
            priority: 20
            httpRoute:
              match: { prefix: /basket }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'one match and one target with different timeouts': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: first
            priority: 10
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              timeout: { perRequest: { unit: s, value: 1 } }
          - name: second
            priority: 20
            httpRoute:
              match: { prefix: /cart }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },
});
