import {
  code,
  defineRule,
  list,
  overlapIn,
  precedence,
  type Route,
  remainder,
  type Seat,
  type Taking,
  takerName,
  yaml,
} from '../src/rule/kit.ts';

/** A route is unreachable iff, in every table where it sits, what its mesh certainly tries first takes every request it matches. */
export const unreachableRoute = defineRule({
  id: 'unreachable-route',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'unit',
  yieldsTo: ['impossible-match', 'duplicate-match'],
  docs: {
    summary: 'a route that no request can reach',
    harm: 'Its backends get no traffic and nothing says so: the API server accepts the resource.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
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
          - name: everything
            priority: 10
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 1 }
          - name: canary
            priority: 20
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-canary
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v2 }, weight: 1 }
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
          - name: canary
            priority: 10
            httpRoute:
              match:
                prefix: /
                headers:
                  - name: x-canary
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v2 }, weight: 1 }
          - name: everything
            priority: 20
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 1 }
    `,
  },

  *check({ route, seats }) {
    const judged = seats.map((seat) => ({ seat, left: remainder(seat) }));
    // Undecided is no proof, and alive in one table is alive.
    if (
      judged.length === 0 ||
      judged.some(({ left }) => left.verdict === 'undecided' || (left.verdict === 'some' && left.ordinary))
    ) {
      return;
    }
    const taking = judged.flatMap(({ seat, left }) =>
      left.verdict === 'empty' ? left.takenBy.map((taker) => ({ taker, seat })) : [],
    );
    const unusual = judged.flatMap(({ left }) => (left.verdict === 'some' ? [left.witness] : []))[0];

    yield {
      at: route.at.match,
      what: `${unusual ? 'only unusual requests reach' : 'no request can reach'} route ${code(route.name)}`,
      why:
        unusual && seats.every(unusualAlone)
          ? 'only such requests fulfil its conditions at once'
          : taking.length === 0
            ? 'routes that are tried before it take all others that it matches'
            : `every request it matches goes to ${list(taking.map(({ taker }) => code(takerName(taker))))} first`,
      fix: seats.every(unusualAlone)
        ? 'change the conditions so that an ordinary request fulfils them'
        : sooner(route, taking),
      related: taking.map(({ taker, seat }) => ({
        at: 'entry' in taker ? taker.entry.at : taker.table.at,
        note: precedence(taker, seat),
      })),
      subject: route.id,
      reads: [route.at.rule],
      about: [route.id],
      ...(unusual && {
        certainty: 'unusual-requests' as const,
        witness: unusual,
      }),
    };
  },
});

/** How to have the route tried before those that take its requests, where a number decides that. */
function sooner({ name }: Route, taking: readonly { readonly taker: Taking }[]): string {
  const priorities = taking.map(({ taker }) => {
    const value = 'entry' in taker ? taker.entry.rank.find(({ by }) => by === 'priority')?.value : null;
    return typeof value === 'number' ? value : Number.NaN;
  });
  const least = Math.min(...priorities);
  if (!Number.isFinite(least)) return `give ${code(name)} precedence, or narrow what is tried before it`;
  return least > 0
    ? `set the \`priority\` of ${code(name)} below ${least}, or narrow what is tried before it`
    : `raise the \`priority\` of what is tried before ${code(name)}, and set its own below it`;
}

/** True iff, whatever else is tried, only unusual requests match. */
function unusualAlone({ table, entry }: Seat): boolean {
  const own = overlapIn(table.semantics, table.admits, entry.requests);
  return own.verdict === 'overlapping' && !own.ordinary;
}
