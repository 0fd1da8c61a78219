import { weightsOff100 } from '../../rules/weights-off-100.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(weightsOff100, {
  reports: {
    'percentages below 100, with the real shares': yaml`
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
                weightedTargets: #! the weights of route split add up to 95, not 100
                  - { virtualNodeRef: { name: a }, weight: 90 } #< 94.7 % of the requests
                  - { virtualNodeRef: { name: b }, weight: 5 } #< 5.3 % of the requests
    `,
    'a weight of exactly 50': yaml`
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
                weightedTargets: #! the weights of route split add up to 99, not 100
                  - { virtualNodeRef: { name: a }, weight: 50 }
                  - { virtualNodeRef: { name: b }, weight: 49 }
    `,
    'three weights': yaml`
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
                weightedTargets: #! the weights of route split add up to 90, not 100
                  - { virtualNodeRef: { name: a }, weight: 50 }
                  - { virtualNodeRef: { name: b }, weight: 20 }
                  - { virtualNodeRef: { name: c }, weight: 20 }
    `,
    'a target that gets everything, whatever its number': yaml`
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
                weightedTargets: #! the weights of route split add up to 99, not 100
                  - { virtualNodeRef: { name: a }, weight: 99 } #< 100 % of the requests
                  - { virtualNodeRef: { name: b }, weight: 0 }
    `,
  },
  silent: {
    'percentages that add up to 100': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 95 }
                  - { virtualNodeRef: { name: b }, weight: 5 }
    `,
    'weights below 50, which are no percentages': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 49 }
                  - { virtualNodeRef: { name: b }, weight: 49 }
    `,
    'one part each': yaml`
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
                  - { virtualNodeRef: { name: a }, weight: 1 }
                  - { virtualNodeRef: { name: b }, weight: 1 }
    `,
    'a single target, whose weight chooses nothing': yaml`
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
    `,
    'a sum above what the mesh allows, which wrong-weight-sum reports': yaml`
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
                  - { virtualNodeRef: { name: b }, weight: 20 }
    `,
    'a weight that is filled in later': yaml`
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
                  - { virtualNodeRef: { name: b }, weight: $W }
    `,
    'weights in percent by the policy, which wrong-weight-sum checks': {
      'manifest.yaml': yaml`
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
                    - { virtualNodeRef: { name: b }, weight: 5 }
      `,
      'routeproof.yaml': yaml`
        rules:
          wrong-weight-sum: { options: { sum: 100 } }
      `,
    },
  },
});
