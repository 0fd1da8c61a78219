import { besideMatch, code, defineRule, isUnknown, plural, yaml } from '../src/rule/kit.ts';

/** A timeout is missing iff neither the route nor any pool that it sends requests to declares one. */
export const missingTimeout = defineRule({
  id: 'missing-timeout',
  group: 'resilience',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'next hop',
  curedElsewhere: true,
  yieldsTo: ['retry-outlives-timeout'],
  fold: (count, object) => `${plural(count, 'route')} of ${object} without a timeout`,
  docs: {
    summary: 'a route without a timeout of its own',
    harm: 'A slow backend holds its callers for as long as a default says that nobody chose.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpTimeout.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/envoy-defaults.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
      ---
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
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
        routes:
          - name: cart
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart }, weight: 1 }
              timeout:
                perRequest: { unit: s, value: 5 }
      ---
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
  },

  *check({ route }, { model }) {
    const { timeout, action } = route;
    if (timeout === null || timeout.from !== 'default' || action.kind !== 'forward') return;
    for (const { to } of action.to) {
      // A pool that is not here may declare one.
      if (isUnknown(to)) return;
      if (!('pool' in to)) continue;
      const pool = model.pool(to.pool);
      // One that is declared and lost is another mistake.
      if (pool?.timeout.from !== 'default' || pool.timeout.overruled.length > 0) return;
    }
    // What neither can be declared without is missing once.
    const { needs } = timeout;
    const retriesToo = needs !== undefined && route.retries?.needs === needs;
    yield {
      at: route.at.self,
      what: `route ${code(route.name)} has ${retriesToo ? 'neither a timeout nor a retry policy' : 'no timeout'}`,
      why: timeout.note ?? 'nothing on its way declares one',
      fix: retriesToo ? `put ${needs} and set both on its route` : (timeout.remedy ?? 'set a timeout on the route'),
      subject: route.id,
      about: [route.id],
      absentFrom: besideMatch(route),
    };
  },
});
