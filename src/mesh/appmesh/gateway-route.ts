import type { RequestSet } from '../../algebra/pattern.ts';
import { Derived } from '../../base/derived.ts';
import { isUnknown } from '../../base/known.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import type { Rank } from '../../model/order.ts';
import type { Action, Route } from '../../model/route.ts';
import { type KindId, objectId, type Resource } from '../../resource/resource.ts';
import type { Filing, World } from '../../resource/world.ts';
import { field, nameRef, place, spec } from '../fields.ts';
import { Remembered } from '../remembered.ts';
import { gatewayAttachment, gatewayOf, inNamespace, routeFiling, routesIn, routesOf } from './attachment.ts';
import { expressionsOf } from './expressions.ts';
import { type Hostname, hostnameOf } from './hostname.ts';
import { gatewayTarget, links } from './links.ts';
import { listeners, namedPort, onPort } from './listeners.ts';
import { matchOf } from './match.ts';
import { meshAttachment } from './membership.ts';
import { awsName, kinds, shortName } from './names.ts';
import { gatewayRouteUses } from './ports.ts';
import { rank } from './precedence.ts';
import { found, references } from './resolve.ts';
import { impliedRewrite, rewriteOf } from './rewrite.ts';
import { type TypedRoute, typedRoute } from './route-type.ts';
import { forwardTo, labelOf, placeTarget } from './target.ts';
import { writtenIn } from './written.ts';

/** A GatewayRoute as its gateway tries it. */
export interface GatewayEntry {
  readonly typed: TypedRoute;
  /** Whether it matches by a path or prefix. */
  readonly isByPath: boolean;
  readonly route: Route;
  readonly hostname: Hostname;
  readonly requests: RequestSet;
  readonly rank: Rank;
  /** The listener it is for, as text; undefined: all of them. */
  readonly port: string | undefined;
}

type Matching = NonNullable<ReturnType<typeof readMatching>>;

const matchings = new Derived<Resource, { readonly of: Matching | null }>();

/** What a GatewayRoute asks of requests; null iff App Mesh would have no such route. */
function matching(resource: Resource): Matching | null {
  let known = matchings.get(resource);
  if (known === undefined) {
    known = { of: readMatching(resource) };
    matchings.set(resource, known);
  }
  return known.of;
}

function readMatching(resource: Resource) {
  const typed = typedRoute(spec(resource));
  if (typed === null || typed.type === 'tcpRoute') return null;
  const match = matchOf(typed, 'gateway');
  const hostname = hostnameOf(typed.match);
  return match === null || hostname === null ? null : { typed, match, hostname };
}

/** What the route takes of the requests for its hostname: none, where App Mesh would have no such route. */
export function requestsOf(resource: Resource): RequestSet {
  // Asked of all routes of a hostname, of which a decision builds a few: their hostnames are known, and nothing is kept.
  const typed = typedRoute(spec(resource));
  const match = typed === null ? null : matchOf(typed, 'gateway');
  return match === null ? [] : [match.requests];
}

const hostnameIds = new WeakMap<Resource, string | null>();

/** The hostname whose table holds the route; null iff none does. */
export function hostnameIdOf(resource: Resource): string | null {
  let id = hostnameIds.get(resource);
  if (id === undefined) {
    id = matching(resource)?.hostname.id ?? null;
    hostnameIds.set(resource, id);
  }
  return id;
}

/** Those that a table can hold, under no word. */
export const seated = routeFiling((resource) => (hostnameIdOf(resource) === null ? [] : ['']));

/** By the id of the hostname. */
export const byHostname = routeFiling((resource) => {
  const id = hostnameIdOf(resource);
  return id === null ? [] : [id];
});

const path = 'by path';

/** Those that match by a path or prefix. */
const byPath = routeFiling((resource) => (matching(resource)?.match.byPath === true ? [path] : []));

/** Every index of routes. */
export const routeFilings: readonly (readonly [KindId, Filing])[] = [byHostname, seated, byPath, inNamespace].map(
  (filing) => [kinds.gatewayRoute, filing] as const,
);

/** Whether a route of the gateway matches by a path or prefix, whatever the given one does. */
export function someMatchesByPath(world: World, gateway: Resource, but?: Resource): boolean {
  if (but === undefined) return hasAny(routesOf(world, gateway, byPath, path));
  const isOther = ({ key }: Resource) => objectId(key) !== objectId(but.key);
  // Mostly a neighbour does, and all others need not be asked.
  return (
    hasAny(routesIn(but.key.namespace, world, gateway, byPath, path), isOther) ||
    hasAny(routesOf(world, gateway, byPath, path), isOther)
  );
}

function hasAny(routes: Iterable<Resource>, isMeant: (route: Resource) => boolean = () => true): boolean {
  for (const route of routes) if (isMeant(route)) return true;
  return false;
}

