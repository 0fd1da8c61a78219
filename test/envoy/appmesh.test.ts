import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { gateways } from '../../src/question/entrance.ts';
import { trace } from '../../src/question/trace.ts';
import { remainder } from '../../src/rule/seat.ts';
import { modelOf } from '../mesh/world.ts';
import { type Envoy, each, envoyBinary, type Raw, startEnvoy } from '../support/envoy.ts';

const seed = 20_261_126;
const meshes = 40;
const requestsEach = 60;

/** What one route asks of a request, as both App Mesh and Envoy can say it. */
interface Asks {
  readonly path: { readonly prefix: string } | { readonly exact: string } | { readonly regex: string };
  readonly method: string | null;
  readonly header: { readonly name: string; readonly value: string | null; readonly inverted: boolean } | null;
  readonly query: { readonly name: string; readonly value: string } | null;
}

type Rewrite = 'none written' | 'disabled' | { readonly prefix: string } | { readonly path: string };

/** Where a route stands in the order of trial; no two of those that nothing orders. */
interface Ordered {
  /** Null where the manifest has none, which is behind all that have one. */
  readonly priority: number | null;
}

interface GatewayRoute extends Ordered {
  readonly asks: Asks;
  readonly hostname: { readonly exact: string } | { readonly suffix: string } | null;
  readonly service: string;
  readonly rewrite: Rewrite;
}

interface RouterRoute extends Ordered {
  readonly asks: Asks;
}

/** A gateway and three services. */
interface Mesh {
  readonly gateway: readonly GatewayRoute[];
  readonly routers: Readonly<Record<string, readonly RouterRoute[]>>;
}

const services = ['one', 'two', 'three'];
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 6 }, { arbitrary, weight: 1 });
const paths = ['/', '/a', '/a/', '/a/b', '/ab', '/b', '/b/a'];
const asks: fc.Arbitrary<Asks> = fc.record({
  path: fc.oneof(
    { arbitrary: fc.constantFrom('/', '/', '/a', '/b', ...paths).map((prefix) => ({ prefix })), weight: 6 },
    { arbitrary: fc.constantFrom(...paths).map((exact) => ({ exact })), weight: 2 },
    { arbitrary: fc.constantFrom('/a.*', '/[ab]', '/.+/b?', '/.*[/.].*').map((regex) => ({ regex })), weight: 1 },
  ),
  method: seldom(fc.constantFrom('GET', 'POST')),
  header: seldom(
    fc.record({
      name: fc.constant('x-a'),
      value: seldom(fc.constantFrom('1', '2')),
      inverted: fc.boolean(),
    }),
  ),
  query: seldom(fc.record({ name: fc.constant('q'), value: fc.constantFrom('1', '2') })),
});

const rewrite = (path: Asks['path']): fc.Arbitrary<Rewrite> =>
  'prefix' in path
    ? fc.constantFrom<Rewrite>('none written', 'none written', 'disabled', { prefix: '/b/' }, { prefix: '/' })
    : fc.constantFrom<Rewrite>('none written', { path: '/b' });

const priority = fc.constantFrom(null, null, 0, 1, 2, 3, 10, 999);
const routerRoute: fc.Arbitrary<RouterRoute> = fc.record({ asks, priority });
const gatewayRoute = asks.chain((one) =>
  fc.record({
    asks: fc.constant(one),
    priority,
    hostname: seldom(fc.constantFrom({ exact: 'shop.test' }, { exact: 'a.shop.test' }, { suffix: '*.shop.test' })),
    service: fc.constantFrom(...services),
    rewrite: rewrite(one.path),
  }),
);
/** Routes of which the documents say the order of trial of any two. */
function distinct<T extends RouterRoute>(
  route: fc.Arbitrary<T>,
  length: { readonly minLength: number; readonly maxLength: number },
): fc.Arbitrary<T[]> {
  const unordered = (left: T, right: T) => place(left)[0] === place(right)[0] && inPlace(left, right);
  return fc.uniqueArray(route, { ...length, comparator: unordered });
}

/** Of routes with one priority only prefixes of different lengths are ordered. */
function inPlace(left: RouterRoute, right: RouterRoute): boolean {
  const isPrefix = ({ asks: { path } }: RouterRoute) => 'prefix' in path;
  return !isPrefix(left) || !isPrefix(right) || place(left)[1] === place(right)[1];
}

/**
 * First the priority, then, among prefixes, the longest.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html,
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md
 */
function place({ priority, asks: { path } }: RouterRoute): readonly [number, number] {
  return [priority ?? 1001, 'prefix' in path ? -path.prefix.length : 0];
}

/** In the order of trial. */
const sorted = <T extends RouterRoute>(routes: readonly T[]): readonly T[] =>
  [...routes].sort((left, right) => {
    const [[priority, length], [other, ofOther]] = [place(left), place(right)];
    return priority - other || length - ofOther;
  });

