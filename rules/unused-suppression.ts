import { code, defineRule, yaml } from '../src/rule/kit.ts';

/** A suppression is unused iff its rule ran and found nothing that it speaks of. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  group: 'meta',
  since: '0.1.0',
  severity: 'warning',
  on: 'run',
  reach: 'world',
  docs: {
    summary: 'a suppression that suppresses nothing',
    harm: 'It stays behind when its reason is gone, and hides the next defect in that place.',
    sources: ['https://docs.astral.sh/ruff/rules/unused-noqa/'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        # routeproof-ignore invalid-field: the listener is generated
        listeners:
          - portMapping: { port: 8080, protocol: http }
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

  *check({ suppressions }) {
    for (const { directive, state } of suppressions) {
      if (state !== 'unused') continue;
      yield {
        at: directive.at,
        what: `nothing to suppress for ${code(directive.rule)}`,
        why: 'the rule ran and found nothing here',
        fix: 'remove the suppression',
        about: [directive.rule],
      };
    }
  },
});
