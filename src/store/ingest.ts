import { kindNamed } from '../resource/kinds.ts';
import { readMetadata } from '../resource/metadata.ts';
import { kindId, objectId, objectName, type Resource } from '../resource/resource.ts';
import { given, isRecord } from '../resource/schema/node.ts';

/**
 * An object as an API server holds it, as a resource: it is live whether it has its uid already or not. Its document is
 * named by its identity. Null iff it is of no kind that is read, or has no name. Nothing is checked: the server did.
 */
export function ingest(object: unknown): Resource | null {
  const apiVersion = given(object, 'apiVersion');
  const kindName = given(object, 'kind');
  if (!isRecord(object) || typeof apiVersion !== 'string' || typeof kindName !== 'string') return null;
  const slash = apiVersion.indexOf('/');
  const kind = kindNamed(apiVersion.slice(0, Math.max(slash, 0)), kindName);
  if (kind === undefined) return null;
  const metadata = readMetadata(object, kind, '', [], true);
  if (metadata.name === null) return null;
  const key = { group: kind.group, kind: kind.kind, namespace: metadata.namespace, name: metadata.name };
  const spec = given(object, 'spec');
  return {
    key,
    kind: kindId(kind.group, kind.kind),
    version: apiVersion.slice(slash + 1),
    document: objectId(key),
    root: [],
    value: object,
    spec: isRecord(spec) ? spec : {},
    labels: metadata.labels,
    annotations: metadata.annotations,
    live: true,
    created: metadata.created ?? { unknown: `the age of ${objectName(key)}` },
  };
}

/** What changes with every version of an object. */
export interface Stamp {
  readonly uid: string;
  readonly resourceVersion: string;
  /** True iff the object waits for its finalizers to be gone. */
  readonly isGoing: boolean;
}

export function stampOf({ value }: Resource): Stamp {
  const metadata = given(value, 'metadata');
  const text = (name: string) => {
    const entry = given(metadata, name);
    return typeof entry === 'string' ? entry : '';
  };
  return {
    uid: text('uid'),
    resourceVersion: text('resourceVersion'),
    isGoing: text('deletionTimestamp') !== '',
  };
}