const mesh: fc.Arbitrary<Mesh> = fc.record({
  gateway: distinct(gatewayRoute, { minLength: 4, maxLength: 10 }),
  routers: fc.record(
    Object.fromEntries(services.map((name) => [name, distinct(routerRoute, { minLength: 2, maxLength: 6 })])),
  ),
});
/** As a client may write the path, which App Mesh has its proxies normalise. */
const odd = ['//a', '/%61', '/%2e%2e/a', '/a/../b', '/a//b', '/b/%62', '/a/..', '/a%2fb', '/a%2', '/a/.;x/b', '/b\\a'];
const raw: fc.Arbitrary<Raw> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  target: fc
    .tuple(
      fc.constantFrom(...paths, ...paths, ...odd, '/a/b/c', '/abc', '/c'),
      fc.constantFrom('', '', '?q=1', '?q=2', '?q=2&q=1'),
    )
    .map((parts) => parts.join('')),
  host: fc.constantFrom('shop.test', 'a.shop.test', 'b.shop.test', 'other.test'),
  headers: fc.array(fc.record({ name: fc.constant('x-a'), value: fc.constantFrom('1', '2', '3') }), { maxLength: 2 }),
});

/** The mesh as App Mesh manifests. */
function manifests({ gateway, routers }: Mesh): string {
  const match = ({ path, method, header, query }: Asks, hostname: GatewayRoute['hostname']) => ({
    ...('prefix' in path ? { prefix: path.prefix } : { path }),
    ...(method !== null && { method }),
    ...(hostname !== null && { hostname }),
    ...(header !== null && {
      headers: [
        {
          name: header.name,
          invert: header.inverted,
          ...(header.value !== null && { match: { exact: header.value } }),
        },
      ],
    }),
    ...(query !== null && { queryParameters: [{ name: query.name, match: { exact: query.value } }] }),
  });
  const rewrites = (said: Rewrite) => {
    if (said === 'none written') return {};
    if (said === 'disabled') return { rewrite: { prefix: { defaultPrefix: 'DISABLED' } } };
    return { rewrite: 'prefix' in said ? { prefix: { value: said.prefix } } : { path: { exact: said.path } } };
  };
  const object = (kind: string, name: string, spec: object) => ({
    apiVersion: 'appmesh.k8s.aws/v1beta2',
    kind,
    metadata: { name, namespace: 'shop' },
    spec,
  });
  const listeners = [{ portMapping: { port: 8080, protocol: 'http' } }];
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { gateway: 'edge' } } },
    object('VirtualGateway', 'edge', { namespaceSelector: { matchLabels: { gateway: 'edge' } }, listeners }),
    ...gateway.map((route, index) =>
      object('GatewayRoute', `route-${index}`, {
        ...(route.priority !== null && { priority: route.priority }),
        httpRoute: {
          match: match(route.asks, route.hostname),
          action: {
            target: { virtualService: { virtualServiceRef: { name: route.service } } },
            ...rewrites(route.rewrite),
          },
        },
      }),
    ),
    ...Object.entries(routers).flatMap(([name, routes]) => [
      object('VirtualService', name, { provider: { virtualRouter: { virtualRouterRef: { name } } } }),
      object('VirtualRouter', name, {
        listeners,
        routes: routes.map((route, index) => ({
          name: `${name}-${index}`,
          ...(route.priority !== null && { priority: route.priority }),
          httpRoute: {
            match: match(route.asks, null),
            action: { weightedTargets: [{ virtualNodeRef: { name: `${name}-${index}` }, weight: 1 }] },
          },
        })),
      }),
    ]),
  ];
  return objects.map((one) => JSON.stringify(one)).join('\n---\n');
}

