import { asked, code, defineRule, isUnknown, list, yaml } from '../src/rule/kit.ts';

/** Protocols mismatch iff a use of a port certainly means one port, and that port is known to take another protocol. */
export const protocolMismatch = defineRule({
  id: 'protocol-mismatch',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  once: true,
  docs: {
    summary: 'a protocol that the other end does not speak',
    harm: 'The mesh drops the route from the configuration of its proxies, or every request over it fails.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/routes.html',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/82',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/pull/768',
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
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: grpc }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: grpc }
        routes:
          - name: cart
            grpcRoute:
              match: {}
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: grpc }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ model, world }) {
    const wrongAtHome = new Set<string>();
    // A route of the wrong type is one mistake, however many targets would not understand it either.
    for (const use of [...model.portUses].sort((left, right) => Number(right.attached) - Number(left.attached))) {
      const { speaks, subject, attached } = use;
      if (speaks === null || wrongAtHome.has(subject)) continue;
      const found = asked(use, model, world);
      if (found === null || found.open.length > 0) continue;
      const { certain, end } = found;
      const taken = [...new Set(certain.map(({ protocol }) => (isUnknown(protocol) ? '' : protocol)))];
      const [protocol = ''] = taken;
      if (taken.length !== 1 || protocol === '' || speaks.accepts.includes(protocol)) continue;
      if (attached && speaks.proven) wrongAtHome.add(subject);
      const port = list(certain.map(({ text }) => code(text)));
      yield {
        at: attached ? speaks.at : use.at,
        what: `${use.user} speaks ${code(speaks.protocol)}, port ${port} of ${code(end.key)} ${code(protocol)}`,
        why: speaks.because,
        fix: speaks.fixed
          ? `change port ${port} of ${code(end.key)} to ${list(speaks.accepts.map(code), 'or')}`
          : `change ${use.user} to ${code(protocol)}, or port ${port} of ${code(end.key)} to ${code(speaks.protocol)}`,
        related: [
          ...(attached ? [] : [{ at: speaks.at, note: `${use.user} speaks ${code(speaks.protocol)}` }]),
          ...certain.map((open) => ({ at: open.at, note: `port ${code(open.text)} takes ${code(protocol)}` })),
        ],
        about: [subject, end.key, speaks.protocol],
        ...(!speaks.proven && { severity: 'warning' as const, certainty: 'if-complete' as const }),
      };
    }
  },
});
