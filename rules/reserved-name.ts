import { defineRule, fieldHas, list, stablePath, yaml } from '../src/rule/kit.ts';

/** A name is reserved iff the mesh or Kubernetes keeps it for its own use. */
export const reservedName = defineRule({
  id: 'reserved-name',
  group: 'schema',
  since: '0.1.0',
  severity: 'warning',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a name or prefix that the mesh or Kubernetes keeps for itself',
    harm: 'It may be refused today, or taken over by the next version without a word.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#working-with-namespaces',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /aws-appmesh/cart }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action:
            target: { virtualService: { virtualServiceRef: { name: cart } } }
    `,
  },

  *check({ document, faults }) {
    for (const fault of faults) {
      if (fault.id !== 'reserved-name') continue;
      yield {
        at: fault.at,
        what: fieldHas(fault.at.path, `${fault.found}, which is reserved`, fault.expected),
        why: fault.because ?? 'it is kept for others',
        fix: fault.instead ?? `write ${list(fault.expected, 'or')}`,
        about: [stablePath(document.value, fault.at.path)],
      };
    }
  },
});
