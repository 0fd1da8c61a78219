import { ambiguousPort } from '../../rules/ambiguous-port.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(ambiguousPort, {
  reports: {
    'a route of a router with two listeners': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http } #< the listener on port 8080
          - portMapping: { port: 8090, protocol: http } #< the listener on port 8090
        routes:
          - name: one
            httpRoute:
              match: { prefix: / } #! route one names no port of VirtualRouter shop/cart, which has 2
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 8080 }
    `,
    'a target with two listeners': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 } #! route one names no port of VirtualNode shop/cart, which has 2
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a gateway route to a service whose provider has two listeners': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: / }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } } #! route shop/cart names no port of VirtualNode shop/cart, which has 2
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualNode: { virtualNodeRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
  },
  silent: {
    'a route that names one': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: /, port: 8080 }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 8080 }
    `,
    'one listener': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery: { dns: { hostname: cart.example.com } }
    `,
    'a node that is not in these files': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    'a port that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: http }
        routes:
          - name: one
            httpRoute:
              match: { prefix: /, port: $PORT }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1, port: 8080 }
    `,
  },
});
