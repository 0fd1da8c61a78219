import type { Kind } from '../resource/kinds.ts';
import { type Cluster, objectPath } from './cluster.ts';
import { bodyText, Fault, refusal } from './fault.ts';
import { type KubeObject, kubeObject } from './kube-object.ts';

const mostBytes = 16 << 20;

/** One object as it is in the cluster at this moment; null iff there is none. Rejects with a {@link Fault}. */
export async function getObject(
  cluster: Cluster,
  kind: Kind,
  namespace: string,
  name: string,
  signal: AbortSignal,
  version = kind.versions[0],
): Promise<KubeObject | null> {
  const reply = await cluster.get(objectPath(kind, version, namespace, name), {}, signal);
  if (reply.status !== 200) {
    const fault = await refusal(reply);
    if (fault.is === 'missing') return null;
    throw fault;
  }
  const text = await bodyText(reply.body, mostBytes);
  const object = kubeObject(kind, version, parsed(text));
  if (object === null) throw new Fault('malformed', `the answer for ${kind.kind} ${name} is no object`);
  return object;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
