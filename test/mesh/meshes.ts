import fc from 'fast-check';

/** What one route asks of a request. */
export interface Asks {
  readonly path: { readonly prefix: string } | { readonly exact: string } | { readonly regex: string };
  readonly method: string | null;
  readonly header: { readonly value: string | null; readonly inverted: boolean } | null;
  readonly query: string | null;
}

export type Rewrite = 'none written' | 'disabled' | { readonly prefix: string } | { readonly path: string };

export interface GatewayRoute {
  readonly name: string;
  readonly priority: number | null;
  readonly asks: Asks;
  readonly hostname: { readonly exact: string } | { readonly suffix: string } | null;
  readonly service: string;
  readonly rewrite: Rewrite;
  readonly keepsHost: boolean;
}

export interface RouterRoute {
  readonly name: string;
  readonly priority: number | null;
  readonly asks: Asks;
  readonly targets: readonly { readonly node: string; readonly weight: number }[];
  readonly timeout: number | null;
  readonly retries: number | null;
}

/** A gateway, the services behind it with their routers, and the nodes, by names that may change. */
export interface Mesh {
  readonly selected: boolean;
  readonly gateway: readonly GatewayRoute[];
  readonly routers: readonly {
    readonly service: string;
    readonly name: string;
    readonly routes: readonly RouterRoute[];
  }[];
  readonly nodes: readonly { readonly name: string; readonly app: string; readonly mtls: boolean }[];
}

const services = ['one', 'two', 'three'];
const apps = ['a', 'b', 'c'];
export const paths = ['/', '/a', '/a/', '/a/b', '/ab', '/b', '/b/a'];
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 5 }, { arbitrary, weight: 1 });

export const asks: fc.Arbitrary<Asks> = fc.record({
  path: fc.oneof(
    { arbitrary: fc.constantFrom('/', '/', '/a', '/b', ...paths).map((prefix) => ({ prefix })), weight: 6 },
    { arbitrary: fc.constantFrom(...paths).map((exact) => ({ exact })), weight: 2 },
    { arbitrary: fc.constantFrom('/a.*', '/[ab]', '/.+/b?').map((regex) => ({ regex })), weight: 1 },
  ),
  method: seldom(fc.constantFrom('GET', 'POST')),
  header: seldom(fc.record({ value: seldom(fc.constantFrom('1', '2')), inverted: fc.boolean() })),
  query: seldom(fc.constantFrom('1', '2')),
});

export const rewriteFor = (path: Asks['path']): fc.Arbitrary<Rewrite> =>
  'prefix' in path
    ? fc.constantFrom<Rewrite>('none written', 'none written', 'disabled', { prefix: '/b/' }, { prefix: '/' })
    : fc.constantFrom<Rewrite>('none written', { path: '/b' });

const priority = fc.constantFrom(null, 0, 1, 2, 3, 10, 999);
export const targets = fc.uniqueArray(
  fc.record({ node: fc.constantFrom(...apps), weight: fc.constantFrom(0, 1, 50, 100) }),
  { minLength: 1, maxLength: 2, selector: ({ node }) => node },
);
export const gatewayRoute: fc.Arbitrary<Omit<GatewayRoute, 'name'>> = asks.chain((one) =>
  fc.record({
    priority,
    asks: fc.constant(one),
    hostname: seldom(fc.constantFrom({ exact: 'shop.test' }, { exact: 'a.shop.test' }, { suffix: '*.shop.test' })),
    service: fc.constantFrom(...services),
    rewrite: rewriteFor(one.path),
    keepsHost: fc.constantFrom(true, true, true, false),
  }),
);
export const routerRoute: fc.Arbitrary<Omit<RouterRoute, 'name'>> = fc.record({
  priority,
  asks,
  targets,
  timeout: seldom(fc.constantFrom(1, 2)),
  retries: seldom(fc.constantFrom(1, 2)),
});

/** Names that begin with `r`, so that the order of names and that of the list need not agree. */
const named = <T>(route: fc.Arbitrary<T>, minLength: number, maxLength: number) =>
  fc
    .array(fc.tuple(route, fc.integer({ min: 100, max: 999 })), { minLength, maxLength })
    .map((all) => all.map(([one, number], at) => ({ ...one, name: `r${number}-${at}` })));

export const mesh: fc.Arbitrary<Mesh> = fc.record({
  selected: fc.constant(true),
  gateway: named(gatewayRoute, 2, 7),
  routers: fc
    .tuple(...services.map(() => named(routerRoute, 1, 4)))
    .map((all) => all.map((routes, at) => ({ service: services[at] ?? '', name: services[at] ?? '', routes }))),
  nodes: fc.constant(apps.map((app) => ({ name: app, app, mtls: false }))),
});

