import {
  behind,
  code,
  type Dependent,
  defineRule,
  list,
  objectId,
  objectName,
  type RoutingModel,
  sameText,
  servicesOf,
  type World,
  yaml,
} from '../src/rule/kit.ts';

/** A resource is unused iff the world is whole, holds who could refer to it, and nothing there refers to it or may do so. */
export const unusedResource = defineRule({
  id: 'unused-resource',
  group: 'references',
  since: '0.1.0',
  severity: 'info',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'an object that nothing refers to',
    harm: 'No request gets to it: it is left over, or whoever should name it names something else.',
    sources: ['https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html'],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualRouter
      metadata:
        name: cart-old
        namespace: shop
      spec:
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter:
            virtualRouterRef: { name: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
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
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualRouter:
            virtualRouterRef: { name: cart }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: GatewayRoute
      metadata:
        name: cart
        namespace: shop
      spec:
        httpRoute:
          match: { prefix: /cart }
          action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
    `,
  },

  *check({ model, world }) {
    if (!world.whole) return;
    const used = usedIn(model);
    for (const usage of model.usages) {
      if (usage.is !== 'dependent') continue;
      const { resource, at, users } = usage;
      if (!users.some((kind) => world.complete(kind, resource.namespace))) continue;
      // What is declared to be elsewhere may refer to it.
      if (users.some((kind) => world.elsewhere(kind))) continue;
      if (used.has(objectId(resource)) || mayBeUsed(usage, model) || entered(usage, model, world)) continue;
      const kinds = users.map((kind) => kind.slice(0, kind.indexOf('.')));
      yield {
        at,
        what: `nothing refers to ${code(objectName(resource))}`,
        why: `no ${list(kinds, 'or')} that was read names it, and some were`,
        fix: `remove it, or name it in a ${list(kinds, 'or')}`,
        certainty: 'if-complete',
        about: ['unused'],
      };
    }
  },
});

function usedIn({ references }: RoutingModel): ReadonlySet<string> {
  return new Set(
    references.flatMap(({ resolution }) => (resolution.is === 'resolved' ? [objectId(resolution.to)] : [])),
  );
}

/** A name that leads nowhere may have been meant for it, and one that cannot be read may mean it. */
function mayBeUsed({ resource }: Dependent, { references, usages }: RoutingModel): boolean {
  const { kind, namespace, name } = resource;
  const all = usages.some(
    (usage) => usage.is === 'uses all' && usage.kind === kind && sameText(usage.namespace, namespace) !== 'different',
  );
  return (
    all ||
    references.some(({ wanted, resolution }) => {
      if (wanted.kind !== kind || resolution.is === 'resolved') return false;
      if (resolution.is === 'dangling') return [name, `${namespace}/${name}`].includes(resolution.nearest ?? '');
      return wanted.namespace === '' || sameText(wanted.name, name) !== 'different';
    })
  );
}

/** True iff callers outside the mesh reach its workloads: a Service opens them, or something leads to the Service. */
function entered({ resource }: Dependent, model: RoutingModel, world: World): boolean {
  const own = model.selections.find(({ by }) => objectId(by) === objectId(resource));
  if (own === undefined) return false;
  const chosen = new Set(own.selected.map(({ workload }) => workload));
  if (own.open.length > 0) return true;
  return servicesOf(world, resource.namespace).some((service) => {
    const { certain, open } = behind(world, service);
    if (![...certain, ...open].some((workload) => chosen.has(workload))) return false;
    const id = objectId(service.resource.key);
    return (
      service.type !== 'ClusterIP' ||
      // That a node finds its own pods by the Service brings nobody to it.
      model.references.some(
        ({ from, resolution }) =>
          resolution.is === 'resolved' && objectId(resolution.to) === id && objectId(from) !== objectId(resource),
      )
    );
  });
}
