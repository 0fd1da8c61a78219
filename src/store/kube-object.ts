import type { Kind } from '../resource/kinds.ts';
import { isRecord } from '../resource/schema/node.ts';

/** An object as it lies in a cluster: plain data that nobody writes to. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubeMetadata;
  readonly [field: string]: unknown;
}

export interface KubeMetadata {
  readonly name: string;
  /** Absent for objects of the cluster. */
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The object without what only writers need: who wrote which field, and the text of the last apply are more than half of
 * many an object. Null where it is none. The items of a list of a built-in kind come without kind and version.
 */
export function kubeObject({ group, kind }: Kind, version: string, item: unknown): KubeObject | null {
  if (!isRecord(item) || !isRecord(item['metadata'])) return null;
  const { managedFields: _, ...metadata } = item['metadata'];
  const { name } = metadata;
  if (typeof name !== 'string' || name === '') return null;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return { apiVersion, kind, ...item, metadata: { ...withoutLastApplied(metadata), name } };
}

function withoutLastApplied(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { annotations } = metadata;
  if (!isRecord(annotations) || !Object.hasOwn(annotations, lastApplied)) return metadata;
  const { [lastApplied]: _, ...rest } = annotations;
  return { ...metadata, annotations: rest };
}

/** The empty string for objects of the cluster. */
export function namespaceOf({ metadata }: KubeObject): string {
  return typeof metadata.namespace === 'string' ? metadata.namespace : '';
}
