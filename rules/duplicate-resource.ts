import { defineRule, yaml } from '../src/rule/kit.ts';

/** A resource is a duplicate iff a later definition of the same identity in its world has other content. */
export const duplicateResource = defineRule({
  id: 'duplicate-resource',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'document',
  reach: 'world',
  docs: {
    summary: 'one object defined twice with different content',
    harm: 'Which definition counts depends on the order in which files are applied.',
    sources: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 9090, protocol: http }
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: checkout
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 9090, protocol: http }
    `,
  },

  *check({ document, faults }) {
    const file = (id: string) => id.slice(0, id.lastIndexOf('#'));
    for (const fault of faults) {
      if (fault.id !== 'duplicate-resource') continue;
      const inFile = (other: string) => other !== document.id && file(other) === file(document.id);
      const sameFile = fault.related?.some(({ at }) => 'document' in at && inFile(at.document)) ?? false;
      yield {
        at: fault.at,
        what: `found ${fault.found}`,
        why: fault.because ?? 'the last definition counts, and this one is overwritten',
        fix: fault.instead ?? 'remove one of the definitions, or rename the object',
        related: fault.related ?? [],
        sides: (fault.related ?? []).slice(-1).map(({ at }) => at),
        ...(sameFile && { severity: 'error' as const }),
        about: ['duplicate'],
      };
    }
  },
});
