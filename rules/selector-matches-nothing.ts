import {
  at,
  behind,
  closest,
  code,
  defineRule,
  nearestTo,
  objectId,
  objectName,
  type Reference,
  type Selection,
  servicesOf,
  type Workload,
  type World,
  workloads,
  yaml,
} from '../src/rule/kit.ts';

/**
 * A selector matches nothing iff it certainly chooses none of the world's workloads, while one where it looks is chosen by
 * nothing at all: without such a workload, those that it is meant for may just not be in these files.
 */
export const selectorMatchesNothing = defineRule({
  id: 'selector-matches-nothing',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'an object of the mesh whose selector chooses no workload',
    harm: 'The pods that it was meant for run without the proxy, or with the settings of another object: none of its routes, timeouts and certificates apply to them.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/virtualnode/membership_designator.go',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: kart } }
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

  *check({ model, world }) {
    if (!world.whole) return;
    const selected = new Set(
      model.selections.flatMap((selection) => selection.selected.map(({ workload }) => workload)),
    );
    const services = new Map<string, Reference[]>();
    for (const reference of model.references) {
      if (reference.wanted.kind !== 'Service') continue;
      const from = objectId(reference.from);
      services.set(from, [...(services.get(from) ?? []), reference]);
    }
    for (const selection of model.selections) {
      const { by, selector, label, field } = selection;
      if (selection.selected.length + selection.open.length > 0) continue;
      const left = workloads(world, by.namespace).filter((workload) => !selected.has(workload));
      if (left.length === 0) continue;
      if (selector !== undefined) {
        yield {
          at: selection.at,
          what: `${code(field)} of ${code(label)} selects no workload`,
          why: 'none of the workloads in its namespace has these labels',
          ...advice(selection, left),
          certainty: 'if-complete',
          about: [label],
        };
        continue;
      }
      const meant = (services.get(objectId(by)) ?? []).flatMap((reference) => pods(reference, world));
      const free = meant.filter((workload) => !selected.has(workload));
      // A node for something outside the cluster rightly selects nothing; a gateway is nothing but its pods.
      if (free.length === 0 && selection.places.length === 0) continue;
      yield {
        at: selection.at,
        what: `${code(label)} has no ${code(field)}, so it selects no workload`,
        why: 'an absent selector chooses no pod, and an empty one chooses all of the namespace',
        fix: `add a ${code(field)} with the labels of its pods`,
        related: free.map((workload) => ({
          at: at(workload.resource, [...workload.template, 'metadata', 'labels']),
          note: `${objectName(workload.resource.key)} serves under its name, and nothing selects it`,
        })),
        certainty: 'if-complete',
        about: [label],
        absentFrom: { ...selection.at, path: ['spec', field] },
      };
    }
  },
});

/** The workloads behind the Service that an object names. */
function pods({ wanted }: Reference, world: World): readonly Workload[] {
  const service = servicesOf(world, wanted.namespace).find(({ resource }) => resource.key.name === wanted.name);
  return service === undefined ? [] : behind(world, service).certain;
}

/** What to change, for the nearest of the workloads that nothing selects. */
function advice({ field, selector }: Selection, left: readonly Workload[]) {
  const nearest = nearestTo(left, selector);
  if (nearest === null) return { fix: `change ${code(field)} to labels that the pods have` };
  const { workload, key, wanted, has } = nearest;
  const name = objectName(workload.resource.key);
  const values = new Set(left.flatMap(({ labels }) => labels.get(key) ?? []));
  const meant = closest(wanted, values);
  return {
    fix:
      meant === undefined
        ? `change ${code(field)} to labels that the pods have, or add ${code(`${key}: ${wanted}`)} to their template`
        : `change ${code(`${key}: ${wanted}`)} to ${code(`${key}: ${meant}`)}`,
    related: [
      {
        at: at(workload.resource, [...workload.template, 'metadata', 'labels', ...(has === null ? [] : [key])]),
        note: `the nearest, ${name}, has ${has === null ? `no label ${code(key)}` : code(`${key}: ${has}`)}`,
      },
    ],
  };
}