/** The mesh as manifests, in the order in which the objects are listed. */
export function manifests({ selected, gateway, routers, nodes }: Mesh): readonly object[] {
  const match = ({ path, method, header, query }: Asks, hostname: GatewayRoute['hostname']) => ({
    ...('prefix' in path ? { prefix: path.prefix } : { path }),
    ...(method !== null && { method }),
    ...(hostname !== null && { hostname }),
    ...(header !== null && {
      headers: [
        { name: 'x-a', invert: header.inverted, ...(header.value !== null && { match: { exact: header.value } }) },
      ],
    }),
    ...(query !== null && { queryParameters: [{ name: 'q', match: { exact: query } }] }),
  });
  const rewrites = ({ rewrite: said, keepsHost }: GatewayRoute) => {
    const rewrite = {
      ...(keepsHost && { hostname: { defaultTargetHostname: 'DISABLED' } }),
      ...(said === 'disabled' && { prefix: { defaultPrefix: 'DISABLED' } }),
      ...(typeof said === 'object' &&
        ('prefix' in said ? { prefix: { value: said.prefix } } : { path: { exact: said.path } })),
    };
    return Object.keys(rewrite).length === 0 ? {} : { rewrite };
  };
  const object = (kind: string, name: string, spec: object, apiVersion = 'appmesh.k8s.aws/v1beta2') => ({
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  });
  const listeners = [{ portMapping: { port: 8080, protocol: 'http' } }];
  const nodeOf = (app: string) => nodes.find((node) => node.app === app)?.name ?? app;
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: selected ? { gateway: 'edge' } : { other: 'edge' } },
    },
    object('VirtualGateway', 'edge', { namespaceSelector: { matchLabels: { gateway: 'edge' } }, listeners }),
    ...gateway.map((route) =>
      object('GatewayRoute', route.name, {
        ...(route.priority !== null && { priority: route.priority }),
        httpRoute: {
          match: match(route.asks, route.hostname),
          action: { target: { virtualService: { virtualServiceRef: { name: route.service } } }, ...rewrites(route) },
        },
      }),
    ),
    ...routers.flatMap(({ service, name, routes }) => [
      object('VirtualService', service, { provider: { virtualRouter: { virtualRouterRef: { name } } } }),
      object('VirtualRouter', name, {
        listeners,
        routes: routes.map((route) => ({
          name: route.name,
          ...(route.priority !== null && { priority: route.priority }),
          httpRoute: {
            match: match(route.asks, null),
            action: {
              weightedTargets: route.targets.map(({ node, weight }) => ({
                virtualNodeRef: { name: nodeOf(node) },
                weight,
              })),
            },
            ...(route.timeout !== null && { timeout: { perRequest: { unit: 's', value: route.timeout } } }),
            ...(route.retries !== null && {
              retryPolicy: {
                maxRetries: route.retries,
                perRetryTimeout: { unit: 'ms', value: 100 },
                httpRetryEvents: ['gateway-error'],
              },
            }),
          },
        })),
      }),
    ]),
    ...nodes.flatMap(({ name, app, mtls }) => [
      object('VirtualNode', name, {
        podSelector: { matchLabels: { app } },
        listeners: listeners.map((listener) => ({
          ...listener,
          ...(mtls && { tls: { mode: 'STRICT', certificate: { sds: { secretName: app } } } }),
        })),
        serviceDiscovery: { dns: { hostname: `${app}.shop.svc.cluster.local` } },
      }),
      object(
        'Deployment',
        app,
        {
          selector: { matchLabels: { app } },
          template: {
            metadata: { labels: { app } },
            spec: { containers: [{ name: app, ports: [{ containerPort: 8080 }] }] },
          },
        },
        'apps/v1',
      ),
    ]),
  ];
}

/** One change, and what it does in a word. */
export interface Edit {
  readonly word: string;
  readonly to: Mesh;
}

const at = <T>(items: readonly T[], index: number): number => (items.length === 0 ? 0 : index % items.length);
const replaced = <T>(items: readonly T[], index: number, by: (item: T) => readonly T[]): readonly T[] =>
  items.flatMap((item, i) => (i === at(items, index) ? by(item) : [item]));

