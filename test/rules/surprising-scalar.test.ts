import { surprisingScalar } from '../../rules/surprising-scalar.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(surprisingScalar, {
  reports: {
    'a priority with a leading zero': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 010 #! spec.routes[0].priority has 010, which is 8 to Kubernetes, expected a number without leading zeros
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a prefix in a block scalar': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        serviceDiscovery:
          dns:
            hostname: | #! spec.serviceDiscovery.dns.hostname has cart.shop and a line break, expected text on one line
              cart.shop
    `,
    'a key of a selector that is a boolean': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector:
          matchLabels:
            on: shelf #! …podSelector.matchLabels.true has the key on, which is true to Kubernetes, expected a key that reads as it looks
    `,
    'a selector of a Service that is a number': yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector:
          version: 1.10 #! spec.selector.version has 1.10, which is the number 1.1 to Kubernetes, expected text
        ports:
          - port: 80
    `,
    'a selector of a Service that is a boolean': yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector:
          canary: yes #! spec.selector.canary has yes, which is the boolean true to Kubernetes, expected text
        ports:
          - port: 80
    `,
    'a port of a Service': yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector:
          app: cart
        ports:
          - port: 0100 #! spec.ports[0].port has 0100, which is 64 to Kubernetes, expected a number without leading zeros
    `,
    'a variable and a label of pods': yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels:
              app: cart
              build: 1e3 #! spec.template.metadata.labels.build has 1e3, which is the number 1000 to Kubernetes, expected text
          spec:
            containers:
              - name: cart
                env:
                  - name: DEBUG
                    value: true #! spec.template.spec.containers[0].env[0].value has the boolean true, expected text
    `,
  },
  silent: {
    'the same priority without the zero': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 10
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'zero itself': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 0
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'a number whose leading zero changes nothing': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 07
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'what invalid-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            priority: 02000
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
    `,
    'quoted values': yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec:
        selector:
          version: "1.10"
        ports:
          - port: 80
    `,
    'a boolean where a boolean belongs': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata: { name: cart, namespace: shop }
      spec:
        httpRoute:
          match: { prefix: /, headers: [{ name: x-beta, invert: yes }] }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
    'a block scalar without its last line break': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        serviceDiscovery:
          dns:
            hostname: |-
              cart.shop
    `,
    'a format of logs, which may have lines': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        logging:
          accessLog:
            file:
              path: /dev/stdout
              format:
                text: |
                  %START_TIME%
    `,
    'file modes, which are octal on purpose': yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart, namespace: shop }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers: [{ name: cart }]
            volumes: [{ name: keys, secret: { secretName: keys, defaultMode: 0400 } }]
    `,
    'other files': yaml`
      on: push
      jobs: { test: { priority: 010 } }
    `,
  },
});
