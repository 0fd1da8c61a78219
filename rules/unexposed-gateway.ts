import {
  at,
  behind,
  code,
  defineRule,
  isUnknown,
  list,
  objectName,
  type Place,
  type Service,
  servicesOf,
  targetPort,
  type Workload,
  yaml,
} from '../src/rule/kit.ts';

/** A gateway listener is unexposed iff the world holds its pods and Services beside them, and none of these leads to them on its port. */
export const unexposedGateway = defineRule({
  id: 'unexposed-gateway',
  group: 'references',
  since: '0.1.0',
  severity: 'warning',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  docs: {
    summary: 'a gateway listener that no Service leads to',
    harm: 'Nobody reaches the gateway on that port: connections are refused or time out although every route is right.',
    sources: [
      'https://kubernetes.io/docs/concepts/services-networking/service/',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/virtual_gateways.html',
    ],
    bad: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers:
              - name: envoy
                image: registry.example/edge:1
                ports:
                  - { name: http, containerPort: 8080 }
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: edge
        namespace: shop
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports:
          - { name: http, port: 80 }
    `,
    good: yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata:
        name: edge
        namespace: shop
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        podSelector: { matchLabels: { app: edge } }
        listeners:
          - portMapping: { port: 8080, protocol: http }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: edge
        namespace: shop
      spec:
        selector: { matchLabels: { app: edge } }
        template:
          metadata:
            labels: { app: edge }
          spec:
            containers:
              - name: envoy
                image: registry.example/edge:1
                ports:
                  - { name: http, containerPort: 8080 }
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: edge
        namespace: shop
      spec:
        type: LoadBalancer
        selector: { app: edge }
        ports:
          - { name: http, port: 80, targetPort: 8080 }
    `,
  },

  *check({ model, world }) {
    for (const { by: gateway, label, selected, open, places } of model.selections) {
      if (places.length === 0) continue;
      const pods = selected.map(({ workload }) => workload);
      if (pods.length === 0 || open.length > 0 || !world.complete('Service', gateway.namespace)) continue;
      const services = servicesOf(world, gateway.namespace).map((service) => ({ service, ...behind(world, service) }));
      if (services.some((service) => service.open.some((workload) => pods.includes(workload)))) continue;
      const near = services.filter(({ certain }) => certain.some((workload) => pods.includes(workload)));
      for (const key of places) {
        const place = model.place(key);
        if (place === undefined || isUnknown(place.port) || pods.some((pod) => isOpen(pod, place))) continue;
        if (near.some(({ service }) => leads(service, pods, place))) continue;
        yield finding(
          place,
          label,
          near.map(({ service }) => service),
          pods,
        );
      }
    }
  },
});

/** True iff some port of the Service leads to the port of the place, or may. */
function leads(service: Service, pods: readonly Workload[], { port }: Place): boolean {
  return service.ports.some((one) =>
    pods.some((pod) => {
      const target = targetPort(one, pod);
      return isUnknown(target) || target === port;
    }),
  );
}

/** True iff the pod takes connections from outside without a Service. */
function isOpen({ pod, ports }: Workload, { port }: Place): boolean {
  if (pod['hostNetwork'] === true) return true;
  return ports.some((one) => one.host && (isUnknown(one.port) || one.port === port));
}

function finding(place: Place, label: string, near: readonly Service[], pods: readonly Workload[]) {
  const others = near.flatMap(({ resource, ports }) => ports.map((port) => ({ resource, port })));
  const port = code(String(place.port));
  return {
    at: place.at,
    what: `no Service leads to port ${port} of ${code(label)}`,
    why:
      near.length === 0
        ? 'no Service of its namespace selects the pods of the gateway'
        : `${list(near.map(({ resource }) => code(objectName(resource.key))))} leads to other ports of its pods`,
    fix:
      near.length === 0
        ? `create a Service with the labels of its pods and ${code(`targetPort: ${String(place.port)}`)}`
        : `set ${code(`targetPort: ${String(place.port)}`)} in the Service, or change the port of the listener`,
    related: [
      ...others.map(({ resource, port: { target, path } }) => ({
        at: at(resource, path),
        note: `this port leads to ${code(String(target))}`,
      })),
      ...pods.map(({ resource }) => ({
        at: at(resource, ['metadata', 'name']),
        note: `${objectName(resource.key)} runs the gateway`,
      })),
    ],
    certainty: 'if-complete' as const,
    about: [place.key],
  };
}