/** A random change of a mesh. */
export const edited = (from: Mesh): fc.Arbitrary<Edit> => {
  const inRouter = (pick: number, change: (routes: readonly RouterRoute[]) => readonly RouterRoute[]): Mesh => ({
    ...from,
    routers: replaced(from.routers, pick, (router) => [{ ...router, routes: change(router.routes) }]),
  });
  const edit = (word: string, to: fc.Arbitrary<Mesh>): fc.Arbitrary<Edit> => to.map((mesh_) => ({ word, to: mesh_ }));
  const pick = fc.nat(20);
  return fc.oneof(
    edit(
      'delete a gateway route',
      pick.map((i) => ({ ...from, gateway: replaced(from.gateway, i, () => []) })),
    ),
    edit(
      'insert a gateway route',
      fc.tuple(pick, gatewayRoute).map(([i, route]) => ({
        ...from,
        gateway: replaced(from.gateway, i, (one) => [{ ...route, name: 'r-new' }, one]),
      })),
    ),
    edit(
      'change the match of a gateway route',
      fc.tuple(pick, asks).map(([i, changed]) => ({
        ...from,
        gateway: replaced(from.gateway, i, (one) => [{ ...one, asks: changed, rewrite: 'none written' as const }]),
      })),
    ),
    edit(
      'swap priorities',
      fc.tuple(pick, pick).map(([i, j]) => {
        const [left, right] = [from.gateway[at(from.gateway, i)], from.gateway[at(from.gateway, j)]];
        return {
          ...from,
          gateway: from.gateway.map((one) =>
            one === left
              ? { ...one, priority: right?.priority ?? null }
              : one === right
                ? { ...one, priority: left?.priority ?? null }
                : one,
          ),
        };
      }),
    ),
    edit(
      'change the rewrite',
      pick.chain((i) => {
        const one = from.gateway[at(from.gateway, i)];
        return one === undefined
          ? fc.constant(from)
          : fc.tuple(rewriteFor(one.asks.path), fc.boolean()).map(([rewrite, keepsHost]) => ({
              ...from,
              gateway: replaced(from.gateway, i, (route) => [{ ...route, rewrite, keepsHost }]),
            }));
      }),
    ),
    edit(
      'change the service',
      fc.tuple(pick, fc.constantFrom(...services)).map(([i, service]) => ({
        ...from,
        gateway: replaced(from.gateway, i, (one) => [{ ...one, service }]),
      })),
    ),
    edit(
      'delete a route',
      fc.tuple(pick, pick).map(([r, i]) => inRouter(r, (routes) => replaced(routes, i, () => []))),
    ),
    edit(
      'change the match of a route',
      fc
        .tuple(pick, pick, asks)
        .map(([r, i, changed]) => inRouter(r, (routes) => replaced(routes, i, (one) => [{ ...one, asks: changed }]))),
    ),
    edit(
      'change the targets',
      fc
        .tuple(pick, pick, targets)
        .map(([r, i, changed]) =>
          inRouter(r, (routes) => replaced(routes, i, (one) => [{ ...one, targets: changed }])),
        ),
    ),
    edit(
      'change patience',
      fc
        .tuple(pick, pick, fc.constantFrom(null, 1, 3), fc.constantFrom(null, 1, 3))
        .map(([r, i, timeout, retries]) =>
          inRouter(r, (routes) => replaced(routes, i, (one) => [{ ...one, timeout, retries }])),
        ),
    ),
    edit(
      'give a node TLS',
      pick.map((i) => ({ ...from, nodes: replaced(from.nodes, i, (one) => [{ ...one, mtls: true }]) })),
    ),
    edit('lose the selector', fc.constant({ ...from, selected: false })),
  );
};

/** The same mesh under other names and in another order. */
export const disguised = (from: Mesh): fc.Arbitrary<Mesh> =>
  fc.record({ shift: fc.integer({ min: 1, max: 9 }), reverse: fc.boolean() }).map(({ shift, reverse }) => {
    const other = (name: string) => `r${(Number(/\d/.exec(name)?.[0] ?? 0) * 7 + shift) % 10}${name}`;
    const turned = <T>(items: readonly T[]) => (reverse ? items.toReversed() : items);
    return {
      ...from,
      gateway: turned(from.gateway.map((one) => ({ ...one, name: other(one.name) }))),
      routers: turned(
        from.routers.map((router) => ({
          ...router,
          name: `router-of-${router.name}`,
          routes: turned(router.routes.map((one) => ({ ...one, name: other(one.name) }))),
        })),
      ),
      nodes: turned(from.nodes.map((node) => ({ ...node, name: `node-of-${node.name}` }))),
    };
  });
