import {
  besideMatch,
  code,
  type Draft,
  declaredLimit,
  declaredTry,
  defineRule,
  keyOf,
  limitOf,
  limitText,
  list,
  type Pool,
  plural,
  poolAt,
  type Route,
  type RoutingModel,
  type Setting,
  yaml,
} from '../src/rule/kit.ts';

/**
 * A declared timeout cannot take effect iff the other end of its hop ends every request sooner by a default, or it stands
 * where the mesh does not read it.
 */
export const timeoutIneffective = defineRule({
  id: 'timeout-ineffective',
  group: 'resilience',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'next hop',
  curedElsewhere: true,
  fold: (count, object) => `${plural(count, 'timeout')} of ${object} cannot take effect`,
  docs: {
    summary: 'a declared timeout that cannot take effect',
    harm: 'Requests that need the time that was given to them fail all the same, at a limit that stands nowhere.',
    sources: [
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/routes.md',
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/virtual_nodes.md',
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpTimeout.html',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/444',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: reports
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: reports
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: reports }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 60 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: reports
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: reports } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: reports.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: reports
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: reports
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: reports }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 60 }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: reports
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: reports } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            timeout: { http: { perRequest: { unit: s, value: 60 } } }
        serviceDiscovery:
          dns: { hostname: reports.shop.svc.cluster.local }
    `,
  },

  *check({ model }) {
    const leading = new Map<Pool, Route[]>();
    for (const { route, seats } of model.routes) {
      if (seats.length === 0) continue;
      const pools = poolsOf(model, route);
      for (const pool of pools) {
        const known = leading.get(pool);
        if (known === undefined) leading.set(pool, [route]);
        else known.push(route);
      }
      yield* cutByServer(route, pools);
    }
    for (const pool of model.pools) {
      yield* cutByRoutes(pool, leading.get(pool) ?? []);
      yield* unread(pool);
    }
  },
});

/** The pools that get requests of the route. */
function poolsOf(model: RoutingModel, { action }: Route): readonly Pool[] {
  if (action.kind !== 'forward') return [];
  const found = action.to.flatMap(({ to, weight }) => (weight.value === 0 ? [] : (poolAt(model, to) ?? [])));
  return [...new Set(found)];
}

/** A limit that nobody chose, below the one that was declared for the same requests. */
function cuts(setting: Setting<number>, wanted: number): boolean {
  const limit = limitOf(setting);
  return setting.from === 'default' && limit !== null && limit < wanted;
}

function* cutByServer(route: Route, pools: readonly Pool[]): Iterable<Draft> {
  const declared = declaredTry(route);
  if (declared === null) return;
  const { limit: wanted, at } = declared;
  const short = pools.filter((pool) => cuts(pool.timeout, wanted));
  const [first] = short;
  if (first === undefined) return;
  const several = short.length > 1;
  const what = declaredLimit(route.timeout)?.limit === wanted ? 'waits' : 'gives each try';
  const waits = Number.isFinite(wanted) ? `${what} ${limitText(wanted)}` : 'waits without a limit';
  const ends = several ? `${short.length} of its targets end` : `${code(first.label)} ends`;
  yield {
    at: keyOf(at),
    what: `route ${code(route.name)} ${waits}, but ${ends} each request after ${limitText(limitOf(first.timeout) ?? 0)}`,
    why: `${list(short.map(({ label }) => label))} ${several ? 'declare' : 'declares'} no timeout, and by default ${first.timeout.note}`,
    fix: `${first.timeout.remedy} to ${Number.isFinite(wanted) ? `at least ${limitText(wanted)}` : '0, which is no limit'}`,
    related: short.map((pool) => ({ at: pool.at, note: `${limitText(limitOf(pool.timeout) ?? 0)} by default` })),
    subject: route.id,
    about: [route.id],
    absentFrom: first.at,
  };
}

function* cutByRoutes({ timeout, label, key }: Pool, routes: readonly Route[]): Iterable<Draft> {
  const declared = declaredLimit(timeout);
  if (declared === null) return;
  const { limit: wanted, at } = declared;
  const short = routes.flatMap((route) =>
    route.timeout !== null && cuts(route.timeout, wanted) ? [{ route, cut: route.timeout }] : [],
  );
  const [first] = short;
  // What one route lets through has its effect.
  if (first === undefined || short.length < routes.length) return;
  const because = first.cut.overruled.find(({ value }) => value === timeout.value)?.because;
  const allows = Number.isFinite(wanted) ? `allows ${limitText(wanted)}` : 'has no limit';
  const names = list(short.map(({ route }) => code(route.name)));
  yield {
    at: keyOf(at),
    what: `${code(label)} ${allows}, but every route to it ends requests after ${limitText(limitOf(first.cut) ?? 0)}`,
    why:
      because ?? `${names} ${short.length > 1 ? 'declare' : 'declares'} no timeout, and by default ${first.cut.note}`,
    fix: first.cut.remedy ?? 'set a timeout on each route to it',
    related: short.map(({ route, cut }) => ({
      at: route.at.self,
      note: `${code(route.name)}: ${limitText(limitOf(cut) ?? 0)} by default`,
    })),
    subject: key,
    about: [key],
    reads: short.map(({ route }) => besideMatch(route)),
    // Who comes by no route, from outside the mesh or by one in other files, may have the time.
    certainty: 'if-complete',
  };
}

function* unread({ timeout, label, key }: Pool): Iterable<Draft> {
  for (const { value, at, because, remedy } of timeout.overruled) {
    const limit = limitOf({ ...timeout, value });
    yield {
      at: keyOf(at),
      what: `a timeout${limit === null ? '' : ` of ${limitText(limit)}`} on ${code(label)} that nothing reads`,
      why: because,
      fix: remedy ?? 'move it to where the protocol of the listener looks for it',
      subject: key,
      about: [key, at.path.slice(-3).join('/')],
    };
  }
}
