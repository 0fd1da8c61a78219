import { code, defineRule, keyOf, plural, yaml } from '../src/rule/kit.ts';

/** Outlier detection is missing iff the listener could declare it and does not, or what it declares has no host to eject. */
export const missingOutlierDetection = defineRule({
  id: 'missing-outlier-detection',
  group: 'resilience',
  since: '0.1.0',
  severity: 'info',
  strict: true,
  on: 'guard',
  reach: 'unit',
  fold: (count, object) => `${plural(count, 'listener')} of ${object} without outlier detection`,
  docs: {
    summary: 'a listener whose failing endpoints keep their requests',
    harm: 'A pod that answers with errors gets its share of the requests for as long as it lives.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_OutlierDetection.html',
      'https://github.com/awsdocs/aws-app-mesh-user-guide/blob/5a350d5b/doc_source/virtual_nodes.md',
      'https://github.com/aws/aws-app-mesh-roadmap/issues/273',
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
            outlierDetection:
              maxServerErrors: 5
              interval: { unit: s, value: 10 }
              baseEjectionDuration: { unit: s, value: 30 }
              maxEjectionPercent: 50
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local, responseType: ENDPOINTS }
    `,
  },

  *check({ is, of, at, there, within }) {
    if (is !== 'outlier detection' || there.value !== false) return;
    const [lost] = there.overruled;
    yield {
      at: lost === undefined ? at : keyOf(lost.at),
      what:
        lost === undefined
          ? `no outlier detection on ${code(of)}`
          : `the outlier detection of ${code(of)} has no effect`,
      why: lost?.because ?? there.note ?? 'nothing declares one',
      fix: there.remedy ?? 'add one',
      subject: of,
      about: [of],
      absentFrom: within,
    };
  },
});
