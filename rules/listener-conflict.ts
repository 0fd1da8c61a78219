import { code, type Draft, defineRule, type OpenPort, type PortEnd, type RoutingModel, yaml } from '../src/rule/kit.ts';

/** Listeners conflict iff two of one object, two that one caller has to tell apart, or one and the proxy itself want the same port. */
export const listenerConflict = defineRule({
  id: 'listener-conflict',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'call path',
  docs: {
    summary: 'listeners that make each other invalid',
    harm: 'The proxy rejects its configuration, or hands requests for one destination to the other.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/troubleshooting-connectivity.html',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/195',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/inject/proxy.go',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8080, protocol: grpc }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
          - portMapping: { port: 8090, protocol: grpc }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ model }) {
    for (const end of model.portEnds) if ('ports' in end) yield* within(end);
    yield* towards(model);
  },
});

/** Two of one object, or one and what the proxy binds for itself. */
function* within({ key, word, ports, unique, taken }: PortEnd): Iterable<Draft> {
  const first = new Map<string, OpenPort>();
  for (const open of ports) {
    const rival = first.get(open.text);
    const beside = taken.find(({ text }) => text === open.text);
    if (rival === undefined) first.set(open.text, open);
    else {
      yield {
        at: open.at,
        what: `two ${word}s of ${code(key)} have port ${code(open.text)}`,
        why: unique,
        fix: 'change the port of one, or remove it',
        related: [{ at: rival.at, note: `this ${word} has port ${code(open.text)} as well` }],
        about: [key, open.text],
      };
      continue;
    }
    if (beside === undefined) continue;
    yield {
      at: open.at,
      what: `port ${code(open.text)} of ${code(key)} is taken by ${beside.by}`,
      why: `${unique}, and that port is the proxy's own${beside.certain ? '' : ' unless its settings say otherwise'}`,
      fix: `change the port of the ${word} and of what stands behind it`,
      about: [key, open.text],
      ...(!beside.certain && { severity: 'warning' as const, certainty: 'if-complete' as const }),
    };
  }
}

/** Two destinations of one caller that nothing but their port could tell apart. */
function* towards(model: RoutingModel): Iterable<Draft> {
  const byCaller = new Map<string, { end: PortEnd; open: OpenPort; call: RoutingModel['calls'][number] }[]>();
  for (const call of model.calls) {
    const end = 'place' in call.to ? model.portEnd(call.to.place) : undefined;
    const known = byCaller.get(call.label) ?? [];
    byCaller.set(call.label, known);
    for (const open of end?.ports ?? []) {
      if (end === undefined || open.alone === null) continue;
      const rival = known.find((other) => other.open.text === open.text && other.end.key !== end.key);
      known.push({ end, open, call });
      if (rival === undefined) continue;
      yield {
        at: call.at,
        what: `${code(call.label)} calls two destinations on port ${code(open.text)} that it cannot tell apart`,
        why: open.alone,
        fix: `give ${code(end.key)} or ${code(rival.end.key)} a port of its own`,
        related: [
          { at: rival.call.at, note: 'the other destination' },
          { at: rival.open.at, note: `port ${code(open.text)} of ${rival.end.key}` },
          { at: open.at, note: `port ${code(open.text)} of ${end.key}` },
        ],
        about: [end.key, rival.end.key, open.text],
      };
    }
  }
}
