import { isUnknown, type Known } from '../../base/known.ts';
import { by } from '../../base/sort.ts';
import { code } from '../../base/wording.ts';
import type { Attachment, Candidate } from '../../model/reference.ts';
import { moreLabels, namespaceObject } from '../../resource/namespace.ts';
import type { Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, given, nameRef, spec } from '../fields.ts';
import { type Selection, selection } from '../selection.ts';
import { link } from './links.ts';
import { candidate, decidedBy, differ, meshOf, owned, takesNamespace } from './membership.ts';
import { kinds } from './names.ts';
import { found } from './resolve.ts';

/** A gateway and whether its selectors take something. */
type Taking = Selection & { readonly gateway: Resource };

/** What the gateways of a world say of one namespace. */
interface Selecting {
  /** Gateways whose `namespaceSelector` takes the namespace, or may. */
  readonly open: readonly Taking[];
  /** All others, the nearest first. */
  readonly closed: readonly Candidate[];
  readonly decidedBy: Attachment['decidedBy'];
}

const selecting = new WeakMap<World, Map<string, Selecting>>();

/**
 * Every VirtualGateway of the cluster, of whatever mesh, by its `namespaceSelector`: an absent one takes no namespace.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/virtualgateway/membership_designator.go
 */
function byNamespace(world: World, namespace: string): Selecting {
  let known = selecting.get(world);
  if (known === undefined) {
    known = new Map();
    selecting.set(world, known);
  }
  let found = known.get(namespace);
  if (found === undefined) {
    const object = namespaceObject(world, namespace);
    const all = world
      .of(kinds.virtualGateway)
      .map((gateway): Taking => ({ gateway, ...takesNamespace(gateway, namespace, object) }));
    found = {
      open: all.filter(({ fails }) => typeof fails !== 'string'),
      closed: nearest(all.filter(({ fails }) => typeof fails === 'string')).map(candidateOf),
      decidedBy: decidedBy(object),
    };
    known.set(namespace, found);
  }
  return found;
}

/** The gateways that may take the namespace of a route, by their `gatewayRouteSelector` too: an absent one takes all. */
function selected(world: World, route: Resource): readonly Taking[] {
  return byNamespace(world, route.key.namespace).open.map((taking) => {
    const { gateway, fails, held } = taking;
    const selector = field(spec(gateway), 'gatewayRouteSelector');
    if (!given(selector)) return taking;
    const labels = { of: 'the route', known: route.labels, more: moreLabels(route) };
    const byRoute = owned(gateway, selection(selector, 'gatewayRouteSelector', labels));
    const first = typeof byRoute.fails === 'string' ? byRoute.fails : (fails ?? byRoute.fails);
    const { remedy } = byRoute;
    return { gateway, fails: first, ...(remedy !== undefined && { remedy }), held: held + byRoute.held };
  });
}

function candidateOf({ gateway, ...taking }: Taking): Candidate {
  return candidate(gateway, taking);
}

/** The gateway that a live route was put on when it was created; labels and selectors are not asked again. */
function frozenGateway(world: World, route: Resource): Known<Resource> | null {
  if (!route.live) return null;
  const chosen = link(spec(route), 'virtualGateway', 'gateway');
  if (chosen.ref === null) return null;
  const gateway = found(world, route, chosen);
  return gateway.is === 'found' ? gateway.resource : { unknown: 'its VirtualGateway is not in these files' };
}

/**
 * The one gateway that takes a route, or why there is none: exactly one of the cluster must select it, and it must be of
 * the same mesh. aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/gatewayroute_mutator.go
 */
export function gatewayOf(world: World, route: Resource): Known<Resource> {
  const frozen = frozenGateway(world, route);
  if (frozen !== null) return frozen;
  const all = selected(world, route);
  for (const { fails } of all) if (isUnknown(fails)) return fails;
  const [only, ...others] = all.filter(({ fails }) => fails === null);
  if (only === undefined) return { unknown: 'no VirtualGateway takes it' };
  if (others.length > 0) return { unknown: 'more than one VirtualGateway takes it' };
  return differ(meshOf(world, route), meshOf(world, only.gateway))
    ? { unknown: 'its VirtualGateway is of another mesh' }
    : only.gateway;
}

