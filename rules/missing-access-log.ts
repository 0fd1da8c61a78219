import { code, defineRule, yaml } from '../src/rule/kit.ts';

/** An access log is missing iff the workload could write one and none is declared. */
export const missingAccessLog = defineRule({
  id: 'missing-access-log',
  group: 'resilience',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'guard',
  reach: 'unit',
  docs: {
    summary: 'a workload of the mesh that logs none of its requests',
    harm: 'After an incident nobody can say who called whom, and what the answer was.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_Logging.html',
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/envoy-logs.md',
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
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
        logging:
          accessLog:
            file: { path: /dev/stdout }
    `,
  },

  *check({ is, of, at, there, within }) {
    if (is !== 'access log' || there.value !== false) return;
    yield {
      at,
      what: `no access log on ${code(of)}`,
      why: there.note ?? 'nothing declares one',
      fix: there.remedy ?? 'add one',
      subject: of,
      about: [of],
      absentFrom: within,
    };
  },
});
