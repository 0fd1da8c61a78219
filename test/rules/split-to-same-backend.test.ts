import { splitToSameBackend } from '../../rules/split-to-same-backend.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(splitToSameBackend, {
  reports: {
    'one node listed twice': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 } #< another target with the same endpoints
                  - { virtualNodeRef: { name: a }, weight: 10 } #! route split lists VirtualNode shop/a 2 times
    `,
    'one node listed twice, once by its only port': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: a }, weight: 10, port: 8080 } #! route split lists VirtualNode shop/a 2 times
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
    `,
    'two nodes that one name finds': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 } #! VirtualNode shop/a and VirtualNode shop/b of route split have the same endpoints
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local } #< the endpoints of VirtualNode shop/a
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local } #< the endpoints of VirtualNode shop/b
    `,
    'the same name in another case, with a dot behind': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 } #! VirtualNode shop/a and VirtualNode shop/b of route split have the same endpoints
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: Cart.shop.svc.cluster.local. }
    `,
    'the same name with the same variable': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 } #! VirtualNode shop/a and VirtualNode shop/b of route split have the same endpoints
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: "cart.$NS.svc.cluster.local" }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: "cart.$NS.svc.cluster.local" }
    `,
    'two nodes of one Cloud Map service, their attributes in another order': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 } #! VirtualNode shop/a and VirtualNode shop/b of route split have the same endpoints
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart, attributes: [{ key: zone, value: one }, { key: version, value: v1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart, attributes: [{ key: version, value: v1 }, { key: zone, value: one }] }
    `,
    'two of three': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 80 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
                  - { virtualNodeRef: { name: c }, weight: 10 } #! VirtualNode shop/a and VirtualNode shop/c of route split have the same endpoints
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: b.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: c, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: c } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },
  silent: {
    'a name for each': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: b.shop.svc.cluster.local }
    `,
    'the same name on two ports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8081, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'names with different variables, which may differ': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: $A }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: $B }
    `,
    'one Cloud Map service with different attributes': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart, attributes: [{ key: version, value: v1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart, attributes: [{ key: version, value: v2 }] }
    `,
    'one Cloud Map service with attributes and without': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart, attributes: [{ key: version, value: v1 }] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart }
    `,
    'services of the same name in two Cloud Map namespaces': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: shop.local, serviceName: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: b, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: b } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          awsCloudMap: { namespaceName: other.local, serviceName: cart }
    `,
    'two ports of one node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90, port: 8080 }
                  - { virtualNodeRef: { name: a }, weight: 10, port: 8081 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8081, protocol: http }
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
    `,
    'nodes outside of these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 90 }
                  - { virtualNodeRef: { name: b }, weight: 10 }
    `,
    'one node on two routes': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 1 }
          - name: two
            httpRoute:
              match: { prefix: /two }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: a }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: a, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: a } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: a.shop.svc.cluster.local }
    `,
  },
});
