import { code, defineRule, isUnknown, yaml } from '../src/rule/kit.ts';

/** The weights of a route are wrong iff their sum is below what lets it send a request, or above what the mesh allows. */
export const wrongWeightSum = defineRule({
  id: 'wrong-weight-sum',
  group: 'weights',
  since: '0.1.0',
  severity: 'error',
  on: 'route',
  reach: 'unit',
  options: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        sum: {
          type: ['integer', 'null'],
          minimum: 1,
          description: 'What the weights of a split must add up to; null: what the mesh allows.',
        },
      },
    },
    defaults: { sum: null as number | null },
  },
  docs: {
    summary: 'weights of a split that add up to nothing, or to more than the mesh allows',
    harm: 'A total of zero sends requests nowhere; a total above the limit is refused by the mesh after `kubectl apply` has accepted it.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_WeightedTarget.html',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-weightedcluster',
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
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 90 }
                  - { virtualNodeRef: { name: cart-v2 }, weight: 20 }
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
          - name: split
            httpRoute:
              match: { prefix: / }
              action:
                weightedTargets:
                  - { virtualNodeRef: { name: cart-v1 }, weight: 90 }
                  - { virtualNodeRef: { name: cart-v2 }, weight: 10 }
    `,
  },

  *check({ route }, { options }) {
    if (route.action.kind !== 'forward' || route.action.to.length === 0) return;
    const { to, total } = route.action;
    let sum = 0;
    for (const { weight } of to) {
      if (isUnknown(weight.value)) return;
      sum += weight.value;
    }
    const wanted = to.length > 1 ? options.sum : null;
    const trouble =
      sum < total.least
        ? `at least ${total.least}`
        : total.most !== null && sum > total.most
          ? `at most ${total.most}`
          : wanted !== null && sum !== wanted
            ? `${wanted}`
            : null;
    if (trouble === null) return;

    yield {
      at: route.at.action,
      what: `the weights of route ${code(route.name)} add up to ${sum}, expected ${trouble}`,
      why: sum === 0 ? 'with a total of zero no target can get a request' : `the sum of a split has to be ${trouble}`,
      fix:
        sum === 0
          ? 'give at least one target a weight above zero'
          : `change the weights so that they add up to ${trouble}`,
      related: to.flatMap(({ weight, label }) =>
        weight.at === null ? [] : [{ at: weight.at, note: `${label} gets ${String(weight.value)}` }],
      ),
      subject: route.id,
      about: [route.id],
    };
  },
});
