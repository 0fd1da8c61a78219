import type { KindId, Resource } from '../../resource/resource.ts';
import type { ServiceName } from '../../resource/service-name.ts';
import type { Filing, World } from '../../resource/world.ts';
import { mentionsIn } from '../mentions.ts';
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

const mentions = mentionsIn((resource) =>
  links(resource).flatMap(({ kind, ref }) =>
    ref === null ? [] : [{ kind, namespace: ref.namespace, name: ref.name }],
  ),
);

/** Those that name anything by ARN: the object it means is searched among all of its kind. */
const byArn: Filing = (resource) => (links(resource).some(({ arn }) => arn !== null) ? [''] : []);

const discovered = mentionsIn((node) => mentionOf(discoveryOf(node)?.service));
const called = mentionsIn((service) => mentionOf(answeringService(service)));

/** Every index of who mentions whom, by the kind that mentions. */
export const mentionFilings: readonly (readonly [KindId, Filing])[] = [
  ...[...new Set([...referrers.values()].flat())].flatMap((kind) =>
    [...mentions.filings, byArn].map((filing) => [kind, filing] as const),
  ),
  ...discovered.filings.map((filing) => [kinds.virtualNode, filing] as const),
  ...called.filings.map((filing) => [kinds.virtualService, filing] as const),
];

function mentionOf(service: ServiceName | null | undefined) {
  return service ? [{ kind: 'Service', namespace: service.namespace, name: service.name }] : [];
}

/** The resources whose mentions can resolve differently when this object comes, goes or changes. */
export function* referring(resource: Resource, world: World): Iterable<Resource> {
  if (resource.kind === 'Service') {
    yield* discovered.of(resource, kinds.virtualNode, world);
    yield* called.of(resource, kinds.virtualService, world);
  }
  for (const kind of referrers.get(resource.kind) ?? []) {
    yield* mentions.of(resource, kind, world);
    for (const user of world.filed(kind, byArn, '')) {
      if (links(user).some((link) => link.kind === resource.kind)) yield user;
    }
  }
}

/** The resources that mention an object of the namespace, or any object by ARN. */
export function* referringInto(namespace: string, world: World): Iterable<Resource> {
  for (const kind of new Set([...referrers.values()].flat())) {
    yield* mentions.into(namespace, kind, world);
    yield* world.filed(kind, byArn, '');
  }
}
