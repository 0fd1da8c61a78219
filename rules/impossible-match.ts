import { code, contradiction, defineRule, list, remainder, yaml } from '../src/rule/kit.ts';

/** A match is impossible iff no request fulfils it in any table where its route sits, whatever else is there. */
export const impossibleMatch = defineRule({
  id: 'impossible-match',
  group: 'routing',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'unit',
  docs: {
    summary: 'a match that no request fulfils',
    harm: 'The route looks right in review and never takes a request.',
    sources: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-routematch',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRouteMatch.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: search
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: by-query
            httpRoute:
              match:
                path: { exact: "/search?q=shoes" }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: search }, weight: 1 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: search
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: by-query
            httpRoute:
              match:
                path: { exact: /search }
                queryParameters:
                  - { name: q, match: { exact: shoes } }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: search }, weight: 1 }
    `,
  },

  *check({ route, seats }) {
    const left = seats.map(remainder);
    if (left.length === 0 || !left.every((r) => r.verdict === 'empty' && r.takenBy.length === 0)) return;
    const reasons = seats.map(({ table, entry }) => contradiction([table.admits, entry.requests], table.semantics));
    yield {
      at: route.at.match,
      what: `no request can match route ${code(route.name)}`,
      why: list(reasons),
      fix: reasons.some((reason) => reason.includes('where the query begins'))
        ? 'remove what begins with the `?`, and match it as query parameters'
        : 'change the conditions so that one request can fulfil all of them',
      subject: route.id,
      reads: [route.at.rule],
      about: [route.id],
    };
  },
});
