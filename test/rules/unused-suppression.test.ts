import { unusedSuppression } from '../../rules/unused-suppression.ts';
import { yaml } from '../../src/rule/kit.ts';
import { ruleTest } from '../support/rule-test.ts';

ruleTest(unusedSuppression, {
  reports: {
    'a comment above a line without such a finding': {
      'a.yaml': [
        'apiVersion: appmesh.k8s.aws/v1beta2',
        'kind: VirtualRouter',
        'metadata: { name: cart, namespace: shop }',
        'spec:',
        '  # routeproof-ignore invalid-field: generated #! nothing to suppress for invalid-field',
        '  listeners: [{ portMapping: { port: 8080, protocol: http } }]',
      ].join('\n'),
    },
    'an annotation on an object without such a finding': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
        annotations:
          ignore.routeproof.dev/invalid-field: generated #! nothing to suppress for invalid-field
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `,
    'an entry of the config': {
      'routeproof.yaml': yaml`
        ignore:
          - rule: invalid-field #! nothing to suppress for invalid-field
            reason: generated
      `,
      'manifest.yaml': yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
      `,
    },
  },
  silent: {
    'a comment that suppresses a finding of its line': yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners:
          # routeproof-ignore invalid-field: the port is filled in by the pipeline
          - portMapping: { port: 0, protocol: http }
    `,
    'a comment for a rule that is off': {
      'routeproof.yaml': yaml`
        rules: { invalid-field: off }
      `,
      'manifest.yaml': yaml`
        apiVersion: v1
        kind: Namespace
        # routeproof-ignore invalid-field: generated
        metadata: { name: shop }
      `,
    },
  },
});