/** The same mesh in Envoy's words, from the documents of App Mesh alone: nothing of the product is asked. */
function listeners(name: string, { gateway, routers }: Mesh) {
  const match = ({ path, method, header, query }: Asks) => ({
    ...('prefix' in path ? { prefix: path.prefix } : 'exact' in path ? { path: path.exact } : { safe_regex: path }),
    headers: [
      ...(method === null ? [] : [{ name: ':method', string_match: { exact: method } }]),
      ...(header === null
        ? []
        : [
            {
              name: header.name,
              ...(header.value === null ? { present_match: true } : { string_match: { exact: header.value } }),
              ...(header.inverted && { invert_match: true }),
            },
          ]),
    ],
    ...(query !== null && { query_parameters: [{ name: query.name, string_match: { exact: query.value } }] }),
  });
  const manager = { normalize_path: true, merge_slashes: true };
  const byHost = new Map<string, object[]>();
  for (const { asks: one, hostname, service, rewrite: said } of sorted(gateway)) {
    const domain = hostname === null ? '*' : 'exact' in hostname ? hostname.exact : hostname.suffix;
    const keeps = said === 'disabled' || (said === 'none written' && !('prefix' in one.path));
    const to = keeps ? null : said === 'none written' ? '/' : 'prefix' in said ? said.prefix : said.path;
    const whole = typeof said === 'object' && 'path' in said;
    const route = {
      match: match(one),
      route: {
        cluster: `${name}-${service}`,
        host_rewrite_literal: `${service}.shop`,
        // By its examples `/chapter/1` becomes `/1` as `/chapter1` does: a slash behind the prefix goes with it.
        ...(to !== null &&
          !whole &&
          'prefix' in one.path && {
            regex_rewrite: { pattern: { regex: `^${one.path.prefix}/?` }, substitution: to },
          }),
        ...(whole && { regex_rewrite: { pattern: { regex: '^[^?]*' }, substitution: to } }),
      },
    };
    byHost.set(domain, [...(byHost.get(domain) ?? []), route]);
  }
  return [
    {
      name,
      manager,
      routes: { virtual_hosts: [...byHost].map(([domain, routes]) => ({ name: domain, domains: [domain], routes })) },
    },
    ...Object.entries(routers).map(([service, routes]) => ({
      name: `${name}-${service}`,
      inside: true as const,
      manager,
      routes: {
        virtual_hosts: [
          {
            name: service,
            domains: ['*'],
            routes: sorted(routes).map((route) => ({
              match: match(route.asks),
              direct_response: { status: 200 },
              response_headers_to_add: [
                { header: { key: 'x-route', value: `${service}-${routes.indexOf(route)}` } },
                { header: { key: 'x-path', value: '%REQ(:PATH)%' } },
              ],
            })),
          },
        ],
      },
    })),
  ];
}

interface Answered {
  readonly route: string | null;
  readonly path: string | null;
}

/** The route behind the gateway that takes the request, and the path that arrives there. */
function traced(model: RoutingModel, { method, target, host, headers }: Raw): Answered {
  const [entrance] = gateways(model);
  if (entrance === undefined) throw new Error('the mesh has no gateway');
  const [path = '', query = ''] = target.split('?', 2);
  const asked = request({ method, host, path, query, headers, port: 8080 });
  const { steps, ends } = trace(model, entrance.place.key, asked, entrance.calls);
  const last = steps.at(-1);
  if (ends.some(({ is }) => is === 'unknown')) throw new Error(`undecided: ${JSON.stringify(ends)}`);
  if (last?.entry == null || steps.length < 2) return { route: null, path: null };
  return { route: last.entry.route.name, path: last.request.path };
}

describe.skipIf(envoyBinary === undefined)(`App Mesh against Envoy (needs ENVOY_BIN; seed ${seed})`, () => {
  const drawn = fc
    .sample(fc.tuple(mesh, fc.array(raw, { minLength: requestsEach, maxLength: requestsEach })), {
      seed,
      numRuns: meshes,
    })
    .map(([one, raws], index) => ({ name: `mesh-${index}`, mesh: one, raws, model: modelOf(manifests(one)) }));
  let envoy: Envoy;

  beforeAll(async () => {
    envoy = await startEnvoy(drawn.flatMap((one) => listeners(one.name, one.mesh)));
  });
  afterAll(() => envoy?.end());

  const answered = async (name: string, asked: Raw): Promise<Answered> => {
    const answer = await envoy.send(name, asked);
    if (answer.status !== 200 && answer.status !== 404)
      throw new Error(`${answer.status} for ${JSON.stringify(asked)}`);
    const path = answer.headers.get('x-path');
    return { route: answer.headers.get('x-route') ?? null, path: path?.split('?', 1)[0] ?? null };
  };

  test('trace sends each request to the same route, with the same path', async () => {
    const asked = drawn.flatMap(({ name, model, raws }) => raws.map((one) => ({ name, model, one })));
    let taken = 0;
    await each(asked, 16, async ({ name, model, one }) => {
      const real = await answered(name, one);
      if (real.route !== null) taken += 1;
      expect({ name, one, ...traced(model, one) }).toEqual({ name, one, ...real });
    });
    expect(taken).toBeGreaterThan(asked.length / 5);
  });

  test('each witness of a gateway route leaves the gateway, and what is dead never answers', async () => {
    let witnesses = 0;
    for (const { name, model } of drawn) {
      for (const { route, seats } of model.routes.filter(
        ({ route: { resource } }) => resource.kind === 'GatewayRoute',
      )) {
        for (const left of seats.map(remainder)) {
          if (left.verdict !== 'some' || !left.ordinary) continue;
          const { method, host, path, query, headers } = left.witness;
          const target = query === '' ? path : `${path}?${query}`;
          const one = { method, host, target, headers };
          expect({ name, of: route.name, ...traced(model, one) }).toEqual({
            name,
            of: route.name,
            ...(await answered(name, one)),
          });
          witnesses += 1;
        }
      }
    }
    expect(witnesses).toBeGreaterThan(meshes);
  });
});
