import { code, defineRule, isUnknown, list, yaml } from '../src/rule/kit.ts';

/** Weights are off 100 iff at least one of several is 50 or more, as only percentages are, and they do not add up to 100. */
export const weightsOff100 = defineRule({
  id: 'weights-off-100',
  group: 'weights',
  since: '0.1.0',
  severity: 'warning',
  on: 'route',
  reach: 'unit',
  yieldsTo: ['wrong-weight-sum'],
  docs: {
    summary: 'weights that look like percentages and do not add up to 100',
    harm: 'Each target gets another share of the requests than the number beside it says.',
    sources: ['https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_WeightedTarget.html'],
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
                  - { virtualNodeRef: { name: cart-v2 }, weight: 5 }
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
                  - { virtualNodeRef: { name: cart-v1 }, weight: 95 }
                  - { virtualNodeRef: { name: cart-v2 }, weight: 5 }
    `,
  },

  *check({ route }) {
    if (route.action.kind !== 'forward') return;
    const { to } = route.action;
    const weights = to.flatMap(({ weight: { value } }) => (isUnknown(value) ? [] : [value]));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    if (to.length < 2 || weights.length < to.length || Math.max(...weights) < 50 || sum === 100) return;
    const shares = to.map(({ label, weight }, i) => ({ label, at: weight.at, share: share(weights[i] ?? 0, sum) }));
    yield {
      at: route.at.action,
      what: `the weights of route ${code(route.name)} add up to ${sum}, not 100`,
      why: `a weight counts against their sum: ${list(shares.map(({ label, share }) => `${label} gets ${share}`))}`,
      fix: 'change the weights so that they add up to 100',
      related: shares.flatMap(({ at, share }) => (at === null ? [] : [{ at, note: `${share} of the requests` }])),
      subject: route.id,
      about: [route.id],
    };
  },
});

/** `94.7 %` */
function share(weight: number, sum: number): string {
  return `${Math.round((weight / sum) * 1000) / 10} %`;
}
