import type { Box } from '../../algebra/pattern.ts';
import type { Semantics } from '../../algebra/semantics.ts';
import { byText } from '../../base/sort.ts';
import type { Call } from '../../model/call.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import { linearise } from '../../model/order.ts';
import type { Place } from '../../model/place.ts';
import type { Action, Entry } from '../../model/route.ts';
import type { RouteTable } from '../../model/table.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { nameRef, place as placeOf, spec } from '../fields.ts';
import { routesOf } from './attachment.ts';
import { defaultClientEnd } from './client-policy.ts';
import {
  byHostname,
  type GatewayEntry,
  gatewayEntry,
  hostnameIdOf,
  lasting,
  passing,
  seated,
  seatsOf,
  someMatchesByPath,
} from './gateway-route.ts';
import { guardsOf } from './guards.ts';
import { admittedBy, widerIds } from './hostname.ts';
import { serverEnd } from './identity.ts';
import { type Listener, listeners } from './listeners.ts';
import { semanticsFor } from './match.ts';
import { meshAttachment } from './membership.ts';
import { listenerKey } from './names.ts';
import { portEnd } from './ports.ts';
import { selectionOf } from './selection.ts';

/** What nobody takes: Envoy answers 404, https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_routing */
export const notFound: Action = { kind: 'respond', status: 404 };

/** A route and the listeners of the gateway on which it is tried. */
interface Attached {
  readonly entry: GatewayEntry;
  readonly certain: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
}

/** A VirtualGateway: one place for each listener. The hostnames of its routes are tables, and steps of their own. */
export function buildGateway(world: World, gateway: Resource): ModelPart {
  const places = listeners(gateway).map((listener) => place(world, gateway, listener, []));
  return {
    ...emptyPart,
    places,
    calls: places.map(({ key }): Call => {
      const sends = defaultClientEnd(world, spec(gateway));
      return {
        caller: gateway.key,
        label: objectName(gateway.key),
        at: nameRef(gateway),
        to: { through: key },
        tls: sends,
      };
    }),
    guards: guardsOf(gateway),
    attachments: [meshAttachment(world, gateway)],
    portEnds: [portEnd(gateway)],
    selections: [selectionOf(world, gateway, { places: places.map(({ key }) => key) })],
  };
}

/** The ids of the hostnames for which the gateway has routes. */
export function hostnamesOf(world: World, gateway: Resource): readonly string[] {
  const ids = new Set<string>();
  for (const route of routesOf(world, gateway, seated, '')) ids.add(hostnameIdOf(route) ?? '');
  return [...ids].sort(byText);
}

/** The ids of the other hostnames of the gateway with which a request may fit the given one. */
export function hostnamesAround(world: World, gateway: Resource, id: string): readonly string[] {
  const wider = widerIds(id);
  if (wider === null) return hostnamesOf(world, gateway).filter((other) => other !== id);
  return wider.filter((other) => !routesOf(world, gateway, byHostname, other)[Symbol.iterator]().next().done);
}

/** The routes of a gateway for one hostname, or some of them: a table in each place that one of them is for. */
export function buildHostname(world: World, gateway: Resource, id: string, some?: readonly Resource[]): ModelPart {
  const memory = some === undefined ? lasting : passing;
  const routes = [...(some ?? routesOf(world, gateway, byHostname, id))].flatMap((route) => {
    const entry = gatewayEntry(world, route, memory);
    if (entry === null) return [];
    const { certain, open } = seatsOf(gateway, entry.port);
    const ports = (all: readonly Listener[]) => new Set(all.map(({ portText }) => portText));
    return [{ entry, certain: ports(certain), open: ports(open) }];
  });
  if (routes.length === 0) return emptyPart;
  const places = listeners(gateway)
    .map((listener) => place(world, gateway, listener, routes))
    .filter(({ tables }) => tables.length > 0);
  return { ...emptyPart, places };
}

function place(world: World, gateway: Resource, listener: Listener, routes: readonly Attached[]): Place {
  const { portText } = listener;
  const rivals = routes.flatMap(({ entry, certain, open }) => {
    if (!certain.has(portText) && !open.has(portText)) return [];
    // The listener is the place itself; only a port that may be another one is left as a condition.
    return open.has(portText)
      ? [{ ...entry, requests: entry.requests.map(unreadPort(entry.port ?? `of ${entry.route.id}`)) }]
      : [entry];
  });
  const key = listenerKey(gateway.key, portText);
  return {
    key,
    label: key,
    at: placeOf(listener.field),
    port: listener.port,
    outside: true,
    names: [],
    tables: rivals.length === 0 ? [] : table(semanticsOf(world, gateway, rivals), rivals),
    otherwise: notFound,
    tls: serverEnd(world, gateway, listener.field),
  };
}

/** One route that matches by path decides for all routes of the gateway. */
function semanticsOf(world: World, gateway: Resource, some: readonly GatewayEntry[]): Semantics {
  const isByPath = some.some((entry) => entry.isByPath) || someMatchesByPath(world, gateway);
  return semanticsFor(world.semantics, isByPath);
}

function unreadPort(port: string): (requests: Box) => Box {
  return (requests) => ({ ...requests, parts: { ...requests.parts, port: { is: 'unknown', text: `port ${port}` } } });
}

function table(semantics: Semantics, routes: readonly GatewayEntry[]): readonly RouteTable[] {
  const sorted = [...routes].sort((left, right) => byText(left.route.id, right.route.id));
  const [first] = sorted;
  if (first === undefined) return [];
  const { id, rank, at } = first.hostname;
  const entries = sorted.map(({ route, requests, rank }): Entry => ({ route, requests, rank, at: route.at.match }));
  return [
    {
      id,
      label: id,
      at,
      protocol: 'http',
      semantics,
      admits: admittedBy(first.hostname),
      rank,
      entries: linearise(entries),
      otherwise: notFound,
    },
  ];
}
