import type { Asks, Mesh, RouterRoute } from '../mesh/meshes.ts';
import type { Listener } from '../support/envoy.ts';

/**
 * The mesh in Envoy's words, from the documents of App Mesh alone: nothing of the product is asked. A listener for the
 * gateway, and one for each router, whose answers name the route and the path that came to it.
 */
export function listenersOf(name: string, { selected, gateway, routers }: Mesh): readonly Listener[] {
  const manager = { normalize_path: true, merge_slashes: true };
  const byHost = new Map<string, object[]>();
  for (const { asks, hostname, service, rewrite, keepsHost } of selected ? sorted(gateway) : []) {
    const domain = hostname === null ? '*' : 'exact' in hostname ? hostname.exact : hostname.suffix;
    const keeps = rewrite === 'disabled' || (rewrite === 'none written' && !('prefix' in asks.path));
    const to = keeps ? null : rewrite === 'none written' ? '/' : 'prefix' in rewrite ? rewrite.prefix : rewrite.path;
    const whole = typeof rewrite === 'object' && 'path' in rewrite;
    const route = {
      match: match(asks),
      route: {
        cluster: `${name}-${service}`,
        ...(!keepsHost && { host_rewrite_literal: `${service}.shop` }),
        // By its examples `/chapter/1` becomes `/1` as `/chapter1` does: a slash behind the prefix goes with it.
        ...(to !== null &&
          !whole &&
          'prefix' in asks.path && {
            regex_rewrite: { pattern: { regex: `^${asks.path.prefix}/?` }, substitution: to },
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
    ...routers.map(({ service, routes }) => ({
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
                { header: { key: 'x-route', value: `${service} ${route.name}` } },
                { header: { key: 'x-path', value: '%REQ(:PATH)%' } },
              ],
            })),
          },
        ],
      },
    })),
  ];
}

function match({ path, method, header, query }: Asks) {
  return {
    ...('prefix' in path ? { prefix: path.prefix } : 'exact' in path ? { path: path.exact } : { safe_regex: path }),
    headers: [
      ...(method === null ? [] : [{ name: ':method', string_match: { exact: method } }]),
      ...(header === null
        ? []
        : [
            {
              name: 'x-a',
              ...(header.value === null ? { present_match: true } : { string_match: { exact: header.value } }),
              ...(header.inverted && { invert_match: true }),
            },
          ]),
    ],
    ...(query !== null && { query_parameters: [{ name: 'q', string_match: { exact: query } }] }),
  };
}

type Placed = Pick<RouterRoute, 'priority' | 'asks'>;

/**
 * First the priority, then, among prefixes, the longest.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_RouteSpec.html,
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/gateway-routes.md
 */
function place({ priority, asks: { path } }: Placed): readonly [number, number] {
  return [priority ?? 1001, 'prefix' in path ? -path.prefix.length : 0];
}

/** In the order of trial. */
const sorted = <T extends Placed>(routes: readonly T[]): readonly T[] =>
  [...routes].sort((left, right) => {
    const [[priority, length], [other, ofOther]] = [place(left), place(right)];
    return priority - other || length - ofOther;
  });

/** The mesh without routes of which no document says whether they are tried before or after another one. */
export function ordered(mesh: Mesh): Mesh {
  return {
    ...mesh,
    gateway: distinct(mesh.gateway),
    routers: mesh.routers.map((router) => ({ ...router, routes: distinct(router.routes) })),
  };
}

/** Of routes with one priority only prefixes of different lengths are ordered. */
function distinct<T extends Placed>(routes: readonly T[]): readonly T[] {
  const isPrefix = ({ asks: { path } }: Placed) => 'prefix' in path;
  return routes.filter((route, at) =>
    routes.slice(0, at).every((other) => {
      const [[priority, length], [ofOther, otherLength]] = [place(route), place(other)];
      return priority !== ofOther || (isPrefix(route) && isPrefix(other) && length !== otherLength);
    }),
  );
}
