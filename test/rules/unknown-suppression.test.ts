import { unknownSuppression } from '../../rules/unknown-suppression.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unknownSuppression, {
  reports: {
    'an annotation with a misspelt rule': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
        annotations:
          ignore.routeproof.dev/invalid-fields: generated #! there is no rule invalid-fields to suppress
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'an annotation without a reason': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
        annotations:
          ignore.routeproof.dev/invalid-field: "" #! the suppression of invalid-field gives no reason
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'one whose last day is over while the finding is still there': {
      'routeproof.yaml': yaml`
        ignore:
          - rule: unknown-field
            reason: the team is on holiday
            until: 2026-05-31 #! the suppression of unknown-field ended on 2026-05-31
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listenrs: [{ portMapping: { port: 8080, protocol: http } }]
      `,
    },
    'a locked rule': {
      'routeproof.yaml': yaml`
        rules:
          invalid-field: { locked: true }
        ignore:
          - rule: invalid-field #! rule invalid-field is locked and cannot be suppressed
            reason: because I can
      `,
      'manifest.yaml': yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
      `,
    },
  },
  silent: {
    'one on its last day': {
      'routeproof.yaml': yaml`
        ignore:
          - rule: unknown-field
            reason: the team is on holiday
            until: 2026-06-01
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listenrs: [{ portMapping: { port: 8080, protocol: http } }]
      `,
    },
    'one whose last day is over, as is the finding: it is unused': {
      'routeproof.yaml': yaml`
        ignore:
          - rule: unknown-field
            reason: the team is on holiday
            until: 2026-05-31
      `,
      'manifest.yaml': yaml`
        apiVersion: appmesh.k8s.aws/v1beta2
        kind: VirtualRouter
        metadata: { name: cart, namespace: shop }
        spec:
          listeners: [{ portMapping: { port: 8080, protocol: http } }]
      `,
    },
    'a rule and a reason': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
        annotations:
          ignore.routeproof.dev/invalid-field: generated
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'a comment about something else': yaml`
      apiVersion: v1
      kind: Namespace
      # routeproof is run on this folder
      metadata: { name: shop }
    `,
  },
});
