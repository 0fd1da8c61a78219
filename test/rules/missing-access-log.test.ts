import { missingAccessLog } from '../../rules/missing-access-log.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(missingAccessLog, {
  reports: {
    'a node': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop } #! no access log on VirtualNode shop/cart
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    'a gateway': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop } #! no access log on VirtualGateway shop/edge
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    'a node that only calls': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop } #! no access log on VirtualNode shop/front
      spec: { podSelector: { matchLabels: { app: front } } }
    `,
  },
  silent: {
    'a node with a log': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
        logging: { accessLog: { file: { path: /dev/stdout } } }
    `,
    'a gateway with a log': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        logging: { accessLog: { file: { path: /dev/stdout } } }
    `,
    'a log that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
        logging: $LOGGING
    `,
    'a path that is filled in later': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
        logging: { accessLog: { file: { path: $LOG } } }
    `,
    'a misspelt log, which unknown-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
        loging: { accessLog: { file: { path: /dev/stdout } } }
    `,
    'a router, which is no workload': yaml`
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
  },
});
