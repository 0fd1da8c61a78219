import { resolve } from 'node:path';
import { list } from '../base/wording.ts';
import { objectDocument } from '../document/object-document.ts';
import type { Live } from '../engine/job.ts';
import { neutralise } from '../report/neutralise.ts';
import type { Kind } from '../resource/kinds.ts';
import { kindId } from '../resource/resource.ts';
import { watchedKinds } from '../resource/watched.ts';
import type { Inputs } from '../source/files.ts';
import { ClusterError } from '../store/cluster.ts';
import { type KubeObject, namespaceOf } from '../store/kube-object.ts';
import type { Args, OptionSpec } from './args.ts';
import { InputError, UsageError } from './exit-code.ts';
import type { Io } from './io.ts';
import { progress } from './progress.ts';

export const kubeconfigOption: OptionSpec = {
  value: 'FILE',
  help: 'Where clusters are named. Default: as for kubectl, KUBECONFIG or ~/.kube/config.',
};

/** Which cluster to read. */
export interface LiveWanted {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
}

/** What a cluster holds, in the place of files. */
export interface LiveFiles extends Inputs {
  readonly live: Live;
}

/** The cluster that `--cluster` asks for; null without it. Throws {@link UsageError}. */
export function liveWanted(args: Args): LiveWanted | null {
  const [kubeconfig, context] = [args.value('kubeconfig'), args.value('context')];
  if (!args.flag('cluster')) {
    const stray = context !== undefined ? '--context' : kubeconfig !== undefined ? '--kubeconfig' : null;
    if (stray !== null) throw new UsageError(`${stray} names a cluster`, 'add --cluster to read it');
    return null;
  }
  const [path] = args.positionals;
  if (path !== undefined) {
    throw new UsageError(`--cluster reads no files, as ${path}`, `compare them with routeproof diff cluster: ${path}`);
  }
  for (const name of ['since', 'staged']) {
    if (args.flag(name)) throw new UsageError(`--${name} compares files`, 'leave out --cluster');
  }
  return { kubeconfig, context };
}

/** Reads a cluster. Throws {@link UsageError} for a context that does not exist, {@link InputError} where nothing can be read. */
export async function readLive({ kubeconfig, context }: LiveWanted, io: Io): Promise<LiveFiles> {
  const line = progress(io);
  try {
    const { openCluster } = await import('../store/api.ts');
    const { readCluster } = await import('../store/read-cluster.ts');
    const cluster = await openCluster({
      env: io.env,
      ...(kubeconfig !== undefined && { kubeconfig: resolve(io.cwd, kubeconfig) }),
      ...(context !== undefined && { context }),
    });
    const { objects, absent, refused } = await readCluster(cluster, {
      onPage: () => line.phase('reading the cluster'),
    });
    const missing = absent.length === 0 ? '' : `; not installed there: ${list(absent.map(named))}`;
    io.stderr.write(`${neutralise(`read the cluster ${cluster.name}${missing}`)}\n`);
    return {
      texts: [],
      named: true,
      // Without workloads and policies much can be said of routes; without routes, nothing.
      unreadable: refused
        .filter(({ kind }) => watchedKinds.includes(kind))
        .map(({ kind, message }) => ({ path: named(kind), reason: message })),
      live: {
        documents: objects.map((object) => objectDocument(idOf(object), object)),
        gaps: refused.map(({ kind: { kind } }) => ({ kind, namespace: null, name: null })),
        skipped: refused.map(({ kind }) => ({ path: named(kind), reason: 'no right to list them' })),
      },
    };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    throw error.misnamed ? new UsageError(error.message, error.hint) : new InputError(error.message, error.hint);
  } finally {
    line.clear();
  }
}

function named({ group, kind }: Kind): string {
  return kindId(group, kind);
}

function idOf(object: KubeObject): string {
  return `cluster:${object.apiVersion}/${object.kind} ${namespaceOf(object)}/${object.metadata.name}`;
}
