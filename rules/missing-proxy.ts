import {
  at,
  by,
  code,
  defineRule,
  list,
  objectName,
  plural,
  type Selected,
  type Selection,
  type SourceRef,
  yaml,
} from '../src/rule/kit.ts';

/** A proxy is missing iff an object of the mesh selects a workload whose pods certainly get none by the settings in the world. */
export const missingProxy = defineRule({
  id: 'missing-proxy',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'a workload of the mesh whose pods run without a proxy',
    harm: 'Its pods neither send nor take requests by the rules of the mesh: no routes, no timeouts, no retries, no TLS, and nothing says so.',
    sources: [
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/docs/reference/injector.md',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/blob/7588d122/pkg/inject/inject.go',
    ],
    bad: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          mesh: shop
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
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
    `,
    good: yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        labels:
          mesh: shop
          appmesh.k8s.aws/sidecarInjectorWebhook: enabled
      ---
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: Mesh
      metadata:
        name: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
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
    `,
  },

  *check({ model }) {
    const groups = new Map<string, Lacking[]>();
    for (const selection of model.selections) {
      for (const chosen of selection.selected) {
        if (chosen.proxy.value !== false) continue;
        const place = decider(chosen);
        const key = JSON.stringify([place.document, place.path]);
        groups.set(key, [...(groups.get(key) ?? []), { ...chosen, selection }]);
      }
    }
    for (const [, group] of [...groups].sort(by(([key]) => key))) yield finding(group);
  },
});

type Lacking = Selected & { readonly selection: Selection };

/** Where it is decided that there is no proxy: a label of the namespace, an annotation, or the workload itself. */
function decider({ proxy, workload: { resource, template } }: Selected): SourceRef {
  return proxy.at ?? at(resource, [...template, 'spec', 'containers']);
}

function finding(group: readonly Lacking[]) {
  const [first] = group;
  if (first === undefined) throw new Error('a group has a first workload');
  const { proxy } = first;
  const names = [...new Set(group.map(({ workload }) => objectName(workload.resource.key)))];
  return {
    at: decider(first),
    what:
      names.length === 1
        ? `${code(names.join())} gets no proxy, so ${code(first.selection.label)} does nothing for it`
        : `${plural(names.length, 'workload')} of the mesh get no proxy: ${list(names.map(code), 'and', 2)}`,
    why: proxy.note ?? 'what is written here turns the injection of the proxy off',
    fix: proxy.remedy ?? 'remove this setting, or change it to `enabled`',
    related: group.map(({ selection, workload: { resource } }) => ({
      at: at(resource, ['metadata', 'name']),
      note: `${objectName(resource.key)} stands for ${selection.label}`,
    })),
    about: names,
  };
}
