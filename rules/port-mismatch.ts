import {
  type Asked,
  asked,
  at,
  behind,
  closest,
  code,
  type Draft,
  defineRule,
  lacks,
  lacksName,
  list,
  objectName,
  type PortUse,
  type Service,
  type ServicePort,
  serviceAt,
  targetPort,
  type Workload,
  yaml,
} from '../src/rule/kit.ts';

/** A port mismatches iff what is at its other end certainly has ports and not this one; a container may take a port that it does not declare, which is a warning. */
export const portMismatch = defineRule({
  id: 'port-mismatch',
  group: 'references',
  since: '0.1.0',
  severity: 'error',
  on: 'world',
  reach: 'world',
  curedElsewhere: true,
  once: true,
  docs: {
    summary: 'a port that does not exist at the other end',
    harm: 'Requests are refused, time out, or reach the application past its proxy, although every object is accepted.',
    sources: [
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/routes.html',
      'https://docs.aws.amazon.com/app-mesh/latest/userguide/troubleshooting-connectivity.html',
      'https://github.com/aws/aws-app-mesh-controller-for-k8s/issues/798',
      'https://kubernetes.io/docs/concepts/services-networking/service/',
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
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { app: cart }
        ports:
          - { name: http, port: 80, targetPort: 8080 }
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
      apiVersion: v1
      kind: Service
      metadata:
        name: cart
        namespace: shop
      spec:
        selector: { app: cart }
        ports:
          - { name: http, port: 8080, targetPort: 8080 }
    `,
  },

  *check({ model, world }) {
    for (const use of model.portUses) {
      if ('pods' in use.to) {
        yield* undeclared(use, use.to.pods);
        continue;
      }
      const found = use.port === null ? null : asked(use, model, world);
      if (found === null) continue;
      if (found.certain.length + found.open.length === 0) yield missing(use, found);
      const service = 'service' in use.to ? serviceAt(use.to.service, world) : undefined;
      if (service === undefined) continue;
      const { certain, open } = behind(world, service);
      if (certain.length === 0 || open.length > 0) continue;
      for (const port of service.ports) {
        // A number may stand for TCP and for UDP, each with pods' ports of its own.
        const meant = found.certain.some(({ text, name }) => text === String(port.port) && name === port.name);
        if (meant && port.protocol === 'TCP') yield* beyond(use, service, port, certain);
      }
    }
  },
});

/** The end has no such port. */
function missing(use: PortUse, { end }: Asked): Draft {
  const { text, isName } = nameOf(use);
  const there = end.ports.map((open) => (isName ? (open.name ?? open.text) : open.text));
  const near = there.length === 1 ? there[0] : closest(text, there);
  const what = end.word === 'port' ? 'port' : `${end.word} on port`;
  const add = `add the ${end.word} to ${code(end.key)}`;
  return {
    at: use.at,
    what: `${code(end.key)} has no ${what} ${code(text)}`,
    why: `${use.because}, and there ${there.length === 1 ? 'is' : 'are'} only ${list(there.map(code))}`,
    fix:
      use.unchanged !== null
        ? `add port ${code(text)} to ${code(end.key)}, leading to the same port of its pods`
        : near === undefined
          ? `change it to a port that is there, or ${add}`
          : `change it to ${code(near)}, or ${add}`,
    related: end.ports.map((open) => ({ at: open.at, note: `${end.key} has port ${code(open.text)}` })),
    about: [use.subject, end.key, text],
    absentFrom: end.at,
  };
}

function nameOf({ port }: PortUse): { readonly text: string; readonly isName: boolean } {
  if (port === null) return { text: '', isName: false };
  return 'text' in port ? { text: port.text, isName: false } : { text: port.name, isName: true };
}

/** What a port of a Service leads to in its pods: nothing, another port than the one that counts, or one that none declares. */
function* beyond(use: PortUse, { resource }: Service, port: ServicePort, pods: readonly Workload[]): Iterable<Draft> {
  const service = code(objectName(resource.key));
  const number = code(String(port.port));
  const { target } = port;
  const { unchanged } = use;
  const from = {
    at: at(resource, port.path),
    related: [{ at: use.at, note: `${use.user} uses this port` }, ...pods.map(ofPods)],
    about: [objectName(resource.key), String(port.port)],
  };
  if (typeof target === 'string' && pods.every((pod) => lacksName(pod, target))) {
    const names = pods.flatMap(({ ports }) => ports.flatMap(({ name }) => name ?? []));
    const near = closest(target, names) ?? (names.length === 1 ? names[0] : undefined);
    yield {
      ...from,
      what: `no container behind ${service} has a port named ${code(target)}`,
      why: `port ${number} leads to a port by name, and pods without one of that name are no endpoints of it`,
      fix: near === undefined ? `name a port of the container ${code(target)}` : `change the name to ${code(near)}`,
    };
    return;
  }
  const [first, ...others] = pods.map((pod) => targetPort(port, pod));
  if (typeof first !== 'number' || others.some((other) => other !== first)) return;
  if (unchanged !== null && first !== port.port) {
    yield {
      ...from,
      what: `${service} leads to port ${code(String(first))} of its pods, past the proxy`,
      why: `${unchanged.because}, which is ${number}`,
      fix: `use one port for the listener, the Service and the container, as ${code(String(first))}`,
      ...(!unchanged.certain && { severity: 'warning' as const }),
    };
  } else if (unchanged === null && pods.every((pod) => lacks(pod, first))) {
    yield { ...from, ...notDeclared(pods, String(first)) };
  }
}

/** Pods that are to take requests on a port that their containers do not declare. */
function* undeclared(use: PortUse, pods: readonly Workload[]): Iterable<Draft> {
  const { text } = nameOf(use);
  if (!/^\d+$/.test(text) || !pods.every((pod) => lacks(pod, Number(text)))) return;
  yield { at: use.at, ...notDeclared(pods, text), related: pods.map(ofPods), about: [use.subject, text] };
}

function notDeclared(pods: readonly Workload[], port: string) {
  return {
    what: `no container of ${list(pods.map(({ resource }) => code(objectName(resource.key))))} declares port ${code(port)}`,
    why: 'requests come in on that port, and each of the containers declares others',
    fix: 'change it to the port of the application, or declare it in the container',
    severity: 'warning' as const,
    certainty: 'if-complete' as const,
  };
}

function ofPods({ resource, template, ports }: Workload) {
  const [first] = ports;
  const there = ports.map(({ name, port }) => code(name === null ? String(port) : `${name}: ${String(port)}`));
  return {
    at: at(resource, first?.path ?? [...template, 'spec']),
    note: `${objectName(resource.key)} has ${there.length === 0 ? 'no port' : list(there)}`,
  };
}
