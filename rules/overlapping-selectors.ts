import {
  at,
  by,
  code,
  defineRule,
  list,
  objectName,
  plural,
  type Selection,
  sharedBy,
  type Workload,
  yaml,
} from '../src/rule/kit.ts';

/** Selectors overlap iff two objects that each claim pods for themselves choose one workload, or one of them certainly chooses all pods of the other. */
export const overlappingSelectors = defineRule({
  id: 'overlapping-selectors',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  docs: {
    summary: 'two objects of the mesh that select the same pods',
    harm: 'The injector refuses the pods of both: the next deployment, or the next node that drains, leaves them without replicas.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/virtualnode/membership_designator.go',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/inject/inject.go',
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers:
              - name: cart
                image: registry.example/cart:1
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart-v2
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart-v2 } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: cart.shop.svc.cluster.local }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata:
            labels: { app: cart }
          spec:
            containers:
              - name: cart
                image: registry.example/cart:1
    `,
  },

  *check({ model }) {
    const groups = new Map<string, Clash>();
    const join = (selections: readonly Selection[], workload: Workload | null) => {
      const sorted = [...selections].sort(by(({ label }) => label));
      const key = sorted.map(({ label }) => label).join(' ');
      const clash = groups.get(key) ?? { selections: sorted, workloads: [] };
      groups.set(key, clash);
      if (workload !== null) clash.workloads.push(workload);
    };
    const choosers = new Map<Workload, Selection[]>();
    for (const selection of model.selections) {
      for (const { workload } of selection.selected) {
        choosers.set(workload, [...(choosers.get(workload) ?? []), selection]);
      }
    }
    for (const [workload, selections] of choosers) if (selections.length > 1) join(selections, workload);
    const told = [...groups.values()].map(({ selections }) => new Set(selections));
    for (const { outer, inner } of sharedBy(model.selections)) {
      // What the inner one chooses the outer one does too.
      if (!told.some((group) => group.has(inner))) join([outer, inner], null);
    }
    for (const [, clash] of [...groups].sort(by(([key]) => key))) yield finding(clash);
  },
});

interface Clash {
  readonly selections: readonly Selection[];
  readonly workloads: Workload[];
}

function finding({ selections, workloads }: Clash) {
  const [first, ...others] = selections;
  const second = others[0];
  if (first === undefined || second === undefined) throw new Error('one selection clashes with none');
  const [only, ...more] = workloads;
  const chosen =
    only === undefined
      ? 'the same pods'
      : more.length === 0
        ? code(objectName(only.resource.key))
        : plural(workloads.length, 'workload');
  return {
    at: second.at,
    what: `${list(
      selections.map(({ label }) => code(label)),
      'and',
      3,
    )} select ${chosen}`,
    why: first.clash,
    fix: `change ${code(second.field)} so that each pod belongs to one of them`,
    related: [
      { at: first.at, note: `${first.label} selects ${only === undefined ? 'them' : 'it'} too` },
      ...others.slice(1).map((other) => ({ at: other.at, note: `so does ${other.label}` })),
      ...workloads.map(({ resource, template }) => ({
        at: at(resource, [...template, 'metadata', 'labels']),
        note: `the labels of ${objectName(resource.key)}`,
      })),
    ],
    sides: selections.filter((selection) => selection !== second).map(({ at }) => at),
    about: selections.map(({ label }) => label),
  };
}
