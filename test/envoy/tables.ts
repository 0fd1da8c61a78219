import fc from 'fast-check';
import { box, exact, type Pattern, type RequestSet } from '../../src/algebra/pattern.ts';
import type { SourceRef } from '../../src/document/ref.ts';
import { merge } from '../../src/mesh/merge.ts';
import { emptyPart, type RoutingModel } from '../../src/model/model.ts';
import type { Rank } from '../../src/model/order.ts';
import type { Place } from '../../src/model/place.ts';
import type { Action, Entry, Route } from '../../src/model/route.ts';
import { byDefault } from '../../src/model/setting.ts';
import type { RouteTable } from '../../src/model/table.ts';
import type { Listener } from '../support/envoy.ts';
import { boxOf, type RouteMatch, routeMatches, some } from './matchers.ts';

/** A virtual host: its domain, and its routes in the order of trial. A route of several matches is tried once for each. */
export interface VirtualHost {
  readonly domain: string;
  readonly routes: readonly (readonly RouteMatch[])[];
}

/** The name of a route, which its answers carry. */
export const nameOf = (host: number, route: number): string => `${host}-${route}`;

/** A listener whose every answer names the route that won. */
export function listener(name: string, hosts: readonly VirtualHost[], settings: object = {}): Listener {
  const virtual_hosts = hosts.map(({ domain, routes }, host) => ({
    name: `host-${host}`,
    domains: [domain],
    routes: routes.flatMap((matches, route) => matches.map((match) => answering(nameOf(host, route), match))),
  }));
  return { name, routes: { virtual_hosts, ignore_port_in_host_matching: true, ...settings } };
}

/** A route that answers itself. A header names it, since HEAD has no body and gRPC has it elsewhere. */
export function answering(name: string, match: object): object {
  return {
    name,
    match,
    direct_response: { status: 200 },
    response_headers_to_add: [{ header: { key: 'x-route', value: name } }],
  };
}

const at: SourceRef = { document: 'envoy', path: [], part: 'value' };
const nowhere: Action = { kind: 'respond', status: 404 };

/** The same listener in the product's model. */
export function modelOf(name: string, hosts: readonly VirtualHost[]): RoutingModel {
  const place: Place = {
    key: name,
    label: name,
    at,
    port: 80,
    outside: true,
    names: [],
    tables: hosts
      .map((host, i) => ({ table: tableOf(host, i), precedence: precedence(host.domain) }))
      .sort((left, right) => left.precedence - right.precedence)
      .map(({ table }) => table),
    otherwise: nowhere,
    tls: { accepts: byDefault('plaintext', '', ''), certificate: null, demands: null, domain: null },
  };
  return merge([{ ...emptyPart, places: [place] }]);
}

function tableOf({ domain, routes }: VirtualHost, host: number): RouteTable {
  const admits: RequestSet = [box(domain === '*' ? {} : { host: hostOf(domain) })];
  return {
    id: domain,
    label: domain,
    at,
    protocol: 'http',
    admits,
    rank: ranked('domain', precedence(domain)),
    entries: routes.map((matches, i) => entryOf(nameOf(host, i), i, matches)),
    otherwise: nowhere,
  };
}

/** Exact domains first, then the longest suffix, then every host. */
const precedence = (domain: string): number =>
  domain === '*' ? 1000 : domain.startsWith('*') ? 500 - domain.length : 0;

const hostOf = (domain: string): Pattern =>
  domain.startsWith('*.') ? { is: 'labels', suffix: domain.slice(2), most: null } : exact(domain);

const ranked = (by: string, value: number): Rank => [{ by, value, text: `${by} ${value}` }];

function entryOf(name: string, position: number, matches: readonly RouteMatch[]): Entry {
  const resource = { group: '', kind: 'Route', namespace: '', name };
  const places = { self: at, rule: at, match: at, action: at };
  const route: Route = {
    id: name,
    name,
    resource,
    labels: new Map(),
    at: places,
    action: nowhere,
    expressions: [],
    timeout: null,
    retries: null,
  };
  return { route, requests: matches.map(boxOf), rank: ranked('position', position), at };
}

const domains = ['a.s', 'b.s', 'b.a.s', 's', '*.s', '*.a.s', '*.b.a.s', '*'];

/** Hosts that some domains take, miss, or nearly miss. */
const hosts = ['a.s', 'b.s', 'b.a.s', 'c.b.a.s', 's', '.s', 'x.s', 'xa.s', 'a.s.', 't', 'a', '[::1]'];

/** Hosts for random requests, most of which the domains take. */
export function hostsNear(all: readonly VirtualHost[]): readonly string[] {
  const taken = all.map(({ domain }) => domain.replace(/^\*\./, 'c.').replace('*', 't'));
  return [...hosts, ...Array.from({ length: 40 / taken.length }, () => taken).flat()];
}

export const virtualHosts = (count: number, share: { readonly regex: number }): fc.Arbitrary<VirtualHost[]> =>
  fc.shuffledSubarray(domains, { minLength: 1, maxLength: 4 }).chain((chosen) =>
    fc.tuple(
      ...chosen.map((domain) =>
        fc
          .array(some(routeMatches(share), [1, 1, 1, 2]), {
            minLength: Math.ceil(count / chosen.length),
            maxLength: Math.ceil(count / chosen.length),
          })
          .map((routes): VirtualHost => ({ domain, routes })),
      ),
    ),
  );