/** An entry with the service that it was made with. */
type Made = GatewayEntry & { readonly service: Resource };

/** Where entries are looked up that were made before. */
export interface EntryMemory {
  get(resource: Resource): Made | undefined;
  set(resource: Resource, made: Made): void;
}

const remembered = new Remembered<Made>();

/** For the tables that models keep. */
export const lasting: EntryMemory = {
  get: (resource) => remembered.get(resource, ''),
  set: (resource, made) => remembered.set(resource, '', made),
};

/** For those that are built for one decision, and looked at from both sides of it. */
export const passing: EntryMemory = new Derived<Resource, Made>();

/** What a GatewayRoute says; null iff App Mesh would have no such route. The same as before where its service is the same. */
export function gatewayEntry(world: World, resource: Resource, memory: EntryMemory): GatewayEntry | null {
  const known = memory.get(resource);
  const leads = known === undefined ? null : found(world, resource, gatewayTarget(known.typed.route));
  if (known !== undefined && leads?.is === 'found' && leads.resource === known.service) return known;
  const matched = matching(resource);
  if (matched === null) return null;
  const entry = entryOf(world, resource, matched);
  const target = found(world, resource, gatewayTarget(matched.typed.route));
  // The spread stands last, as elsewhere on the way of a decision: what Node 20 adds behind one grows old at once.
  if (target.is === 'found') memory.set(resource, { service: target.resource, ...entry });
  return entry;
}

function entryOf(world: World, resource: Resource, matched: Matching): GatewayEntry {
  const { typed, match, hostname } = matched;
  return {
    typed,
    isByPath: match.byPath,
    route: routeOf(resource, typed, actionOf(world, resource, typed, match.prefix)),
    hostname,
    requests: [match.requests],
    rank: rank(spec(resource), match.prefix),
    port: namedPort(field(typed.match, 'port')),
  };
}

function routeOf(resource: Resource, typed: TypedRoute, does: Action): Route {
  const { match, action } = typed;
  return {
    id: objectId(resource.key),
    name: shortName(resource.key),
    resource: resource.key,
    labels: resource.labels,
    at: {
      self: nameRef(resource),
      rule: place(spec(resource)),
      match: place(match),
      action: place(action),
    },
    action: does,
    expressions: expressionsOf(typed),
    timeout: null,
    retries: null,
    written: writtenIn(typed),
  };
}

function actionOf(world: World, resource: Resource, { route, action }: TypedRoute, prefix: string | null): Action {
  const wanted = gatewayTarget(route);
  if (wanted.ref === null && wanted.arn === null) return { kind: 'unknown', unknown: 'the target of the route' };
  const leads = found(world, resource, wanted);
  const destination = {
    to: placeTarget(leads, wanted),
    label: labelOf(leads, wanted),
    at: place(field(action, 'target')),
  };
  const forward = forwardTo(destination, rewriteOf(action, prefix, serviceName(leads, wanted)));
  const note = impliedRewrite(action, prefix);
  return note === null ? forward : { unasked: note, ...forward };
}

/** The host name of the service, which a missing one would have by default. */
function serviceName(leads: ReturnType<typeof found>, { ref }: ReturnType<typeof gatewayTarget>): string {
  if (leads.is === 'found') return awsName(leads.resource);
  if (ref === null) return 'the name of the service';
  return ref.namespace === '' ? ref.name : `${ref.name}.${ref.namespace}`;
}

/** The listeners of its gateway that a route is tried on; `open`: those that a placeholder may mean. */
export function seatsOf(gateway: Resource, port: string | undefined) {
  const all = listeners(gateway);
  if (port !== undefined) return onPort(all, port);
  // With several listeners App Mesh refuses a route that names none, so it takes nothing from the others for certain.
  return all.length > 1 ? { certain: [], open: all } : { certain: all, open: [] };
}

/** What a GatewayRoute contributes besides the tables of its gateway. */
export function buildGatewayRoute(world: World, resource: Resource): ModelPart {
  const stray = isSeated(world, resource) ? null : gatewayEntry(world, resource, lasting);
  return {
    ...emptyPart,
    references: links(resource).flatMap((link) => [...references(world, resource, link)]),
    portUses: gatewayRouteUses(world, resource),
    attachments: [gatewayAttachment(world, resource), meshAttachment(world, resource)],
    strays: stray === null ? [] : [stray.route],
  };
}

/** True iff its gateway has a listener that it is, or may be, tried on. */
function isSeated(world: World, resource: Resource): boolean {
  const gateway = gatewayOf(world, resource);
  if (isUnknown(gateway)) return false;
  const typed = typedRoute(spec(resource));
  const { certain, open } = seatsOf(gateway, typed === null ? undefined : namedPort(field(typed.match, 'port')));
  return certain.length + open.length > 0;
}
