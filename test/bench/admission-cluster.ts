import { kindNamed } from '../../src/resource/kinds.ts';
import { FakeApiServer } from '../support/fake-api-server.ts';
import { objects } from './admission-parts.ts';

/** Routes of one host: 100,000 are spread over 5,000 hosts. */
const routesEach = 20;
const changes = 2000;

interface Stored {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec?: object;
}

interface RouteSpec {
  priority: number;
  readonly httpRoute: {
    readonly match: { prefix: string };
    readonly action: {
      readonly target: {
        readonly virtualService: { readonly virtualServiceRef: { name: string; namespace?: string } };
      };
    };
  };
}

let stored: readonly Stored[] = [];

/** An API server that holds so many routes. */
export async function cluster(routes: number, gateways: number): Promise<FakeApiServer> {
  const api = await new FakeApiServer().listen();
  const made: Stored[] = [];
  for (const object of objects(
    routes,
    gateways,
    Math.ceil(routes / routesEach / gateways) * gateways,
  ) as Iterable<Stored>) {
    const { apiVersion, kind: name, metadata, spec } = object;
    const kind = kindNamed(apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '', name);
    if (kind === undefined) throw new Error(name);
    const labels = metadata.labels === undefined ? {} : { labels: metadata.labels };
    const put = api.put(kind, metadata.namespace ?? '', metadata.name, { spec }, labels);
    if (name === 'GatewayRoute') made.push(put as unknown as Stored);
  }
  const namespace = kindNamed('', 'Namespace');
  for (let g = 0; namespace !== undefined && g < gateways; g++) {
    // Of another team, whose routes the same gateway takes.
    api.put(namespace, '', `thief-${g}`, {}, { labels: { mesh: 'shop', gw: `gw-${g}` } });
  }
  stored = made;
  return api;
}

/** Reviews of changes, spread over the cluster: creations and updates that harm nobody, and creations that take another team's requests. */
export function bodies(kind: 'create' | 'update' | 'steal', routes: number): readonly string[] {
  return Array.from({ length: Math.min(changes, routes) }, (_, i) => {
    const old = stored[(i * 7919) % routes] as Stored;
    const own = old.metadata.namespace ?? '';
    const spec = structuredClone(old.spec) as RouteSpec;
    const { match, action } = spec.httpRoute;
    let identity: object = old.metadata;
    if (kind === 'update') match.prefix += '/x';
    else {
      const namespace = kind === 'steal' ? own.replace('team', 'thief') : own;
      identity = { name: `new-${i}`, namespace, uid: `new-${i}` };
      if (kind === 'create') match.prefix = `/new${i}`;
      else {
        spec.priority -= 1;
        // To what serves something else: the same requests to the same service would be no theft.
        const to = action.target.virtualService.virtualServiceRef;
        Object.assign(to, { namespace: own, name: to.name === 'svc-0' ? 'svc-1' : 'svc-0' });
      }
    }
    const object = { apiVersion: old.apiVersion, kind: old.kind, metadata: identity, spec };
    const metadata = identity as { name: string; namespace: string };
    return JSON.stringify({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      request: {
        uid: `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`,
        kind: { group: 'appmesh.k8s.aws', version: 'v1beta2', kind: 'GatewayRoute' },
        operation: kind === 'update' ? 'UPDATE' : 'CREATE',
        namespace: metadata.namespace,
        name: metadata.name,
        dryRun: true,
        userInfo: { username: 'bench' },
        object,
        oldObject: kind === 'update' ? old : null,
      },
    });
  });
}
