import { Derived } from '../../base/derived.ts';
import { isUnknown, type Known } from '../../base/known.ts';
import { by } from '../../base/sort.ts';
import { code } from '../../base/wording.ts';
import type { Attachment, Candidate } from '../../model/reference.ts';
import { moreLabels } from '../../resource/namespace.ts';
import type { Resource } from '../../resource/resource.ts';
import type { Filing, World } from '../../resource/world.ts';
import { field, given, nameRef, spec } from '../fields.ts';
import { type Selection, selection } from '../selection.ts';
import { link } from './links.ts';
import { candidate, decidedBy, differ, meshOf, owned, takesNamespace } from './membership.ts';
import { kinds } from './names.ts';
import { perNamespace } from './per-namespace.ts';
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

/**
 * Every VirtualGateway of the cluster, of whatever mesh, by its `namespaceSelector`: an absent one takes no namespace.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/virtualgateway/membership_designator.go
 */
const selecting = perNamespace((gateways: readonly Resource[], namespace, object): Selecting => {
  const all = gateways.map((gateway): Taking => ({ gateway, ...takesNamespace(gateway, namespace, object) }));
  return {
    open: all.filter(({ fails }) => typeof fails !== 'string'),
    closed: nearest(all.filter(({ fails }) => typeof fails === 'string')).map(candidateOf),
    decidedBy: decidedBy(object),
  };
});

function byNamespace(world: World, namespace: string): Selecting {
  return selecting(world, world.of(kinds.virtualGateway), namespace);
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
  return gateway.is === 'found' ? gateway.resource : { unknown: 'its VirtualGateway was not read' };
}

/**
 * The one gateway that takes a route, or why there is none: exactly one of the cluster must select it, and it must be of
 * the same mesh. aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/gatewayroute_mutator.go
 */
export function gatewayOf(world: World, route: Resource): Known<Resource> {
  let known = gateways.get(world);
  if (known === undefined) {
    known = new Map();
    gateways.set(world, known);
  }
  let gateway = known.get(route);
  if (gateway === undefined) {
    gateway = chosenGateway(world, route);
    known.set(route, gateway);
  }
  return gateway;
}

/** Every table, attachment and index of a gateway asks for the gateway of a route. */
const gateways = new Derived<World, Map<Resource, Known<Resource>>>();

function chosenGateway(world: World, route: Resource): Known<Resource> {
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

/** The gateway that was chosen for a route, else its namespace: a gateway's routes are found without a look at all others. */
function ownerOf(route: Resource): string {
  const chosen = route.live ? link(spec(route), 'virtualGateway', 'gateway').ref : null;
  return chosen === null ? `in ${route.key.namespace}` : `of ${chosen.namespace}/${chosen.name}`;
}

/** Routes by the words that are read off them, and by these with their owners. */
export function routeFiling(words: (route: Resource) => Iterable<string>): Filing {
  return function* (route) {
    const owner = ownerOf(route);
    for (const word of words(route)) {
      yield word;
      yield `${owner} ${word}`;
    }
  };
}

/** Fewer routes than these are looked at one by one, whoever owns them. */
const few = 50;

/** The routes that a gateway takes, of those that the filing has under the word. */
export function* routesOf(world: World, gateway: Resource, by: Filing, word: string): Iterable<Resource> {
  const some: Resource[] = [];
  for (const route of world.filed(kinds.gatewayRoute, by, word)) if (some.push(route) > few) break;
  if (some.length <= few) {
    yield* some.filter((route) => gatewayOf(world, route) === gateway);
    return;
  }
  const { namespace, name } = gateway.key;
  yield* takenOf(world, gateway, by, `of ${namespace}/${name} ${word}`);
  for (const own of world.filings(kinds.gatewayRoute, inNamespace)) {
    if (mayTake(world, gateway, own)) yield* routesIn(own, world, gateway, by, word);
  }
}

/** Of these, those in one namespace that do not say themselves whose they are. */
export function routesIn(
  namespace: string,
  world: World,
  gateway: Resource,
  by: Filing,
  word: string,
): Iterable<Resource> {
  return takenOf(world, gateway, by, `in ${namespace} ${word}`);
}

function* takenOf(world: World, gateway: Resource, by: Filing, filed: string): Iterable<Resource> {
  for (const route of world.filed(kinds.gatewayRoute, by, filed)) if (gatewayOf(world, route) === gateway) yield route;
}

export const inNamespace: Filing = ({ key }) => [key.namespace];

/** Asks only this gateway: a change of one route must not cost a walk over all of them. */
const mayTake = perNamespace((gateway: Resource, namespace, object) => {
  return typeof takesNamespace(gateway, namespace, object).fails !== 'string';
});

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
