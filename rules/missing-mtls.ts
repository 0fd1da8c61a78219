import {
  by,
  callerLapse,
  code,
  type Domain,
  defineRule,
  disagreement,
  type Hop,
  hops,
  isUnknown,
  list,
  type Pool,
  plural,
  serverLaxity,
  story,
  yaml,
} from '../src/rule/kit.ts';

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
  curedElsewhere: true,
  yieldsTo: ['tls-mismatch'],
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
    for (const hop of hops(model)) {
      const known = callers.get(hop.server);
      if (known === undefined) callers.set(hop.server, [hop]);
      else known.push(hop);
    }
    const callersOf = (pool: Pool) => callers.get(pool) ?? [];
    const domains = new Map(model.domains.map((domain) => [domain.key, domain]));
    const domainOf = ({ tls }: Pool) => domains.get(tls.domain ?? '');
    const servers = model.pools.filter(({ tls }) => !isUnknown(tls.accepts.value));
    const usesTls = new Set(servers.filter(({ tls }) => tls.accepts.value !== 'plaintext').map(domainOf));
    const lacking = servers.filter(
      (pool) => serverLaxity(pool) !== null || callersOf(pool).some((hop) => callerLapse(hop) !== null),
    );
    const alone = lacking.filter((pool) => usesTls.has(domainOf(pool)));
    const rest = lacking.filter((pool) => !alone.includes(pool) && !callersOf(pool).some(isRefused));

    for (const domain of [...domains.values(), undefined]) {
      const own = rest.filter((pool) => domainOf(pool) === domain);
      if (own.length > 0) yield everywhere(domain, own, callersOf);
    }
    for (const pool of alone.sort(by(({ key }) => key))) yield here(pool, callersOf(pool));
  },
});

/** That the server has no TLS at all is told as an error where a caller insists on it. */
function isRefused(hop: Hop): boolean {
  return disagreement(hop)?.is === 'plaintext server';
}

/** Nothing in the domain is protected: one finding for all of its servers. */
function everywhere(domain: Domain | undefined, servers: readonly Pool[], callersOf: (pool: Pool) => readonly Hop[]) {
  const names = (pool: Pool) => callersOf(pool).map(({ call }) => call.label);
  const at = domain?.at ?? servers.map((pool) => pool.at)[0];
  if (at === undefined) throw new Error('a domain without servers lacks nothing');
  const count = plural(servers.length, 'server');
  return {
    at,
    what:
      domain === undefined
        ? `${count} in no known mesh without TLS`
        : `no hop in ${domain.label} uses TLS: ${count}, ${plural(new Set(servers.flatMap(names)).size, 'caller')}`,
    why: 'plaintext is accepted, so no end can tell who the other one is',
    fix: 'give each listener a certificate, STRICT TLS and a trust for client certificates, and each caller a client certificate',
    related: servers.map((pool) => ({
      at: pool.at,
      note: `${pool.label} is called by ${list(names(pool)) || 'nobody that was read'}`,
    })),
    subject: domain?.key ?? 'no domain',
    about: [domain?.key ?? 'no domain'],
    absentFrom: at,
  };
}

const remedies: Readonly<Record<string, string>> = {
  plaintext: 'give the listener a certificate, STRICT TLS and a trust for client certificates',
  both: 'set TLS to STRICT on the listener, with a trust for client certificates, once every caller shows one',
  tls: 'give the listener a trust for client certificates, and each caller a client certificate',
  mtls: 'set the TLS policy of each caller to enforced',
};

/** What comes of it, as the end of a sentence. */
const consequences: Readonly<Record<string, string>> = {
  plaintext: ', so whoever reaches its port can call it, and whoever sits on the way can read along',
  both: ', so whoever reaches its port can call it without a certificate',
  tls: ', so whoever reaches its port can call it without a certificate',
  mtls: ', so it sends in plaintext to a server that offers no TLS',
};

/** One server in a domain that uses TLS elsewhere. */
function here(pool: Pool, callers: readonly Hop[]) {
  const { accepts, demands } = pool.tls;
  const [first] = callers.flatMap((hop) => {
    const lapse = callerLapse(hop);
    return lapse === null ? [] : [`${hop.call.label} ${lapse}`];
  });
  const at = accepts.at ?? pool.at;
  const told = callers.filter((hop) => serverLaxity(pool) !== null || callerLapse(hop) !== null);
  return {
    at,
    what: `callers of ${code(pool.label)} are not mutually authenticated`,
    why: `${serverLaxity(pool) ?? first ?? 'one end shows no certificate'}${consequences[String(accepts.value)] ?? ''}`,
    fix: remedies[String(accepts.value)] ?? 'give both ends certificates',
    related: [
      ...told.flatMap((hop) => story(hop, callerLapse(hop))),
      ...(demands === null || accepts.value === 'mtls'
        ? []
        : [{ at: demands.at, note: 'it can check client certificates' }]),
    ].filter((scene) => scene.at !== at),
    subject: pool.key,
    about: [pool.key],
    absentFrom: pool.at,
  };
}
