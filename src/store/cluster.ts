import type { Kind } from '../resource/kinds.ts';

/** What an API server answers to a GET. */
export interface Reply {
  readonly status: number;
  /** Milliseconds for which the server wants to be left alone; null where it does not say. */
  readonly retryAfter: number | null;
  /** To be read to its end or left: leaving the loop closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
}

export type Query = Readonly<Record<string, string>>;

/** One API server and the right to read from it. */
export interface Cluster {
  /** As people know it: the name of the context. */
  readonly name: string;
  /** Rejects where no answer comes, and when the signal aborts. */
  get(path: string, query: Query, signal: AbortSignal): Promise<Reply>;
}

/** Why a cluster cannot be read: the message says what, the hint what to do. */
export class ClusterError extends Error {
  readonly hint: string;
  /** True iff the caller named something that does not exist. */
  readonly misnamed: boolean;

  constructor(message: string, hint: string, misnamed = false) {
    super(message);
    this.name = 'ClusterError';
    this.hint = hint;
    this.misnamed = misnamed;
  }
}

/** Where the API server keeps a version of a group: `/api/v1`, `/apis/apps/v1`. */
export function groupPath({ group }: Kind, version: string): string {
  return group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
}

/** Where all objects of the kind are. */
export function collectionPath(kind: Kind, version: string): string {
  return `${groupPath(kind, version)}/${kind.plural}`;
}

/** Where one object is. */
export function objectPath(kind: Kind, version: string, namespace: string, name: string): string {
  const inside = kind.scope === 'Cluster' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupPath(kind, version)}${inside}/${kind.plural}/${encodeURIComponent(name)}`;
}
