import { rules } from '../../rules/index.ts';
import { settingsOf } from '../../src/config/levels.ts';
import { noConfig } from '../../src/config/load.ts';
import { adapters } from '../../src/mesh/adapters.ts';
import type { Resource } from '../../src/resource/resource.ts';
import { ClusterView } from '../../src/store/cluster-view.ts';
import { ingest } from '../../src/store/ingest.ts';
import type { Court } from '../../webhook/admit.ts';
import { budgetWithin } from '../../webhook/budget.ts';
import { History } from '../../webhook/history.ts';
import { Reservations } from '../../webhook/reservations.ts';

export { admit } from '../../webhook/admit.ts';

const api = 'appmesh.k8s.aws/v1beta2';

export function court() {
  const settings = settingsOf({ webhook: { mode: 'enforce' } });
  const orders = {
    config: noConfig,
    settings,
    rules: rules.filter(({ id }) => id !== 'unused-suppression' && id !== 'invalid-config'),
    adapters,
    today: '2026-11-26',
  };
  const view = new ClusterView(orders, (kind) => !/appmesh|networking|^Namespace$|^Service$/.test(kind));
  const made: Court = {
    view,
    settings: () => settings,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    isFresh: () => true,
    look: async (resource) => view.get(resource.kind, resource.key.namespace, resource.key.name) ?? null,
    history: new History(Date.now),
    reservations: new Reservations(Date.now),
    budget: budgetWithin,
  };
  return { court: made, put: (object: unknown) => view.put(ingest(object) as Resource) };
}

const meta = (name: string, namespace?: string, more = {}) => ({
  name,
  ...(namespace && { namespace }),
  uid: `uid-${namespace}-${name}`,
  resourceVersion: '1',
  ...more,
});

export function* objects(routes: number, gateways: number, hosts: number) {
  yield {
    apiVersion: api,
    kind: 'Mesh',
    metadata: meta('shop'),
    spec: { namespaceSelector: { matchLabels: { mesh: 'shop' } } },
  };
  for (let g = 0; g < gateways; g++) {
    yield {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: meta(`team-${g}`, undefined, { labels: { mesh: 'shop', gw: `gw-${g}` } }),
    };
    yield {
      apiVersion: api,
      kind: 'VirtualGateway',
      metadata: meta(`gw-${g}`, `team-${g}`),
      spec: {
        namespaceSelector: { matchLabels: { gw: `gw-${g}` } },
        listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
      },
    };
    for (let s = 0; s < 20; s++) {
      yield {
        apiVersion: api,
        kind: 'VirtualService',
        metadata: meta(`svc-${s}`, `team-${g}`),
        spec: { awsName: `svc-${s}.team-${g}`, provider: { virtualNode: { virtualNodeRef: { name: `svc-${s}` } } } },
      };
      yield {
        apiVersion: api,
        kind: 'VirtualNode',
        metadata: meta(`svc-${s}`, `team-${g}`),
        spec: {
          podSelector: { matchLabels: { app: `svc-${s}` } },
          listeners: [
            {
              portMapping: { port: 8080, protocol: 'http' },
              timeout: { http: { perRequest: { value: 5, unit: 's' } } },
            },
          ],
          serviceDiscovery: { dns: { hostname: `svc-${s}.team-${g}.svc.cluster.local` } },
        },
      };
      yield {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: meta(`svc-${s}`, `team-${g}`),
        spec: { ports: [{ port: 8080 }] },
      };
    }
  }
  yield {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: meta('nginx'),
    spec: { controller: 'k8s.io/ingress-nginx' },
  };
  for (let i = 0; i < routes; i++) yield route(i, gateways, hosts);
}

/** A rule of an Ingress, all of one class: every namespace shares the gateway. */
function ingress(i: number, gateways: number, hosts: number, name = `r-${i}`, path = `/p${i}`) {
  const backend = { service: { name: `svc-${i % 20}`, port: { number: 8080 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: meta(name, `team-${i % gateways}`),
    spec: {
      ingressClassName: 'nginx',
      tls: [{ hosts: [`h${i % hosts}.example.com`], secretName: 'tls' }],
      rules: [{ host: `h${i % hosts}.example.com`, http: { paths: [{ path, pathType: 'Prefix', backend }] } }],
    },
  };
}

const route = process.env['DIALECT'] === 'ingress' ? ingress : gatewayRoute;

function gatewayRoute(i: number, gateways: number, hosts: number, name = `r-${i}`, path = `/p${i}`) {
  const g = i % gateways;
  const h = i % hosts;
  return {
    apiVersion: api,
    kind: 'GatewayRoute',
    metadata: meta(name, `team-${g}`),
    spec: {
      priority: i % 1000,
      ...(process.env['REFS'] && {
        virtualGatewayRef: { namespace: `team-${g}`, name: `gw-${g}`, uid: 'x' },
        meshRef: { name: 'shop', uid: 'y' },
      }),
      httpRoute: {
        match: { prefix: path, hostname: { exact: `h${h}.example.com` } },
        action: { target: { virtualService: { virtualServiceRef: { name: `svc-${i % 20}` } } } },
      },
    },
  };
}

export function fresh(i: number, routes: number, gateways: number, hosts: number) {
  const n = (i * 7919) % routes;
  const isNew = i % 2 === 0;
  const object = isNew
    ? route(n, gateways, hosts, `new-${i}`, `/new${i}`)
    : { ...route(n, gateways, hosts, `r-${n}`, `/p${n}/x`) };
  const old = isNew ? null : route(n, gateways, hosts);
  return {
    uid: String(i),
    operation: isNew ? 'CREATE' : 'UPDATE',
    group: 'appmesh.k8s.aws',
    version: 'v1beta2',
    kind: 'GatewayRoute',
    namespace: object.metadata.namespace,
    name: object.metadata.name,
    subResource: '',
    dryRun: true,
    user: 'x',
    object: JSON.parse(JSON.stringify(object)),
    oldObject: old === null ? null : JSON.parse(JSON.stringify(old)),
  } as const;
}
