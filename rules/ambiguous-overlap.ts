import {
  code,
  covered,
  deed,
  defineRule,
  difference,
  type Entry,
  encounters,
  type RouteTable,
  rivalNames,
  yaml,
} from '../src/rule/kit.ts';

/**
 * An overlap is ambiguous iff two entries share a request, act differently, and neither their author nor the mesh's
 * documents decide between them.
 */
export const ambiguousOverlap = defineRule({
  id: 'ambiguous-overlap',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'table',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match', 'unreachable-route', 'conflicting-priority'],
  docs: {
    summary: 'overlapping routes that nothing written orders',
    harm: 'The same request may go to either of them, today or after the next restart.',
    sources: [
      'https://github.com/aws/aws-app-mesh-examples/blob/107deee1/blogs/http-headers-and-priority/README.md',
      'https://github.com/aws/aws-app-mesh-examples/blob/107deee1/walkthroughs/howto-k8s-http-ingress-v2/README.md',
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
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: beta-users
            httpRoute:
              match:
                prefix: /
                headers:
                  - { name: x-beta, match: { exact: "true" } }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-beta }, weight: 1 }
          - name: everything
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
          - name: everything
            priority: 20
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
    `,
  },

  *check({ table }) {
    for (const { entry, rivals, isCut, open } of encounters(table, (pair) => !pair.sameWritten)) {
      yield* open;
      const told = rivals.filter(({ rival }) => difference(entry.route, rival.route) === 'action');
      // Where a documented age or name decides, a partial overlap is only hard to see; a whole one leaves a route nothing.
      const severe = told.filter(
        ({ rival, order }) => order.first === 'nothing' || covered(table, entry, rival) || covered(table, rival, entry),
      );
      const [worst] = severe.length > 0 ? severe : told;
      if (worst === undefined) continue;
      const { route } = entry;
      yield {
        at: route.at.match,
        what: `nothing orders route ${code(route.name)} against ${rivalNames(told, isCut)}`,
        why:
          worst.order.first === 'nothing'
            ? `they share requests and do different things with them, and no document of the mesh says which is tried first${standing(entry, worst.rival)}`
            : `they share requests and do different things with them, and only the ${worst.order.because} of the objects decides`,
        fix: entry.rank.some(({ by }) => by === 'priority')
          ? 'set a `priority` on each: the route with the lower number is tried first'
          : alike(table, entry, worst.rival)
            ? 'remove one of them, or let both do the same'
            : 'write them so that no request fulfils both matches',
        related: told.map(({ rival }) => ({
          at: rival.at,
          note: `route ${code(rival.route.name)} takes such requests too${deed(rival.route.action)}`,
        })),
        sides: told.map(({ rival }) => rival.at),
        ...(worst.witness && { witness: worst.witness }),
        ...(severe.length === 0 && { severity: 'warning' as const }),
        subject: route.id,
        reads: [route.at.rule, ...told.map(({ rival }) => rival.route.at.rule)],
        about: [route.id, ...told.map(({ rival }) => rival.route.id)],
      };
    }
  },
});

/** The priorities of both, where routes have some. */
function standing(entry: Entry, rival: Entry): string {
  const [own, other] = [entry, rival].map(({ rank }) => rank.find(({ by }) => by === 'priority')?.text);
  if (own === undefined) return '';
  return own === other ? `: both have ${own}` : `: one has ${other}, one ${own}`;
}

const alike = (table: RouteTable, left: Entry, right: Entry): boolean =>
  covered(table, left, right) && covered(table, right, left);
