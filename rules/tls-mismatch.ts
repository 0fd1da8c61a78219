import {
  by,
  type Disagreement,
  defineRule,
  disagreement,
  type Hop,
  hops,
  inWords,
  type Scene,
  type SourceRef,
  story,
  yaml,
} from '../src/rule/kit.ts';

/**
 * The ends of a hop cannot agree iff one insists on TLS that the other does not have, or refuses every certificate that
 * the other can show.
 */
export const tlsMismatch = defineRule({
  id: 'tls-mismatch',
  group: 'security',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'a hop whose two ends cannot agree on TLS',
    harm: 'Every connection fails in the handshake: callers get 503 although each object for itself is right.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/tls.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/mutual-tls.html',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/457',
      'https://github.com/spiffe/spiffe/blob/665a28f/standards/X509-SVID.md',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation:
                    trust: { file: { certificateChain: /certs/ca.pem } }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
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
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        backends:
          - virtualService:
              virtualServiceRef: { name: cart }
              clientPolicy:
                tls:
                  validation:
                    trust: { file: { certificateChain: /certs/ca.pem } }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
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
              certificate:
                file: { certificateChain: /certs/cart.pem, privateKey: /certs/cart-key.pem }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ model }) {
    const groups = new Map<string, Mismatch[]>();
    for (const hop of hops(model)) {
      const why = disagreement(hop);
      if (why === null) continue;
      const mismatch = { hop, why, at: decidedAt(hop, why) };
      const key = `${why.is} ${mismatch.at.document} ${JSON.stringify(mismatch.at.path)} ${pairOf(mismatch)}`;
      groups.set(key, [...(groups.get(key) ?? []), mismatch]);
    }
    for (const [, [first, ...others]] of [...groups].sort(by(([key]) => key))) {
      if (first === undefined) continue;
      yield finding(first, [first, ...others]);
    }
  },
});

interface Mismatch {
  readonly hop: Hop;
  readonly why: Disagreement;
  /** What has to change. */
  readonly at: SourceRef;
}

/** Names that do not fit are a matter of two ends; everything else is the fault of one, whoever meets it. */
function pairOf({ hop, why }: Mismatch): string {
  return why.is === 'refused' ? `${hop.call.label} ${hop.server.key}` : '';
}

function decidedAt({ call, server }: Hop, why: Disagreement): SourceRef {
  switch (why.is) {
    case 'plaintext server':
      return server.tls.accepts.at ?? server.at;
    case 'absent':
      return why.absence.at;
    case 'refused':
      return why.refusal.at;
    default:
      return call.tls.sends.at ?? call.at;
  }
}

function finding(first: Mismatch, all: readonly Mismatch[]) {
  const { hop, why, at } = first;
  const shown = shownBy(first);
  return {
    at,
    ...inWords(
      why,
      hop,
      all.map((each) => each.hop),
    ),
    related: [...shown, ...all.flatMap((each) => story(each.hop))].filter((scene) => scene.at !== at),
    ...(why.is === 'plaintext server' && { subject: hop.server.key }),
    about: [why.is, ...decider(first)],
    ...(isSoft(first) && { severity: 'warning' as const }),
  };
}

/** Whose fault it is, by names that stay. */
function decider({ hop: { call, server }, why }: Mismatch): readonly string[] {
  if (why.is === 'plaintext server' || (why.is === 'absent' && why.of === 'server')) return [server.key];
  const all = call.tls.sends.from === 'inherited' || why.is === 'absent';
  return all ? [call.label] : [call.label, server.key];
}

/** What files alone do not prove. */
function isSoft({ hop, why }: Mismatch): boolean {
  // That a policy of one backend displaces the default one as a whole is how it is used, and written nowhere.
  const displaces = hop.call.tls.sends.overruled.some(({ value }) => value === 'mtls');
  return (
    (why.is === 'no client certificate' && displaces) || (why.is === 'refused' && why.refusal.because === 'address')
  );
}

/** The certificate that is judged. */
function shownBy({ hop, why }: Mismatch): readonly Scene[] {
  if (why.is === 'absent') {
    const { label } = why.of === 'caller' ? hop.call : hop.server;
    return [{ at: why.at, note: `${label} is to have what is named here` }];
  }
  if (why.is !== 'refused') return [];
  const shows = why.by === 'caller' ? hop.server : hop.call;
  return shows.tls.certificate === null
    ? []
    : [{ at: shows.tls.certificate.at, note: `${shows.label} shows this certificate` }];
}
