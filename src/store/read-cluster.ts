import { setMaxListeners } from 'node:events';
import { type Kind, kinds } from '../resource/kinds.ts';
import { isRecord } from '../resource/schema/node.ts';
import { Backoff } from './backoff.ts';
import { type Cluster, ClusterError, collectionPath } from './cluster.ts';
import { Fault, type FaultKind, faultOf } from './fault.ts';
import { type KubeObject, kubeObject } from './kube-object.ts';
import { pages } from './list-pages.ts';
import { servedVersion } from './served.ts';
import { realTiming, type Timing } from './timing.ts';

/** What a cluster holds of some kinds, at about one moment. */
export interface ClusterContents {
  readonly objects: readonly KubeObject[];
  /** Kinds that are not installed: there is no object of them. */
  readonly absent: readonly Kind[];
  /** Kinds that may not be read, and what the server says. */
  readonly refused: readonly { readonly kind: Kind; readonly message: string }[];
}

export interface ClusterReading {
  readonly kinds?: readonly Kind[];
  readonly timing?: Timing;
  readonly signal?: AbortSignal;
  readonly onPage?: () => void;
}

/** Tries of one list before the cluster counts as unreadable. */
const tries = 5;
const passing: ReadonlySet<FaultKind> = new Set<FaultKind>(['expired', 'failed', 'silent']);

/**
 * All objects of the kinds, in their order; by default of all that are read. Pods, ReplicaSets and Jobs that another object
 * made are left out: that one says what they are. Throws a {@link ClusterError} where a kind can neither be read nor left out.
 */
export async function readCluster(
  cluster: Cluster,
  { kinds: wanted = kinds, timing = realTiming, signal: outer, onPage = () => {} }: ClusterReading = {},
): Promise<ClusterContents> {
  const stop = new AbortController();
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  setMaxListeners(0, signal);
  const reading = { cluster, timing, signal, onPage };
  try {
    const read = await Promise.all(wanted.map(async (kind) => ({ kind, ...(await readKind(kind, reading)) })));
    return {
      objects: read.flatMap(({ objects }) => objects),
      absent: read.filter(({ isAbsent }) => isAbsent).map(({ kind }) => kind),
      refused: read.flatMap(({ kind, refused }) => (refused === null ? [] : [{ kind, message: refused }])),
    };
  } finally {
    stop.abort();
  }
}

interface Reading {
  readonly cluster: Cluster;
  readonly timing: Timing;
  readonly signal: AbortSignal;
  onPage(): void;
}

interface KindContents {
  readonly objects: readonly KubeObject[];
  readonly isAbsent: boolean;
  readonly refused: string | null;
}

const none: KindContents = { objects: [], isAbsent: false, refused: null };

async function readKind(kind: Kind, reading: Reading): Promise<KindContents> {
  const { cluster, timing, signal } = reading;
  const backoff = new Backoff(timing);
  for (let left = tries; ; left--) {
    try {
      return { ...none, objects: await listed(kind, kind.versions[0], reading) };
    } catch (error) {
      const fault = faultOf(error);
      if (fault.is === 'denied') return { ...none, refused: fault.message };
      if (fault.is === 'missing') return await otherwise(kind, reading);
      if (signal.aborted || left === 1 || !passing.has(fault.is)) throw unreadable(cluster, kind, fault);
      await timing.pause(backoff.next(fault.retryAfter), signal);
    }
  }
}

/** A kind that is not at its first version may be at another, or not installed. */
async function otherwise(kind: Kind, reading: Reading): Promise<KindContents> {
  const { cluster, signal } = reading;
  try {
    const version = await servedVersion(cluster, kind, signal);
    if (version === null) return { ...none, isAbsent: true };
    return { ...none, objects: await listed(kind, version, reading) };
  } catch (error) {
    throw unreadable(cluster, kind, faultOf(error));
  }
}

async function listed(kind: Kind, version: string, { cluster, timing, signal, onPage }: Reading) {
  const objects: KubeObject[] = [];
  for await (const { items } of pages(cluster, collectionPath(kind, version), signal, timing)) {
    onPage();
    for (const item of items) {
      const object = kubeObject(kind, version, item);
      if (object === null) throw new Fault('malformed', 'the API server sent an object without a name');
      if (!isMade(object)) objects.push(object);
    }
  }
  return objects;
}

const made = new Set(['Job', 'Pod', 'ReplicaSet']);
const makers = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet']);

/** True iff a workload that is read made it and keeps it as it is. */
function isMade({ kind, metadata }: KubeObject): boolean {
  const owners = metadata['ownerReferences'];
  if (!made.has(kind) || !Array.isArray(owners)) return false;
  return owners.some((owner) => isRecord(owner) && owner['controller'] === true && makers.has(String(owner['kind'])));
}

function unreadable(cluster: Cluster, kind: Kind, { message }: Fault): ClusterError {
  return new ClusterError(
    `cannot read the ${kind.plural} of the cluster ${cluster.name}: ${message}`,
    'try again when the API server answers',
  );
}
