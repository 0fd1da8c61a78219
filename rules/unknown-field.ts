import { defineRule, dotted, list, stablePath, yaml } from '../src/rule/kit.ts';

/** A field is unknown iff the schema of its object's kind has none of that name. */
export const unknownField = defineRule({
  id: 'unknown-field',
  group: 'schema',
  since: '0.1.0',
  severity: 'error',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a field that the kind does not have',
    harm: 'The API server drops it without a word, so what it was meant to do is not done.',
    sources: [
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/config/crd/bases',
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
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolcy:
                maxRetries: 2
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
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              retryPolicy:
                maxRetries: 2
                perRetryTimeout: { unit: s, value: 1 }
                tcpRetryEvents: [connection-error]
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'unknown-field') continue;
      const parent = dotted(fault.at.path.slice(0, -1));
      yield {
        at: fault.at,
        what: fault.harmless
          ? `nothing reads ${fault.found}`
          : `${fault.found} is not a field of \`${parent === '' ? 'the object' : parent}\``,
        why: fault.because ?? 'the API server drops fields that the schema does not have',
        fix:
          fault.instead ?? `remove it${fault.expected.length === 0 ? '' : `, or write ${list(fault.expected, 'or')}`}`,
        related: fault.related ?? [],
        ...(fault.harmless && { severity: 'warning' as const }),
        about: [stablePath(document.value, fault.at.path)],
      };
    }
  },
});
