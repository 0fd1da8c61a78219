import { code, defineRule, list, objectName, yaml } from '../src/rule/kit.ts';

/** A route is unattached iff what is here shows that no gateway takes it, or several where the mesh demands one. */
export const unattachedRoute = defineRule({
  id: 'unattached-route',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'attachment',
  reach: 'unit',
  curedElsewhere: true,
  docs: {
    summary: 'a route that no gateway takes, or that several take where one is required',
    harm: 'The route is refused or never served: requests to it get 404 while the manifest looks right.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/webhooks/appmesh/gatewayroute_mutator.go',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
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
    good: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { gateway: edge }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { gateway: edge } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
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

  *check({ resource, at, to, wanted, wants, candidates, decidedBy }, { world }) {
    if (to !== 'place') return;
    const takers = candidates.filter(({ fails }) => fails === null);
    const decided = decidedBy === null ? [] : [{ at: decidedBy.at, note: decidedBy.label }];
    if (takers.length > 1 && wants === 'one') {
      yield {
        at,
        what: `${code(objectName(resource))} is taken ${takers.length} times, expected one ${wanted}`,
        why: `${list(takers.map(({ label }) => label))} select it, and the mesh refuses to choose`,
        fix: 'change their selectors so that one of them takes it',
        related: [
          ...takers.map((taker) => ({
            at: taker.at,
            note: `${taker.label} takes it`,
          })),
          ...decided,
        ],
        subject: objectName(resource),
      };
      return;
    }
    if (candidates.some(({ fails }) => typeof fails !== 'string')) return;
    const failing = candidates.flatMap(({ fails, ...more }) => (typeof fails === 'string' ? [{ ...more, fails }] : []));
    const [nearest] = failing.sort((left, right) => right.held - left.held);
    // Without a candidate in the world nothing shows that there is none elsewhere: the run counts it.
    if (nearest === undefined) return;
    yield {
      at,
      what: `no ${wanted} takes ${code(objectName(resource))}`,
      why: `the nearest is ${code(nearest.label)}: ${nearest.fails}; without one the route gets no request`,
      fix: nearest.remedy ?? `change the selector of ${code(nearest.label)}, or the labels that it asks for`,
      related: [{ at: nearest.at, note: nearest.fails }, ...decided],
      ...(world.mayLack(wanted) && { certainty: 'if-complete' as const }),
      subject: objectName(resource),
      absentFrom: nearest.at,
    };
  },
});
