import { box, exact } from '../../algebra/pattern.ts';
import type { Semantics } from '../../algebra/semantics.ts';
import { isUnknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import { linearise } from '../../model/order.ts';
import type { Place } from '../../model/place.ts';
import type { Entry, Route } from '../../model/route.ts';
import type { RouteTable } from '../../model/table.ts';
import { objectId, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, items, nameRef, place as placeOf, spec, text } from '../fields.ts';
import { expressionsOf } from './expressions.ts';
import { notFound } from './gateway.ts';
import { noEnd } from './identity.ts';
import { links } from './links.ts';
import { type Listener, listeners, namedPort, onPort } from './listeners.ts';
import { matchOf, semanticsFor } from './match.ts';
import { meshAttachment } from './membership.ts';
import { placeKey } from './names.ts';
import { portEnd, routerUses } from './ports.ts';
import { rank } from './precedence.ts';
import { routeRetries, routeTimeout } from './resilience.ts';
import { references } from './resolve.ts';
import { type TypedRoute, typedRoute } from './route-type.ts';
import { routerAction } from './target.ts';
import { writtenIn } from './written.ts';

/** A route of a router and the listener it is for. */
interface RouterEntry extends Entry {
  readonly type: TypedRoute['type'];
  readonly port: string | undefined;
  readonly byPath: boolean;
}

/** A VirtualRouter: one place, in which each listener is a table. */
export function buildRouter(world: World, router: Resource): ModelPart {
  const routes = entries(world, router);
  const all = listeners(router);
  const semantics = semanticsFor(
    world.semantics,
    routes.some(({ byPath }) => byPath),
  );
  const tables =
    all.length > 1
      ? all.map((listener) => listenerTable(semantics, router, listener, routes))
      : [onlyTable(semantics, router, all[0], routes)];
  const seated = new Set(tables.flatMap((table) => table.entries.map(({ route }) => route)));
  const [listener] = all;
  const place: Place = {
    key: placeKey(router.key),
    label: placeKey(router.key),
    at: nameRef(router),
    port: all.length === 1 && listener !== undefined ? listener.port : { unknown: 'the listener is not chosen yet' },
    outside: false,
    names: [],
    tables,
    // A request carries the port that its caller chose, which what comes through a gateway does not show.
    otherwise: all.length > 1 ? { kind: 'unknown', unknown: 'which listener of the router is meant' } : notFound,
    tls: noEnd('VirtualRouter'),
  };
  return {
    ...emptyPart,
    places: [place],
    references: links(router).flatMap((mention) => [...references(world, router, mention)]),
    portUses: routerUses(world, router),
    portEnds: [portEnd(router)],
    attachments: [meshAttachment(world, router)],
    strays: routes.map(({ route }) => route).filter((route) => !seated.has(route)),
  };
}

function entries(world: World, router: Resource): readonly RouterEntry[] {
  const names = new Map<string, number>();
  return items(field(spec(router), 'routes')).flatMap((holder) => {
    const typed = typedRoute(holder);
    const match = typed === null ? null : matchOf(typed, 'router');
    if (typed === null || match === null) return [];
    const name = text(field(holder, 'name')) ?? '';
    const seen = (names.get(name) ?? 0) + 1;
    names.set(name, seen);
    return [
      {
        route: routeOf(world, router, holder, typed, seen === 1 ? name : `${name} (${seen})`),
        requests: [match.requests],
        rank: rank(holder, match.prefix),
        at: placeOf(typed.match),
        type: typed.type,
        port: namedPort(field(typed.match, 'port')),
        byPath: match.byPath,
      },
    ];
  });
}

function routeOf(world: World, router: Resource, holder: Field, typed: TypedRoute, name: string): Route {
  return {
    id: `${objectId(router.key)}/${name}`,
    name,
    resource: router.key,
    labels: router.labels,
    at: {
      self: placeOf(field(holder, 'name')),
      rule: placeOf(holder),
      match: placeOf(typed.match),
      action: placeOf(typed.action),
    },
    action: routerAction(world, router, typed),
    expressions: expressionsOf(typed),
    timeout: routeTimeout(typed),
    retries: routeRetries(typed),
    written: writtenIn(typed),
  };
}

/**
 * The table of a router with at most one listener, which a route need not name.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/routes.md
 */
function onlyTable(
  semantics: Semantics,
  router: Resource,
  listener: Listener | undefined,
  routes: readonly RouterEntry[],
): RouteTable {
  return tableOf(semantics, router, listener, listener === undefined ? routes : seated(listener, routes, false), false);
}

function listenerTable(
  semantics: Semantics,
  router: Resource,
  listener: Listener,
  routes: readonly RouterEntry[],
): RouteTable {
  return tableOf(semantics, router, listener, seated(listener, routes, true), true);
}

/** Routes that name the listener, or none; what may name it has the port as a condition that nobody can read. */
function seated(listener: Listener, routes: readonly RouterEntry[], several: boolean): readonly RouterEntry[] {
  return routes.flatMap((entry) => {
    // With several listeners App Mesh refuses a route that names none, so it takes nothing from the others for certain.
    const named = entry.port ?? (several ? `of ${entry.route.id}` : undefined);
    if (named === undefined) return [entry];
    if (entry.port !== undefined) {
      const { certain, open } = onPort([listener], entry.port);
      if (certain.length > 0) return [entry];
      if (open.length === 0) return [];
    }
    const port = { is: 'unknown', text: `port ${named}` } as const;
    const requests = entry.requests.map((one) => ({ ...one, parts: { ...one.parts, port } }));
    return [{ ...entry, requests }];
  });
}

function tableOf(
  semantics: Semantics,
  router: Resource,
  listener: Listener | undefined,
  routes: readonly RouterEntry[],
  several: boolean,
): RouteTable {
  const id = listener === undefined ? 'any port' : `port ${listener.portText}`;
  const port =
    listener === undefined
      ? null
      : isUnknown(listener.port)
        ? { is: 'unknown' as const, text: id }
        : exact(String(listener.port));
  const tcp = listener?.protocol === 'tcp' || (routes.length > 0 && routes.every(({ type }) => type === 'tcpRoute'));
  return {
    id,
    label: several ? id : code(id),
    at: listener === undefined ? nameRef(router) : placeOf(listener.field),
    protocol: tcp ? 'tcp' : 'http',
    semantics,
    admits: [box(several && port !== null ? { port } : {})],
    rank: [],
    entries: linearise(
      routes.map(
        ({ route, requests, rank, at }): Entry => ({
          route,
          requests,
          rank,
          at,
        }),
      ),
    ),
    otherwise: notFound,
  };
}
