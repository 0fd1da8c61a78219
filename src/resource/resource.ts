import type { Known } from '../base/known.ts';
import type { Path, SourceRef } from '../document/ref.ts';

/** `VirtualNode.appmesh.k8s.aws`, `Service` for the core group: as kubectl writes a kind with its group. */
export type KindId = string;

/** What makes an object one object in a cluster; the version is no part of it. */
export interface ObjectKey {
  readonly group: string;
  readonly kind: string;
  /** The empty string for cluster-scoped objects and for the unnamed namespace of a folder. */
  readonly namespace: string;
  /** May hold placeholders. */
  readonly name: string;
}

/** An object of a kind that we understand. */
export interface Resource {
  readonly key: ObjectKey;
  readonly kind: KindId;
  readonly version: string;
  /** Id of the document. */
  readonly document: string;
  /** Path of the object in its document: `[]`, or `['items', 3]` in a List. */
  readonly root: Path;
  /** The whole object: plain data. */
  readonly value: Readonly<Record<string, unknown>>;
  /** `value.spec` if it is a mapping, else an empty one. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** True iff it was read from a cluster (`metadata.uid` is set): the fields that the system sets are right. */
  readonly live: boolean;
  readonly created: Known<string>;
}

export function kindId(group: string, kind: string): KindId {
  return group === '' ? kind : `${kind}.${group}`;
}

/** `VirtualNode shop/cart`, `Mesh shop` */
export function objectName(key: Pick<ObjectKey, 'kind' | 'namespace' | 'name'>): string {
  return `${key.kind} ${key.namespace === '' ? '' : `${key.namespace}/`}${key.name}`;
}

/** One string for one identity, for maps and fingerprints. */
export function objectId(key: ObjectKey): string {
  return `${kindId(key.group, key.kind)}/${key.namespace}/${key.name}`;
}

/** A place in the object; `path` starts at the object's own root. */
export function at(resource: Resource, path: Path = [], part: 'key' | 'value' = 'value'): SourceRef {
  return { document: resource.document, path: [...resource.root, ...path], part };
}
