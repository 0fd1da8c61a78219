import { code, defineRule, objectName, poolsLedTo, yaml } from '../src/rule/kit.ts';

/** A reference dangles iff no object of the wanted kind and name is in the world or declared to be outside, and something needs it. */
export const danglingReference = defineRule({
  id: 'dangling-reference',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'reference',
  reach: 'world',
  curedElsewhere: true,
  once: true,
  docs: {
    summary: 'a reference to an object that is not there',
    harm: 'The object is accepted and then never becomes active; often it takes its whole router with it.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/tree/7588d122/pkg/references',
      'https://kubernetes.io/docs/concepts/services-networking/ingress/',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter:
            virtualRouterRef:
              name: cart-ruoter
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart-router
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter:
            virtualRouterRef:
              name: cart-router
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart-router
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
  },

  *check({ at, as, wanted, serves, resolution }, { model }) {
    if (resolution.is !== 'dangling') return;
    if (serves !== undefined && !serves.some((pool) => poolsLedTo(model).has(pool))) return;
    const { certain, nearest } = resolution;
    yield {
      at,
      what: `the ${as} ${code(objectName(wanted))} ${certain ? 'does not exist' : 'was not found'}`,
      why: certain
        ? `every ${wanted.kind} of that namespace was read, and none has this name`
        : `no ${wanted.kind} of this name was read, and it may live elsewhere`,
      fix:
        nearest !== null
          ? `change it to ${code(nearest)}, or create it`
          : certain
            ? `create the ${wanted.kind}, or change the name`
            : 'check that it exists in the cluster, or declare it under `external` in routeproof.yaml',
      certainty: certain ? 'proven' : 'if-complete',
      about: [as, objectName(wanted)],
    };
  },
});
