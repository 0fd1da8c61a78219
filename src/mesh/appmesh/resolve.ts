import { isUnknown, type Known, type Unknown } from '../../base/known.ts';
import { code } from '../../base/wording.ts';
import { hasPlaceholder, sameText } from '../../document/placeholder.ts';
import type { SourceRef } from '../../document/ref.ts';
import type { Reference, Resolution } from '../../model/reference.ts';
import { type KindId, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { nameRef, place, text } from '../fields.ts';
import type { Link } from './links.ts';
import { differ, meshOf } from './membership.ts';
import { awsName, kinds } from './names.ts';

/** What a link leads to: an object, a name that no object has, or nobody knows. */
export type Found =
  | { readonly is: 'found'; readonly resource: Resource }
  | {
      readonly is: 'missing';
      readonly namespace: string;
      readonly name: string;
    }
  | ({ readonly is: 'unknown' } & Unknown);

/** The object that counts: by ARN if one is written, else by name. */
export function found(world: World, from: Resource, link: Link): Found {
  if (link.arn !== null) {
    const resource = byArn(world, from, link);
    return isUnknown(resource) ? { is: 'unknown', ...resource } : { is: 'found', resource };
  }
  if (link.ref === null) return { is: 'unknown', unknown: `the ${link.as} is not written` };
  const { namespace, name } = link.ref;
  const lookup = world.get(link.kind, namespace, name);
  switch (lookup.is) {
    case 'found':
      return lookup;
    case 'absent':
      return { is: 'missing', namespace, name };
    case 'external':
      return {
        is: 'unknown',
        unknown: `${code(name)} is declared to be elsewhere`,
      };
    case 'unknown':
      return { is: 'unknown', unknown: lookup.unknown };
  }
}

/** Each name and ARN of a link as a reference of its own: a name beside an ARN is resolved too, and can fail. */
export function* references(world: World, from: Resource, link: Link): Iterable<Reference> {
  const kind = kindName(link.kind);
  const { ref, arn, as } = link;
  if (ref !== null) {
    const { namespace, name } = ref;
    yield {
      from: from.key,
      at: place(ref.field),
      wanted: { kind, namespace, name },
      as,
      resolution: byName(world, from, link.kind, namespace, name),
    };
  }
  if (arn !== null) {
    const resource = byArn(world, from, link);
    yield {
      from: from.key,
      at: place(arn),
      wanted: {
        kind,
        namespace: '',
        name: nameInArn(text(arn) ?? '', kind) ?? '',
      },
      as,
      resolution:
        ofOtherMesh(world, from, text(arn) ?? '') ??
        (isUnknown(resource) ? { is: 'unknown', ...resource } : { is: 'resolved', to: resource.key }),
    };
  }
}

/** References cross namespaces without a grant, but never meshes: pkg/references and the `didn't belong to mesh` checks of the same commit. */
function byName(world: World, from: Resource, kind: KindId, namespace: string, name: string): Resolution {
  const lookup = world.get(kind, namespace, name);
  switch (lookup.is) {
    case 'found':
      return inMesh(world, from, lookup.resource);
    case 'absent':
      return {
        is: 'dangling',
        certain: lookup.certain,
        nearest: lookup.nearest,
      };
    case 'external':
      return {
        is: 'unknown',
        unknown: `${code(name)} is declared to be elsewhere`,
      };
    case 'unknown':
      return lookup;
  }
}

function inMesh(world: World, from: Resource, to: Resource): Resolution {
  const mine = meshOf(world, from);
  const other = meshOf(world, to);
  if (!differ(mine, other) || isUnknown(mine) || isUnknown(other)) return { is: 'resolved', to: to.key };
  const text = `it belongs to mesh ${code(other)}, what names it to mesh ${code(mine)}`;
  const evidence = [from, to].flatMap((object) => belonging(world, object));
  return { is: 'refused', because: 'other-mesh', text, evidence };
}

/** The Mesh of an object, as a note beside a finding. */
function belonging(world: World, object: Resource): readonly { readonly at: SourceRef; readonly note: string }[] {
  const mesh = meshObject(world, object);
  return mesh === null ? [] : [{ at: nameRef(mesh), note: `${objectName(object.key)} is in this mesh` }];
}

function meshObject(world: World, object: Resource): Resource | null {
  const name = meshOf(world, object);
  const mesh = isUnknown(name) ? null : world.get(kinds.mesh, '', name);
  return mesh?.is === 'found' ? mesh.resource : null;
}

/** An ARN of another mesh is looked up in the mesh of who writes it all the same. */
function ofOtherMesh(world: World, from: Resource, written: string): Resolution | null {
  const mine = meshObject(world, from);
  const meant = /:mesh\/([^/@]+)[^/]*\//.exec(written)?.[1];
  if (mine === null || meant === undefined || sameText(meant, awsName(mine)) !== 'different') return null;
  const text = `the ARN names mesh ${code(meant)}, and its last part is looked up in mesh ${code(awsName(mine))}`;
  return { is: 'refused', because: 'other-mesh', text, evidence: belonging(world, from) };
}

/**
 * The object of the same mesh whose name in App Mesh is the last part of the ARN; account, region and mesh of the ARN are
 * not looked at. aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/conversions/arns_conversion.go
 */
function byArn(world: World, from: Resource, { arn, kind }: Link): Known<Resource> {
  const written = arn === null ? undefined : text(arn);
  const name = nameInArn(written ?? '', kindName(kind));
  if (name === null)
    return {
      unknown: `${code(written ?? '')} cannot be read as an ARN of App Mesh`,
    };
  if (hasPlaceholder(name)) return { unknown: `which object ${code(name)} is` };
  const mine = meshOf(world, from);
  const named = byAwsName(world.of(kind)).get(name) ?? [];
  const [only, ...others] = named.filter((resource) => !differ(mine, meshOf(world, resource)));
  if (only === undefined) return { unknown: `${code(name)} may be an object outside Kubernetes` };
  return others.length === 0 ? only : { unknown: `more than one object is called ${code(name)} in App Mesh` };
}

/** `cart` in `arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/virtualNode/cart`, if that is what the ARN should name. */
function nameInArn(arn: string, kind: string): string | null {
  const [mesh, name, type, last, ...more] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.*)$/.exec(arn)?.[1]?.split('/') ?? [];
  if (mesh !== 'mesh' || !name || !last || more.length > 0) return null;
  return type === `${kind.charAt(0).toLowerCase()}${kind.slice(1)}` ? last : null;
}

/** `VirtualNode` of `VirtualNode.appmesh.k8s.aws`. */
function kindName(kind: KindId): string {
  return kind.slice(0, kind.indexOf('.'));
}

const names = new WeakMap<readonly Resource[], ReadonlyMap<string, readonly Resource[]>>();

function byAwsName(resources: readonly Resource[]): ReadonlyMap<string, readonly Resource[]> {
  let known = names.get(resources);
  if (known === undefined) {
    const built = new Map<string, Resource[]>();
    for (const resource of resources) {
      const name = awsName(resource);
      const namesakes = built.get(name);
      if (namesakes === undefined) built.set(name, [resource]);
      else namesakes.push(resource);
    }
    known = built;
    names.set(resources, known);
  }
  return known;
}
