import { code, defineRule, plural, yaml } from '../src/rule/kit.ts';

/** A health check is missing iff the listener could declare one and does not. */
export const missingHealthCheck = defineRule({
  id: 'missing-health-check',
  group: 'resilience',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'guard',
  reach: 'unit',
  fold: (count, object) => `${plural(count, 'listener')} of ${object} without a health check`,
  docs: {
    summary: 'a listener whose endpoints nobody checks',
    harm: 'Requests go to pods that have stopped to answer, until somebody notices.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HealthCheckPolicy.html',
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
            healthCheck:
              protocol: http
              path: /health
              healthyThreshold: 2
              unhealthyThreshold: 3
              intervalMillis: 10000
              timeoutMillis: 2000
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
    `,
  },

  *check({ is, of, at, there, within }) {
    if (is !== 'health check' || there.value !== false) return;
    yield {
      at,
      what: `no health check on ${code(of)}`,
      why: there.note ?? 'nothing declares one',
      fix: there.remedy ?? 'add one',
      subject: of,
      about: [of],
      absentFrom: within,
    };
  },
});
