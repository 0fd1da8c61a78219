import { code, list } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import { at, objectId, objectName, type Resource } from './resource.ts';
import { sameValue } from './same-value.ts';
import { given, isRecord } from './schema/node.ts';

/** One definition for each identity, and what the others are. */
export interface Distinct {
  /** What a cluster holds after all of them were applied in order: of each identity the last definition, where it stands. */
  readonly resources: readonly Resource[];
  /** One for each definition that differs from the last one of its identity. */
  readonly faults: readonly Fault[];
}

/** Drops every definition that a later one of the same identity replaces; equal ones go without a word. */
export function duplicates(resources: readonly Resource[]): Distinct {
  const last = new Map<string, Resource>();
  for (const resource of resources) last.set(objectId(resource.key), resource);
  if (last.size === resources.length) return { resources, faults: [] };
  const kept: Resource[] = [];
  const faults: Fault[] = [];
  const contents = new Map<Resource, unknown>();
  const contentOfLast = (resource: Resource): unknown => {
    if (!contents.has(resource)) contents.set(resource, content(resource));
    return contents.get(resource);
  };
  for (const resource of resources) {
    const final = last.get(objectId(resource.key));
    if (final === undefined || final === resource) kept.push(resource);
    else if (!sameValue(content(resource), contentOfLast(final))) faults.push(fault(resource, final));
  }
  return { resources: kept, faults };
}

function fault(lost: Resource, final: Resource): Fault {
  const name = ['metadata', 'name'];
  return {
    id: 'duplicate-resource',
    at: at(lost, name),
    found: `another definition of ${code(objectName(lost.key))} with different content`,
    expected: ['one definition of each object'],
    instead: `remove one of the definitions of ${code(objectName(lost.key))}`,
    because: `they differ in ${list(differences(content(lost), content(final)).map(code), 'and', 3)}: the one that is applied last counts, and nothing is left of the other`,
    related: [
      { at: at(lost, name), note: 'this definition is replaced' },
      { at: at(final, name), note: 'this one is applied last, and counts' },
    ],
  };
}

/** The paths in which two values differ, of mappings as deep as both have them. */
function differences(left: unknown, right: unknown, path: readonly string[] = []): readonly string[] {
  if (!isRecord(left) || !isRecord(right)) return sameValue(left, right) ? [] : [path.join('.')];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => differences(left[key] ?? null, right[key] ?? null, [...path, key]));
}

/** What the API server or kubectl writes, and nobody means: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/ */
const written = {
  uid: null,
  resourceVersion: null,
  generation: null,
  creationTimestamp: null,
  managedFields: null,
  selfLink: null,
};

/** The object as somebody wrote it, without its namespace: equal identities are in one namespace, whether or not they say so. */
function content({ value }: Resource): unknown {
  const metadata = given(value, 'metadata');
  if (!isRecord(metadata)) return { ...value, status: null };
  const annotations = given(metadata, 'annotations');
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...own } = isRecord(annotations) ? annotations : {};
  const kept = Object.keys(own).length === 0 ? null : own;
  return { ...value, status: null, metadata: { ...metadata, ...written, namespace: null, annotations: kept } };
}
