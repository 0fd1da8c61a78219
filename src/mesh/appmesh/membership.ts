import { isUnknown, type Known } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import { sameText } from '../../document/placeholder.ts';
import type { Attachment, Candidate } from '../../model/reference.ts';
import { namespaceLabels } from '../../resource/namespace.ts';
import { at, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, given, nameRef, place, spec, text } from '../fields.ts';
import { type Selection, selection } from '../selection.ts';
import { kinds } from './names.ts';
import { perNamespace } from './per-namespace.ts';

/**
 * Whether the `namespaceSelector` of a Mesh or VirtualGateway takes a namespace: an absent one takes none, `{}` takes all.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/mesh/membership_designator.go, pkg/virtualgateway/membership_designator.go
 */
export function takesNamespace(selecting: Resource, namespace: string, object: Resource | null): Selection {
  const selector = field(spec(selecting), 'namespaceSelector');
  if (!given(selector)) {
    return {
      fails: 'it has no `namespaceSelector`, so it selects no namespace',
      remedy: `add a ${code('namespaceSelector')} that matches the labels of the namespace to ${code(objectName(selecting.key))}`,
      held: 0,
    };
  }
  return owned(selecting, selection(selector, 'namespaceSelector', namespaceLabels(namespace, object)));
}

/** The remedy with the object that has the selector. */
export function owned({ key }: Resource, of: Selection): Selection {
  return of.remedy === undefined ? of : { ...of, remedy: `${of.remedy} of ${code(objectName(key))}` };
}

/** What the meshes of a world say of one namespace. */
interface Membership {
  readonly mesh: Known<string>;
  readonly decidedBy: Attachment['decidedBy'];
  readonly candidates: readonly Candidate[];
}

const memberships = perNamespace((meshes: readonly Resource[], namespace, object): Membership => {
  const all = meshes.map((mesh) => ({ mesh, ...takesNamespace(mesh, namespace, object) }));
  const candidates = all.map(({ mesh, ...selecting }) => candidate(mesh, selecting));
  return { mesh: onlyMesh(all), candidates, decidedBy: decidedBy(object) };
});

/** Asked for every object of a world, and the same for all objects of a namespace. */
function membership(world: World, namespace: string): Membership {
  return memberships(world, world.of(kinds.mesh), namespace);
}

function onlyMesh(all: readonly (Selection & { readonly mesh: Resource })[]): Known<string> {
  if (all.length === 0) return { unknown: 'no Mesh was read' };
  for (const { fails } of all) if (isUnknown(fails)) return fails;
  const [only, ...others] = all.filter(({ fails }) => fails === null);
  if (only === undefined) return { unknown: 'no Mesh selects its namespace' };
  return others.length === 0 ? only.mesh.key.name : { unknown: 'more than one Mesh selects its namespace' };
}

/** The mesh that a live object was put in when it was created; selectors are not asked again. */
function frozenMesh(resource: Resource): string | null {
  if (!resource.live) return null;
  const name = text(field(spec(resource), 'meshRef', 'name'));
  return name ? name : null;
}

/**
 * Name of the Mesh that an object belongs to: exactly one Mesh must select its namespace.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/mesh/membership_designator.go
 */
export function meshOf(world: World, resource: Resource): Known<string> {
  return frozenMesh(resource) ?? membership(world, resource.key.namespace).mesh;
}

/** True iff both meshes are known and are not one. */
export function differ(left: Known<string>, right: Known<string>): boolean {
  return !isUnknown(left) && !isUnknown(right) && sameText(left, right) === 'different';
}

/** An object and the meshes it could belong to: none in these files where the one of a live object is not there. */
export function meshAttachment(world: World, resource: Resource): Attachment {
  const frozen = frozenMesh(resource);
  const chosen = membership(world, resource.key.namespace);
  return {
    resource: resource.key,
    at: nameRef(resource),
    to: 'domain',
    wanted: 'Mesh',
    wants: 'one',
    candidates: frozen === null ? chosen.candidates : meshNamed(world, frozen),
    decidedBy: frozen === null ? chosen.decidedBy : null,
  };
}

function meshNamed(world: World, name: string): readonly Candidate[] {
  return world
    .of(kinds.mesh)
    .flatMap((mesh) => (mesh.key.name === name ? [candidate(mesh, { fails: null, held: 0 })] : []));
}

export function candidate(selecting: Resource, { fails, remedy, held }: Selection): Candidate {
  return {
    label: objectName(selecting.key),
    at: place(field(spec(selecting), 'namespaceSelector')),
    fails,
    ...(remedy !== undefined && { remedy }),
    held,
  };
}

export function decidedBy(object: Resource | null): Attachment['decidedBy'] {
  return object === null ? null : { label: objectName(object.key), at: at(object, ['metadata', 'labels']) };
}
