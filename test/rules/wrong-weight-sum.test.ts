import { wrongWeightSum } from '../../rules/wrong-weight-sum.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(wrongWeightSum, {
  reports: {
    'a sum above 100': yaml`
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
                weightedTargets: #! the weights of route split add up to 101, expected at most 100
                  - virtualNodeRef: { name: one }
                    weight: 100 #< VirtualNode shop/one gets 100
                  - virtualNodeRef: { name: two }
                    weight: 1 #< VirtualNode shop/two gets 1
    `,
    'a single target of weight zero': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: none
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: 0 }] } #! the weights of route none add up to 0, expected at least 1
    `,
    'another sum than the option demands': {
      'routeproof.yaml': yaml`
        rules:
          wrong-weight-sum: { options: { sum: 100 } }
      `,
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
                  weightedTargets: #! the weights of route split add up to 2, expected 100
                    - { virtualNodeRef: { name: one }, weight: 1 }
                    - { virtualNodeRef: { name: two }, weight: 1 }
      `,
    },
  },
  silent: {
    'one target, which gets everything whatever its weight, where the sum is to be 100': {
      'routeproof.yaml': yaml`
        rules: { wrong-weight-sum: { options: { sum: 100 } } }
      `,
      'cart.yaml': yaml`
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
    'weights that add up to it': {
      'routeproof.yaml': yaml`
        rules: { wrong-weight-sum: { options: { sum: 100 } } }
      `,
      'cart.yaml': yaml`
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
                    - { virtualNodeRef: { name: cart }, weight: 90 }
                    - { virtualNodeRef: { name: cart-v2 }, weight: 10 }
      `,
    },
    'a sum of 100': yaml`
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
                  - { virtualNodeRef: { name: one }, weight: 99 }
                  - { virtualNodeRef: { name: two }, weight: 1 }
    `,
    'relative weights far below 100': yaml`
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
                  - { virtualNodeRef: { name: one }, weight: 0 }
                  - { virtualNodeRef: { name: two }, weight: 1 }
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
                  - { virtualNodeRef: { name: one }, weight: $CANARY }
                  - { virtualNodeRef: { name: two }, weight: 100 }
    `,
    'a weight that is filled in later, where the sum is to be 100': {
      'routeproof.yaml': yaml`
        rules:
          wrong-weight-sum: { level: error, options: { sum: 100 } }
      `,
      'router.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
          routes:
            - name: split
              httpRoute:
                match: { prefix: / }
                action: { weightedTargets: [{ virtualNodeRef: { name: one }, weight: $ONE }, { virtualNodeRef: { name: two }, weight: 10 }] }
      `,
    },
    'a route without targets, which invalid-field reports': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: none
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [] }
    `,
  },
});
