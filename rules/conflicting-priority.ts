import { code, deed, defineRule, difference, encounters, rivalNames, yaml } from '../src/rule/kit.ts';

/**
 * Priorities conflict iff two entries carry the same explicit priority, share a request, act differently, and nothing
 * documented orders them.
 */
export const conflictingPriority = defineRule({
  id: 'conflicting-priority',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'table',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match', 'unreachable-route'],
  docs: {
    summary: 'two overlapping routes with the same explicit priority',
    harm: 'Which of them takes a request is not guaranteed and may change from one day to the next.',
    sources: [
      'https://github.com/aws/aws-app-mesh-examples/blob/107deee1/blogs/http-headers-and-priority/README.md',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html',
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
          - name: beta-users
            priority: 10
            httpRoute:
              match:
                prefix: /
                headers:
                  - { name: x-beta, match: { exact: "true" } }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-beta }, weight: 1 }
          - name: writes
            priority: 10
            httpRoute:
              match: { prefix: /, method: POST }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-writer }, weight: 1 }
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
          - name: beta-users
            priority: 10
            httpRoute:
              match:
                prefix: /
                headers:
                  - { name: x-beta, match: { exact: "true" } }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-beta }, weight: 1 }
          - name: writes
            priority: 20
            httpRoute:
              match: { prefix: /, method: POST }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-writer }, weight: 1 }
    `,
  },

  *check({ table }) {
    for (const { entry, rivals, isCut, open } of encounters(table, (pair) => pair.sameWritten)) {
      yield* open;
      const acting = rivals.filter(({ rival }) => difference(entry.route, rival.route) === 'action');
      const told = acting.length > 0 ? acting : rivals;
      const [worst] = told;
      if (worst === undefined) continue;
      const { route } = entry;
      yield {
        at: route.at.match,
        what: `${worst.tie} does not order route ${code(route.name)} against ${rivalNames(told, isCut)}`,
        why: 'they share requests, nothing says which of them such a request gets, and the choice may change over time',
        fix: 'set another `priority` on one of them: the route with the lower number is tried first',
        related: told.map(({ rival }) => ({
          at: rival.at,
          note: `route ${code(rival.route.name)} has ${worst.tie} as well${deed(rival.route.action)}`,
        })),
        sides: told.map(({ rival }) => rival.at),
        ...(worst.witness && { witness: worst.witness }),
        ...(acting.length === 0 && { severity: 'warning' as const }),
        subject: route.id,
        reads: [route.at.rule, ...told.map(({ rival }) => rival.route.at.rule)],
        about: [route.id, ...told.map(({ rival }) => rival.route.id)],
      };
    }
  },
});
