import type { Kind } from '../resource/kinds.ts';
import { isRecord } from '../resource/schema/node.ts';
import { type Cluster, groupPath } from './cluster.ts';
import { bodyText, refusal } from './fault.ts';

const mostBytes = 4 << 20;

/** The first of the kind's versions that the API server has; null iff it has none, as before its CRD is installed. Rejects with a fault. */
export async function servedVersion(cluster: Cluster, kind: Kind, signal: AbortSignal): Promise<string | null> {
  for (const version of kind.versions) {
    const reply = await cluster.get(groupPath(kind, version), {}, signal);
    if (reply.status === 200) {
      const found: unknown = JSON.parse(await bodyText(reply.body, mostBytes));
      const resources = isRecord(found) && Array.isArray(found['resources']) ? found['resources'] : [];
      if (resources.some((resource) => isRecord(resource) && resource['name'] === kind.plural)) return version;
      continue;
    }
    const fault = await refusal(reply);
    if (fault.is !== 'missing') throw fault;
  }
  return null;
}
