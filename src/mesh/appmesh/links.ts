import type { KindId, Resource } from '../../resource/resource.ts';
import { type Field, field, items, spec, text } from '../fields.ts';
import { kinds } from './names.ts';
import { routeTypes } from './route-type.ts';

/** One mention of another object, as written. */
export interface Link {
  readonly kind: KindId;
  /** What it is for, as a noun. */
  readonly as: string;
  /** By Kubernetes name; a namespace that is not written is the referrer's. */
  readonly ref: {
    readonly namespace: string;
    readonly name: string;
    readonly field: Field;
  } | null;
  /** By Amazon resource name; where both are written this one counts. */
  readonly arn: Field | null;
}

/**
 * The object that a mapping names in `<kind>Ref` or `<kind>ARN`.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/references/resolver.go, pkg/conversions/arns_conversion.go
 */
export function link(holder: Field, word: keyof typeof kinds, as: string): Link {
  const arn = field(holder, `${word}ARN`);
  return {
    kind: kinds[word],
    as,
    ref: refIn(field(holder, `${word}Ref`)),
    arn: typeof text(arn) === 'string' ? arn : null,
  };
}

/** The item of a list that is itself a reference. */
export function plainLink(item: Field, word: keyof typeof kinds, as: string): Link {
  return { kind: kinds[word], as, ref: refIn(item), arn: null };
}

function refIn(ref: Field): Link['ref'] {
  const nameField = field(ref, 'name');
  const name = text(nameField);
  if (typeof name !== 'string' || name === '') return null;
  const namespace = text(field(ref, 'namespace'));
  return {
    namespace: namespace ? namespace : ref.resource.key.namespace,
    name,
    field: nameField,
  };
}

/** Every mention of another object in a resource, in the order of the schema. */
export function links(resource: Resource): readonly Link[] {
  return [...read(resource)].filter(({ ref, arn }) => ref !== null || arn !== null);
}

function* read(resource: Resource): Iterable<Link> {
  const root = spec(resource);
  switch (resource.kind) {
    case kinds.gatewayRoute:
      for (const type of routeTypes) yield gatewayTarget(field(root, type));
      if (resource.live) yield link(root, 'virtualGateway', 'gateway');
      break;
    case kinds.virtualRouter:
      for (const route of items(field(root, 'routes'))) {
        for (const type of routeTypes) {
          for (const target of weightedTargets(field(route, type))) yield link(target, 'virtualNode', 'target');
        }
      }
      break;
    case kinds.virtualService:
      yield link(field(root, 'provider', 'virtualNode'), 'virtualNode', 'provider');
      yield link(field(root, 'provider', 'virtualRouter'), 'virtualRouter', 'provider');
      break;
    case kinds.virtualNode:
      for (const backend of items(field(root, 'backends'))) yield backendLink(backend);
      for (const item of items(field(root, 'backendGroups'))) {
        const group = plainLink(item, 'backendGroup', 'backend group');
        // The name `*` is every VirtualService of the namespace: appmesh.k8s.aws/v1beta2 VirtualNode.spec.backendGroups,
        // aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/backend_groups.md
        if (group.ref?.name !== '*') yield group;
      }
      break;
    case kinds.backendGroup:
      for (const item of items(field(root, 'virtualservices'))) {
        const member = plainLink(item, 'virtualService', 'backend');
        // The name `*` is every VirtualService of the namespace, not one of that name:
        // aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/backend_groups.md
        if (member.ref?.name !== '*') yield member;
      }
      break;
  }
}

/** The VirtualService that a route of a gateway forwards to. */
export function gatewayTarget(typed: Field): Link {
  return link(field(typed, 'action', 'target', 'virtualService'), 'virtualService', 'target');
}

/** The targets of a router's route, as written. */
export function weightedTargets(typed: Field): readonly Field[] {
  return items(field(typed, 'action', 'weightedTargets'));
}

/** The VirtualService that a node calls. */
export function backendLink(backend: Field): Link {
  return link(field(backend, 'virtualService'), 'virtualService', 'backend');
}
