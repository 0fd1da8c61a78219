import { code, defineRule, dotted, fieldHas, list, stablePath, yaml } from '../src/rule/kit.ts';

/**
 * A field is invalid iff its value breaks a limit of its schema, or one that only the mesh's controller or API checks, or
 * an edit changes it although it was settled when the object was created.
 */
export const invalidField = defineRule({
  id: 'invalid-field',
  group: 'schema',
  since: '0.1.0',
  severity: 'error',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a value that the API server, the controller or the mesh refuses',
    harm: 'Either `kubectl apply` fails, or, worse, it succeeds and the object never becomes active.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/config/crd/bases',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/webhooks/appmesh',
      'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: HTTP }
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
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'invalid-field') continue;
      yield {
        at: fault.at,
        what:
          fault.was === undefined
            ? fieldHas(fault.subject ?? fault.at.path, fault.found, fault.expected)
            : `${code(dotted(fault.at.path))} cannot change once the object exists: it was ${fault.was}, and is ${fault.found}`,
        why: fault.because ?? 'the API server refuses the object',
        fix: fault.instead ?? `write ${list(fault.expected, 'or')}`,
        related: fault.related ?? [],
        ...(fault.harmless && { severity: 'warning' as const }),
        about: [stablePath(document.value, fault.at.path), ...(fault.was === undefined ? [] : ['settled'])],
      };
    }
  },
});
