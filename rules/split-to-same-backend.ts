import {
  code,
  type Destination,
  type Draft,
  defineRule,
  isUnknown,
  list,
  type Pool,
  type Route,
  yaml,
} from '../src/rule/kit.ts';

/** Two targets of a split are the same backend iff they are one object and port, or callers find their endpoints in the same way. */
export const splitToSameBackend = defineRule({
  id: 'split-to-same-backend',
  group: 'weights',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'next hop',
  curedElsewhere: true,
  docs: {
    summary: 'two targets of a split that are the same endpoints',
    harm: 'The weights decide nothing: a canary gets as many requests as it has pods among the others.',
    sources: [
      'https://github.com/aws/aws-app-mesh-roadmap/issues/223',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/225',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_AwsCloudMapServiceDiscovery.html',
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
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 90 }
                  - { virtualNodeRef: { name: cart-v2 }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v1
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart-v1 } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart-v2 } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
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
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 90 }
                  - { virtualNodeRef: { name: cart-v2 }, weight: 10 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v1
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart-v1 } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart-v1.shop.svc.cluster.local }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart-v2 } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart-v2.shop.svc.cluster.local }
    `,
  },

  *check({ route }, { model }) {
    if (route.action.kind !== 'forward') return;
    const groups = new Map<string, Endpoint[]>();
    for (const destination of route.action.to) {
      const { to } = destination;
      if (isUnknown(to)) continue;
      const backend = 'pool' in to ? to.pool : to.place;
      const discovery = ('pool' in to ? model.pool(to.pool)?.discovery : null) ?? null;
      const key = discovery?.text ?? backend;
      groups.set(key, [...(groups.get(key) ?? []), { destination, backend, discovery }]);
    }
    for (const group of groups.values()) yield* alike(route, group);
  },
});

interface Endpoint {
  readonly destination: Destination;
  readonly backend: string;
  readonly discovery: Pool['discovery'];
}

function* alike(route: Route, group: readonly Endpoint[]): Iterable<Draft> {
  const [first, ...others] = group;
  const last = others.at(-1);
  if (first === undefined || last === undefined) return;
  const objects = new Map(group.map((endpoint) => [endpoint.backend, endpoint]));
  const labels = list([...objects.values()].map(({ destination }) => destination.label));
  const one = objects.size === 1;
  yield {
    at: last.destination.at,
    what: one
      ? `route ${code(route.name)} lists ${labels} ${group.length} times`
      : `${labels} of route ${code(route.name)} have the same endpoints`,
    why: one
      ? 'all of their weight goes to the same endpoints'
      : `callers find ${objects.size === 2 ? 'both' : 'all of them'} by ${first.discovery?.text}, so the weights decide nothing`,
    fix: one
      ? 'keep one of them, or name another backend'
      : 'give each of them a name of its own in service discovery, as by a Service for each version',
    related: [
      ...group
        .slice(0, -1)
        .map(({ destination }) => ({ at: destination.at, note: 'another target with the same endpoints' })),
      ...(one ? [] : [...objects.values()]).flatMap(({ destination, discovery }) =>
        discovery === null ? [] : [{ at: discovery.at, note: `the endpoints of ${destination.label}` }],
      ),
    ],
    subject: route.id,
    about: [route.id, ...objects.keys()],
  };
}
