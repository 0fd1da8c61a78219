import {
  type Call,
  code,
  type Draft,
  declaredRetries,
  defineRule,
  isUnknown,
  keyOf,
  list,
  mostStops,
  onward,
  plural,
  type Route,
  type RoutingModel,
  type SourceRef,
  type Stop,
  stopKey,
  yaml,
} from '../src/rule/kit.ts';

/** Retries are amplified iff the tries that routes declare, multiplied along one way of calls, exceed `max`. */
export const retryAmplification = defineRule({
  id: 'retry-amplification',
  group: 'resilience',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'call path',
  curedElsewhere: true,
  fold: (count, object) => `${plural(count, 'route')} of ${object} where one request becomes too many tries`,
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        max: {
          type: 'integer',
          minimum: 1,
          description: 'How many tries at the end of a way of calls one request may become.',
        },
      },
    },
    defaults: { max: 10 },
  },
  docs: {
    summary: 'retries of several hops that multiply',
    harm: 'A service in trouble gets many times its load at the worst moment, and stays down.',
    sources: [
      'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp03.html',
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing#retry-semantics',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: front, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: front } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: front }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: stock } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: stock, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: stock } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: stock, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: stock
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: stock }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: stock, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: stock } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: stock.shop.svc.cluster.local } }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: front, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: front } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: front, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: front
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: front }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: front, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: front.shop.svc.cluster.local } }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { provider: { virtualRouter: { virtualRouterRef: { name: cart } } } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata: { name: cart, namespace: shop }
      spec:
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
              retryPolicy: { maxRetries: 2, perRetryTimeout: { unit: s, value: 1 }, httpRetryEvents: [gateway-error] }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
        serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }
    `,
  },

  *check({ model }, { options: { max } }) {
    if (!model.routes.some(({ route }) => tries(route) > 1)) return;
    for (const ride of rides(model, max)) {
      // Behind the hop that goes too far every other one does as well.
      if (ride.product <= max || (ride.from?.product ?? 1) > max) continue;
      if ('route' in ride.stop) yield amplified(ride, ride.stop.route);
    }
  },
});

/** A request at one stop of its way, and what it can have become. */
interface Ride {
  readonly stop: Stop;
  readonly product: number;
  readonly from: Ride | null;
  readonly call: Call | null;
  readonly length: number;
}

/** How often the route sends one request by its own declaration. */
function tries(route: Route): number {
  const attempts = declaredRetries(route)?.attempts ?? 0;
  return isUnknown(attempts) ? 1 : 1 + attempts;
}

/**
 * The ways of all requests, shortest first. Of ways that come to one stop with one product the first stands for all, and
 * all products above `max` count as one, so that their number is bounded by stops and products.
 */
function* rides(model: RoutingModel, max: number): Iterable<Ride> {
  const seen = new Set<string>();
  const visited = new Set<string>();
  // Services that only call each other have no first one: what no way has come to is a start as well.
  for (const start of [...starts(model), ...model.places.map((place): Stop => ({ place }))]) {
    if (visited.has(stopKey(start))) continue;
    const queue: Ride[] = [{ stop: start, product: 1, from: null, call: null, length: 1 }];
    for (const ride of queue) {
      visited.add(stopKey(ride.stop));
      yield ride;
      if (ride.length >= mostStops) continue;
      for (const { to, call } of onward(model, ride.stop)) {
        const product = ride.product * ('route' in to ? tries(to.route) : 1);
        const key = `${Math.min(product, max + 1)} ${stopKey(to)}`;
        if (seen.has(key) || (visited.has(stopKey(to)) && isBehind(ride, to))) continue;
        seen.add(key);
        queue.push({ stop: to, product, from: ride, call, length: ride.length + 1 });
      }
    }
  }
}

/** What nothing in the model leads to. */
function starts(model: RoutingModel): readonly Stop[] {
  const stops: readonly Stop[] = [
    ...model.places.map((place) => ({ place })),
    ...model.routes.map(({ route }) => ({ route })),
    ...model.pools.map((pool) => ({ pool })),
  ];
  const arrived = new Set(stops.flatMap((stop) => onward(model, stop).map(({ to }) => stopKey(to))));
  return stops.filter((stop) => !arrived.has(stopKey(stop)));
}

function isBehind(ride: Ride, stop: Stop): boolean {
  const key = stopKey(stop);
  for (let at: Ride | null = ride; at !== null; at = at.from) if (stopKey(at.stop) === key) return true;
  return false;
}

function amplified(last: Ride, route: Route): Draft {
  const way: Ride[] = [];
  for (let at: Ride | null = last; at !== null; at = at.from) way.unshift(at);
  const repeating = way.flatMap(({ stop }) => ('route' in stop && tries(stop.route) > 1 ? [stop.route] : []));
  return {
    at: written(route),
    what: `one request can become ${last.product} tries on its way through route ${code(route.name)}`,
    why: `each try of a hop brings all tries of the next: ${list(repeating.map((one) => `${times(one)} by ${code(one.name)}`))}`,
    fix: 'keep retries to one hop of the way, or set fewer on each',
    related: way.flatMap(({ stop, call }) => [
      ...(call === null ? [] : [{ at: call.at, note: `${call.label} calls on` }]),
      ...('route' in stop && stop.route !== route && tries(stop.route) > 1
        ? [{ at: written(stop.route), note: `${times(stop.route)} of route ${code(stop.route.name)}` }]
        : []),
    ]),
    subject: route.id,
    about: [route.id],
  };
}

function times(route: Route): string {
  return plural(tries(route), 'try', 'tries');
}

function written({ retries, at }: Route): SourceRef {
  return retries?.at ? keyOf(retries.at) : at.self;
}
