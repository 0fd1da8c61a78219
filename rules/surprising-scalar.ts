import { defineRule, fieldHas, list, stablePath, yaml } from '../src/rule/kit.ts';

/** A scalar is surprising iff Kubernetes reads it as something other than it looks, where that matters and nothing refuses it by its schema. */
export const surprisingScalar = defineRule({
  id: 'surprising-scalar',
  group: 'schema',
  since: '0.1.0',
  severity: 'warning',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a value that Kubernetes reads as something other than it looks',
    harm: 'The number, word or text that counts is not the one that people see: another priority, another label, a match that never holds.',
    sources: [
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
      'https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go',
      'https://yaml.org/type/int.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            priority: 010
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            priority: 10
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'surprising-scalar') continue;
      yield {
        at: fault.at,
        what: fieldHas(fault.at.path, fault.found, fault.expected),
        why: fault.because ?? 'YAML reads it so',
        fix: fault.instead ?? `write ${list(fault.expected, 'or')}`,
        about: [stablePath(document.value, fault.at.path)],
      };
    }
  },
});
