import {
  at,
  by,
  code,
  type Denial,
  defineRule,
  denial,
  type Hop,
  hops,
  isUnknown,
  list,
  networkPolicyKind,
  objectId,
  objectName,
  plural,
  type RoutingModel,
  type Workload,
  type World,
  yaml,
} from '../src/rule/kit.ts';

/** A hop is blocked iff NetworkPolicies of the world isolate one of its ends and certainly let none of its connections through. */
export const blockedHop = defineRule({
  id: 'blocked-hop',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'a hop of the mesh that NetworkPolicies deny',
    harm: 'Each request on that way waits for the connect timeout and fails with 503, while mesh and policies look right by themselves.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
      'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
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
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata:
            labels: { app: front }
          spec:
            containers:
              - name: front
                image: registry.example/front:1
                ports:
                  - { name: http, containerPort: 8080 }
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
                ports:
                  - { name: http, containerPort: 8080 }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        policyTypes: [Ingress]
        ingress:
          - from:
              - podSelector: { matchLabels: { app: checkout } }
            ports:
              - { port: 8080 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualNode
      metadata:
        name: front
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: front } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
        serviceDiscovery:
          dns: { hostname: front.shop.svc.cluster.local }
        backends:
          - virtualService: { virtualServiceRef: { name: cart } }
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualService
      metadata:
        name: cart
        namespace: shop
      spec:
        provider:
          virtualNode: { virtualNodeRef: { name: cart } }
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
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: front
        namespace: shop
      spec:
        selector: { matchLabels: { app: front } }
        template:
          metadata:
            labels: { app: front }
          spec:
            containers:
              - name: front
                image: registry.example/front:1
                ports:
                  - { name: http, containerPort: 8080 }
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
                ports:
                  - { name: http, containerPort: 8080 }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: cart
        namespace: shop
      spec:
        podSelector: { matchLabels: { app: cart } }
        policyTypes: [Ingress]
        ingress:
          - from:
              - podSelector: { matchLabels: { app: front } }
            ports:
              - { port: 8080 }
    `,
  },

  *check({ model, world }) {
    if (world.of(networkPolicyKind).length === 0) return;
    const groups = new Map<string, Blocked[]>();
    for (const blocked of denials(model, world)) {
      const { direction, by: policies } = blocked.denial;
      const key = [direction, ...policies.map(({ key }) => objectId(key))].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), blocked]);
    }
    for (const [, group] of [...groups].sort(by(([key]) => key))) yield finding(group, world);
  },
});

/** One pair of workloads on a hop, and why they cannot talk. */
interface Blocked {
  readonly hop: Hop;
  readonly from: Workload;
  readonly to: Workload;
  readonly port: number;
  readonly denial: Denial;
}

function* denials(model: RoutingModel, world: World): Iterable<Blocked> {
  const callers = new Map(model.selections.map((selection) => [objectId(selection.by), selection]));
  const servers = new Map(model.selections.flatMap((selection) => selection.pools.map((pool) => [pool, selection])));
  for (const hop of hops(model)) {
    const { port } = hop.server;
    if (isUnknown(port)) continue;
    for (const { workload: from } of callers.get(objectId(hop.call.caller))?.selected ?? []) {
      for (const { workload: to } of servers.get(hop.server.key)?.selected ?? []) {
        const found = denial(world, { from, to, port });
        if (found !== null) yield { hop, from, to, port, denial: found };
      }
    }
  }
}

function finding(blocked: readonly Blocked[], world: World) {
  const group = [...blocked].sort(by(({ hop }) => `${hop.call.label} ${hop.server.label}`));
  const [first] = group;
  const policy = first?.denial.by[0];
  if (first === undefined || policy === undefined) throw new Error('a denial has a policy');
  const { from, to, port } = first;
  const { isolated, direction, by: policies } = first.denial;
  const ways = [...new Set(group.map((one) => `${one.hop.call.label} to ${one.hop.server.label}`))];
  const callers = [...new Set(group.map((one) => one.hop.call.label))];
  const servers = [...new Set(group.map((one) => one.hop.server.label))];
  const name = (workload: Workload) => code(objectName(workload.resource.key));
  const certain = world.complete(networkPolicyKind, policy.key.namespace);
  return {
    at: at(policy, ['metadata', 'name']),
    what:
      callers.length === 1 || servers.length === 1
        ? `${code(objectName(policy.key))} denies ${ends(callers)} the way to ${ends(servers)}`
        : `${code(objectName(policy.key))} denies ${plural(ways.length, 'hop')} that the mesh routes`,
    why:
      isolated === 'to'
        ? `${name(to)} is isolated, and no policy lets ${name(from)} in on port ${port}`
        : `${name(from)} is isolated, and no policy lets it out to ${name(to)} on port ${port}`,
    fix:
      isolated === 'to'
        ? `add an ${direction} rule for the pods of ${name(from)} and port ${port}`
        : `add an ${direction} rule for the pods of ${name(to)} and port ${port}`,
    related: [
      ...policies.slice(1).map((other) => ({
        at: at(other, ['metadata', 'name']),
        note: `${objectName(other.key)} isolates it too`,
      })),
      ...calls(group),
      ...group.map((one) => ({ at: one.hop.server.at, note: `${one.hop.server.label} serves on port ${one.port}` })),
    ],
    ...(!certain && { certainty: 'if-complete' as const }),
    about: [direction, list(ways, 'and', ways.length)],
  };
}

function ends([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? code(first) : `${code(first)} and ${others.length} more`;
}

/** One note for each place that calls, however many it calls. */
function calls(group: readonly Blocked[]) {
  const byPlace = new Map<string, { readonly call: Hop['call']; readonly servers: string[] }>();
  for (const { hop } of group) {
    const key = JSON.stringify([hop.call.label, hop.call.at.document, hop.call.at.path]);
    const known = byPlace.get(key) ?? { call: hop.call, servers: [] };
    byPlace.set(key, known);
    known.servers.push(hop.server.label);
  }
  return [...byPlace.values()].map(({ call, servers }) => ({
    at: call.at,
    note: `${call.label} calls ${list(servers)}`,
  }));
}
