import { defineRule, expecting, list, yaml } from '../src/rule/kit.ts';

/** A kind is unsupported iff its API group, which routeproof knows whole, has no such kind or version, or the text is input of another tool. */
export const unsupportedKind = defineRule({
  id: 'unsupported-kind',
  group: 'schema',
  since: '0.1.0',
  severity: 'error',
  on: 'document',
  reach: 'unit',
  docs: {
    summary: 'a kind or version that does not exist in Kubernetes',
    harm: '`kubectl apply` refuses the object, and what it was meant to configure is missing.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/config/crd/bases',
      'https://docs.aws.amazon.com/cli/latest/reference/appmesh/create-gateway-route.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Route
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: / }
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
    `,
  },

  *check({ faults }) {
    for (const fault of faults) {
      if (fault.id !== 'unsupported-kind') continue;
      yield {
        at: fault.at,
        what: expecting(`found ${fault.found}`, fault.expected),
        why: fault.because ?? 'the API group has no such kind',
        fix: fault.instead ?? `write ${list(fault.expected, 'or')}`,
        related: fault.related ?? [],
        about: [fault.found],
      };
    }
  },
});
