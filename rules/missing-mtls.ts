import { by, defineRule, type Hop, hops, isUnknown, list, type Pool, plural, yaml } from '../src/rule/kit.ts';

/**
 * Mutual TLS is missing at a server iff it does not demand a client certificate, or a caller in the world does not
 * present one or is not held to do so. One finding for each domain that uses no TLS at all, else one for each server.
 */
export const missingMtls = defineRule({
  id: 'missing-mtls',
  group: 'security',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  docs: {
    summary: 'a hop inside the mesh whose ends do not authenticate each other',
    harm: 'Whoever gets into the network can read the traffic and call the service as anybody.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/mutual-tls.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/tls.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels: { mesh: shop }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls:
              mode: STRICT
              certificate: { sds: { secretName: spiffe://shop/cart } }
              validation:
                trust: { sds: { secretName: spiffe://shop } }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ model }) {
    const callers = new Map<Pool, Hop[]>();
    for (const hop of hops(model)) callers.set(hop.server, [...(callers.get(hop.server) ?? []), hop]);
    const servers = model.pools
      .filter(({ tls }) => !isUnknown(tls.accepts.value))
      .map((pool) => ({
        pool,
        open: laxity(pool),
        lax: (callers.get(pool) ?? []).filter((hop) => lapse(hop) !== null),
      }));
    const usesTls = new Set(
      servers.filter(({ pool }) => pool.tls.accepts.value !== 'plaintext').map(({ pool }) => pool.tls.domain),
    );
    const lacking = servers.filter(({ open, lax }) => open !== null || lax.length > 0);

    const domains = new Map(model.domains.map((domain) => [domain.key, domain]));
    const plain = (pool: Pool) => pool.tls.domain === null || !usesTls.has(pool.tls.domain);
    for (const key of [...domains.keys(), null]) {
      const own = lacking.filter(
        ({ pool }) =>
          pool.tls.accepts.value === 'plaintext' &&
          (domains.has(pool.tls.domain ?? '') ? pool.tls.domain : null) === key &&
          plain(pool),
      );
      const [first] = own;
      if (first === undefined) continue;
      const domain = key === null ? undefined : domains.get(key);
      const called = new Set(own.flatMap(({ pool }) => (callers.get(pool) ?? []).map(({ call }) => call.label)));
      yield {
        at: domain?.at ?? first.pool.at,
        what:
          domain === undefined
            ? `${plural(own.length, 'server')} in no known mesh without TLS`
            : `no hop in ${domain.label} uses TLS: ${plural(own.length, 'server')}, ${plural(called.size, 'caller')}`,
        why: 'every server accepts plaintext only, so no end can tell who the other one is',
        fix: 'give each listener a certificate, STRICT TLS and a trust for client certificates, and each caller a client certificate',
        related: own.map(({ pool }) => ({
          at: pool.at,
          note: `${pool.label} is called by ${list((callers.get(pool) ?? []).map(({ call }) => call.label)) || 'nobody in these files'}`,
        })),
        subject: key ?? 'no domain',
        about: [key ?? 'no domain'],
        absentFrom: domain?.at ?? first.pool.at,
      };
    }

    for (const { pool, open, lax } of lacking.sort(by(({ pool }) => pool.key))) {
      if (pool.tls.accepts.value === 'plaintext' && plain(pool)) continue;
      const [first] = lax.map((hop) => `${hop.call.label} ${lapse(hop)}`);
      yield {
        at: pool.tls.accepts.at ?? pool.at,
        what: `callers of ${pool.label} are not mutually authenticated`,
        why: open ?? first ?? 'one end shows no certificate',
        fix:
          open === null
            ? 'give each caller a client certificate and enforce it'
            : 'set TLS to STRICT on the listener and give it a trust for client certificates',
        related: lax.map((hop) => ({
          at: hop.call.tls.sends.at ?? hop.call.at,
          note: `${hop.call.label}: ${lapse(hop)}`,
        })),
        subject: pool.key,
        about: [pool.key],
        absentFrom: pool.at,
      };
    }
  },
});

/** What the server leaves open; null if it demands a client certificate. */
function laxity({ tls }: Pool): string | null {
  switch (tls.accepts.value) {
    case 'plaintext':
      return 'the listener accepts plaintext only';
    case 'both':
      return 'the listener accepts plaintext beside TLS';
    case 'tls':
      return 'the listener asks its callers for no certificate';
    default:
      return null;
  }
}

/** What the caller leaves open towards a server that demands a client certificate; null if nothing. */
function lapse({ call, server }: Hop): string | null {
  if (server.tls.accepts.value !== 'mtls') return null;
  const { sends, enforced, ports } = call.tls;
  if (isUnknown(sends.value)) return null;
  if (sends.value !== 'mtls') return 'presents no client certificate';
  if (!enforced) return 'does not enforce its TLS policy';
  const limited = ports !== null && typeof server.port === 'number' && !ports.includes(server.port);
  return limited ? `limits its TLS policy to other ports than ${String(server.port)}` : null;
}
