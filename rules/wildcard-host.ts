import { code, defineRule, type Pattern, yaml } from '../src/rule/kit.ts';

/** A host is a wildcard iff the routes of a gateway are tried for every name, or for every name under a domain. */
export const wildcardHost = defineRule({
  id: 'wildcard-host',
  group: 'security',
  since: '0.1.0',
  severity: 'info',
  on: 'table',
  reach: 'unit',
  docs: {
    summary: 'a gateway that takes requests for hosts that nobody named',
    harm: 'A forgotten DNS name or the bare address of the load balancer reaches the service, past what guards its proper name.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html',
    ],
    bad: yaml`
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
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /, hostname: { suffix: "*.shop.example" } }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
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
        listeners:
          - portMapping: { port: 8443, protocol: http }
            tls:
              mode: STRICT
              certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/edge-key.pem } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /, hostname: { exact: cart.shop.example } }
          action:
            target:
              virtualService: { virtualServiceRef: { name: cart } }
    `,
  },

  *check({ place, table }) {
    if (!place.outside || table.entries.length === 0) return;
    const hosts = taken(table.admits[0]?.parts.host);
    if (hosts === null) return;
    yield {
      at: table.at,
      what: `${code(place.label)} takes requests for ${hosts}`,
      why: 'its routes are tried for whatever name the client writes into the request, names of others too',
      fix: 'add the host name that is served to the match of each of these routes',
      related: table.entries.map(({ route, at }) => ({ at, note: `route ${code(route.name)} takes them` })),
      subject: `${place.key} ${table.id}`,
      about: [place.key, table.id],
    };
  },
});

/** The hosts of a wildcard in words; null iff one name is meant, or nobody knows. */
function taken(host: Pattern | undefined): string | null {
  if (host === undefined || host.is === 'any') return 'any host';
  return host.is === 'labels' ? `every host under ${code(host.suffix)}` : null;
}