/** Routes by namespace, and those that some gateway was chosen for. */
interface Shelf {
  readonly byNamespace: ReadonlyMap<string, readonly Resource[]>;
  readonly live: readonly Resource[];
}

const shelves = new WeakMap<readonly Resource[], Shelf>();

function shelved(routes: readonly Resource[]): Shelf {
  let shelf = shelves.get(routes);
  if (shelf === undefined) {
    const byNamespace = new Map<string, Resource[]>();
    for (const route of routes) {
      const others = byNamespace.get(route.key.namespace);
      if (others === undefined) byNamespace.set(route.key.namespace, [route]);
      else others.push(route);
    }
    shelf = { byNamespace, live: routes.filter(({ live }) => live) };
    shelves.set(routes, shelf);
  }
  return shelf;
}

/** The routes that a gateway takes. */
export function routesOf(world: World, gateway: Resource): readonly Resource[] {
  const { byNamespace, live } = shelved(world.of(kinds.gatewayRoute));
  const candidates = new Set(live);
  for (const [namespace, routes] of byNamespace) {
    if (mayTake(world, gateway, namespace)) for (const route of routes) candidates.add(route);
  }
  return [...candidates].filter((route) => gatewayOf(world, route) === gateway);
}

/** Asks only this gateway, unless all have been asked: a change of one route must not cost a walk over all of them. */
function mayTake(world: World, gateway: Resource, namespace: string): boolean {
  const known = selecting.get(world)?.get(namespace);
  if (known !== undefined) return known.open.some((taking) => taking.gateway === gateway);
  return typeof takesNamespace(gateway, namespace, namespaceObject(world, namespace)).fails !== 'string';
}

/** The most candidates that an attachment lists, the nearest first: a world may hold thousands. */
const mostCandidates = 20;

/** A route and the gateways it could belong to: none in these files where the one of a live route is not there. */
export function gatewayAttachment(world: World, route: Resource): Attachment {
  const frozen = frozenGateway(world, route);
  const chosen = byNamespace(world, route.key.namespace);
  return {
    resource: route.key,
    at: nameRef(route),
    to: 'place',
    wanted: 'VirtualGateway',
    wants: 'one',
    candidates:
      frozen === null
        ? candidates(world, route, chosen)
        : isUnknown(frozen)
          ? []
          : [candidate(frozen, { fails: null, held: 0 })],
    decidedBy: frozen === null ? chosen.decidedBy : null,
  };
}

function candidates(world: World, route: Resource, { closed }: Selecting): readonly Candidate[] {
  const all = selected(world, route);
  const several = all.filter(({ fails }) => fails === null).length > 1;
  const open = nearest(all).map((taking) => (several ? candidateOf(taking) : judged(world, route, taking)));
  return [...open, ...closed].slice(0, mostCandidates);
}

function nearest(all: readonly Taking[]): readonly Taking[] {
  if (all.length < 2) return all;
  const distance = ({ fails }: Taking): number => (fails === null ? 0 : isUnknown(fails) ? 1 : 2);
  const names = by<Taking>(
    distance,
    ({ held }) => -held,
    ({ gateway }) => gateway.key.namespace,
    ({ gateway }) => gateway.key.name,
  );
  return [...all].sort(names).slice(0, mostCandidates);
}

/** The mesh is asked last: a gateway of another mesh that selects the route still makes it one too many. */
function judged(world: World, route: Resource, taking: Taking): Candidate {
  const mine = meshOf(world, route);
  const other = meshOf(world, taking.gateway);
  if (taking.fails !== null || isUnknown(mine) || isUnknown(other) || !differ(mine, other)) return candidateOf(taking);
  const fails = `it belongs to mesh ${code(other)}, the route to mesh ${code(mine)}`;
  const remedy = 'put the namespaces of both into one mesh';
  return candidate(taking.gateway, { fails, remedy, held: taking.held });
}
