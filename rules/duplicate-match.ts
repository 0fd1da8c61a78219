import { code, defineRule, difference, twins, yaml } from '../src/rule/kit.ts';

/** Two entries of one table are duplicates iff they match the same requests and treat them alike. */
export const duplicateMatch = defineRule({
  id: 'duplicate-match',
  group: 'routing',
  since: '0.1.0',
  severity: 'warning',
  on: 'table',
  reach: 'unit',
  yieldsTo: ['impossible-match'],
  docs: {
    summary: 'two routes that match the same requests and treat them alike',
    harm: 'Who edits one of them changes nothing, or only half of what was meant.',
    sources: ['https://docs.aws.amazon.com/app-mesh/latest/userguide/routes.html'],
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
            priority: 10
            httpRoute:
              match: { prefix: /cart }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
          - name: cart-again
            priority: 20
            httpRoute:
              match: { prefix: /cart }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 100 }
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
              match: { prefix: /cart }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
  },

  *check({ table }) {
    for (const [first, second] of twins(table)) {
      if (difference(first.route, second.route) !== 'nothing') continue;
      yield {
        at: second.route.at.match,
        what: `route ${code(second.route.name)} repeats route ${code(first.route.name)}`,
        why: 'both match the same requests and do the same with them, so a change of one alone may change nothing',
        fix: `remove ${code(second.route.name)}`,
        related: [{ at: first.route.at.match, note: 'the same match' }],
        sides: [first.route.at.match],
        subject: second.route.id,
        about: [second.route.id, first.route.id],
      };
    }
  },
});
