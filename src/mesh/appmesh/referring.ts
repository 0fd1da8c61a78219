import type { KindId, Resource } from '../../resource/resource.ts';
import type { ServiceName } from '../../resource/service-name.ts';
import type { World } from '../../resource/world.ts';
import { mentionIndex } from '../mentions.ts';
import { answeringService, discoveryOf } from './discovery.ts';
import { links } from './links.ts';
import { kinds } from './names.ts';

/** Who can mention a kind. */
const referrers: ReadonlyMap<KindId, readonly KindId[]> = new Map([
  [kinds.virtualGateway, [kinds.gatewayRoute]],
  [kinds.virtualService, [kinds.gatewayRoute, kinds.virtualNode, kinds.backendGroup]],
  [kinds.virtualRouter, [kinds.virtualService]],
  [kinds.virtualNode, [kinds.virtualRouter, kinds.virtualService]],
  [kinds.backendGroup, [kinds.virtualNode]],
]);

const mentions = mentionIndex((resource) =>
  links(resource).flatMap(({ kind, ref }) =>
    ref === null ? [] : [{ kind, namespace: ref.namespace, name: ref.name }],
  ),
);

const byArn = new WeakMap<readonly Resource[], readonly Resource[]>();

/** The resources that name anything by ARN: the object it means is searched among all of its kind. */
function arnUsers(all: readonly Resource[]): readonly Resource[] {
  let users = byArn.get(all);
  if (users === undefined) {
    users = all.filter((resource) => links(resource).some(({ arn }) => arn !== null));
    byArn.set(all, users);
  }
  return users;
}

const discovered = mentionIndex((node) => mentionOf(discoveryOf(node)?.service));
const called = mentionIndex((service) => mentionOf(answeringService(service)));

function mentionOf(service: ServiceName | null | undefined) {
  return service ? [{ kind: 'Service', namespace: service.namespace, name: service.name }] : [];
}

/** The resources whose mentions can resolve differently when this object comes, goes or changes. */
export function* referring(resource: Resource, world: World): Iterable<Resource> {
  if (resource.kind === 'Service') {
    yield* discovered(world.of(kinds.virtualNode)).of(resource, world);
    yield* called(world.of(kinds.virtualService)).of(resource, world);
  }
  for (const kind of referrers.get(resource.kind) ?? []) {
    const all = world.of(kind);
    yield* mentions(all).of(resource, world);
    for (const user of arnUsers(all)) if (links(user).some((link) => link.kind === resource.kind)) yield user;
  }
}

/** The resources that mention an object of the namespace, or any object by ARN. */
export function* referringInto(namespace: string, world: World): Iterable<Resource> {
  for (const kind of new Set([...referrers.values()].flat())) {
    const all = world.of(kind);
    yield* mentions(all).into(namespace);
    yield* arnUsers(all);
  }
}
