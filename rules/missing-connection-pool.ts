import { code, defineRule, plural, yaml } from '../src/rule/kit.ts';

/** A connection pool is missing iff the listener could declare one and does not. */
export const missingConnectionPool = defineRule({
  id: 'missing-connection-pool',
  group: 'resilience',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'guard',
  reach: 'unit',
  fold: (count, object) => `${plural(count, 'listener')} of ${object} without a connection pool`,
  docs: {
    summary: 'a listener that lets through any number of requests',
    harm: 'One caller that runs wild takes the whole service down with it.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_VirtualNodeConnectionPool.html',
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/virtual_nodes.md',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
            connectionPool:
              http: { maxConnections: 200, maxPendingRequests: 100 }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ is, of, at, there, within }) {
    if (is !== 'connection pool' || there.value !== false) return;
    yield {
      at,
      what: `no connection pool on ${code(of)}`,
      why: there.note ?? 'nothing declares one',
      fix: there.remedy ?? 'add one',
      subject: of,
      about: [of],
      absentFrom: within,
    };
  },
});
