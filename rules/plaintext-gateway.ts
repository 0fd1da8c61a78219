import {
  at,
  behind,
  code,
  defineRule,
  exposure,
  isUnknown,
  kindId,
  objectName,
  type Place,
  plural,
  type RoutingModel,
  type Scene,
  servicesOf,
  targetPort,
  type World,
  yaml,
} from '../src/rule/kit.ts';

/**
 * A gateway takes plaintext iff a listener, or the host of one, accepts requests without TLS, and nothing here says that
 * TLS ends before it or that nobody outside reaches it.
 */
export const plaintextGateway = defineRule({
  id: 'plaintext-gateway',
  group: 'security',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  fold: (count, object) => `${code(object)} takes plaintext from outside in ${plural(count, 'place')}`,
  docs: {
    summary: 'a gateway that takes plaintext from outside',
    harm: 'Whoever sits between a client and the gateway reads and changes requests, passwords and cookies among them.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_gateways.html',
      'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
      'https://kubernetes.io/docs/reference/labels-annotations-taints/#service-beta-kubernetes-io-aws-load-balancer-ssl-cert',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: edge, namespace: shop }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            tls: { mode: STRICT, certificate: { file: { certificateChain: /certs/edge.pem, privateKey: /certs/key.pem } } }
    `,
  },

  *check({ model, world }) {
    for (const place of model.places) {
      if (!place.outside) continue;
      const byHost = place.tables.filter(({ accepts }) => accepts !== undefined);
      for (const { accepts, id, label, at: table, entries } of byHost) {
        const [first] = entries;
        if (accepts === undefined || first === undefined || !takesPlaintext(accepts.value)) continue;
        const { group, kind, namespace, name } = first.route.resource;
        if (world.behindTls(kindId(group, kind), namespace, name)) continue;
        yield finding(
          accepts.at ?? table,
          `${code(place.label)} takes plaintext for ${label}`,
          accepts,
          [],
          [place.key, id],
        );
      }
      const { accepts } = place.tls;
      if (byHost.length > 0 || !takesPlaintext(accepts.value)) continue;
      const doors = doorsOf(model, world, place);
      if (doors === null) continue;
      yield finding(accepts.at ?? place.at, `${code(place.label)} takes plaintext from outside`, accepts, doors, [
        place.key,
      ]);
    }
  },
});

function takesPlaintext(accepts: Place['tls']['accepts']['value']): boolean {
  return accepts === 'plaintext' || accepts === 'both';
}

function finding(
  where: Place['at'],
  what: string,
  { value, note, remedy }: Place['tls']['accepts'],
  related: readonly Scene[],
  about: readonly string[],
) {
  const mixed = value === 'both';
  return {
    at: where,
    what,
    why: mixed ? 'plaintext is taken beside TLS: who does not ask for TLS gets none' : (note ?? 'TLS is turned off'),
    fix: remedy ?? 'give it a certificate and TLS',
    related,
    absentFrom: where,
    about,
  };
}

/** Through what callers outside reach a gateway without TLS; null iff by nothing, or by something that this run cannot judge. */
function doorsOf(model: RoutingModel, world: World, place: Place): readonly Scene[] | null {
  const selection = model.selections.find(({ places }) => places.includes(place.key));
  if (selection === undefined) return place.otherwise.kind === 'forward' ? [] : null;
  const { group, kind, namespace, name } = selection.by;
  if (world.behindTls(kindId(group, kind), namespace, name)) return null;
  const pods = selection.selected.map(({ workload }) => workload);
  if (pods.length === 0 || selection.open.length > 0 || isUnknown(place.port)) return [];
  if (pods.some(({ pod }) => pod['hostNetwork'] === true)) return [];
  const doors = servicesOf(world, namespace).flatMap((service) => {
    const { certain, open } = behind(world, service);
    const own = [...certain, ...open].filter((workload) => pods.includes(workload));
    return service.ports.flatMap((port) => {
      const targets = own.map((workload) => targetPort(port, workload));
      if (!targets.some((target) => isUnknown(target) || target === place.port)) return [];
      const open = at(service.resource, port.path);
      return [
        {
          reach: exposure(service, port),
          at: open,
          note: `${objectName(service.resource.key)} leads to it from outside`,
        },
      ];
    });
  });
  // Without a Service here nobody knows what stands before the gateway, and gateways are there for callers outside.
  if (doors.length === 0) return world.complete('Service', namespace) ? null : [];
  const outside = doors.filter(({ reach }) => reach === 'plaintext');
  return outside.length === 0 ? null : outside.map(({ at, note }) => ({ at, note }));
}
