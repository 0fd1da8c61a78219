import fc from 'fast-check';

/** A Kubernetes object that a break may change in place. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    labels?: Record<string, string>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: breaks reach deep into specs whose shapes the test of each break shows
  spec: any;
}

/** A service of the mesh: a VirtualService, its router and a node with a Deployment for each version. */
export interface ServicePlan {
  readonly name: string;
  readonly namespace: string;
  readonly protocol: 'http' | 'http2';
  /** One share for each version; they add up to 100. */
  readonly weights: readonly number[];
  /** Routes in front of the one that takes everything. */
  readonly special: readonly Special[];
  /** Names of services that come after it. */
  readonly calls: readonly string[];
  readonly seconds: number;
  readonly secrets: 'sds' | 'file';
  readonly healthCheck: boolean;
}

export type Special = 'header' | 'method' | 'path' | 'prefix' | 'query';

export interface Plan {
  readonly services: readonly ServicePlan[];
  /** Names of services that the gateway leads to by a prefix. */
  readonly exposed: readonly string[];
  readonly gatewayHost: string | null;
  readonly policies: boolean;
}

const names = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
const split = fc.constantFrom<readonly number[]>([100], [90, 10], [50, 50], [80, 15, 5]);
const specials: readonly Special[] = ['header', 'method', 'path', 'prefix', 'query'];

function servicePlan(name: string, later: readonly string[]): fc.Arbitrary<ServicePlan> {
  return fc.record({
    name: fc.constant(name),
    namespace: fc.constantFrom('east', 'west'),
    protocol: fc.constantFrom('http', 'http2'),
    weights: split,
    special: fc.subarray([...specials]),
    calls: fc.subarray([...later], { maxLength: Math.min(2, later.length) }),
    seconds: fc.integer({ min: 2, max: 12 }),
    secrets: fc.constantFrom('sds', 'file'),
    healthCheck: fc.boolean(),
  });
}

/** A mesh in which nothing is wrong. */
export const plan: fc.Arbitrary<Plan> = fc.integer({ min: 2, max: names.length }).chain((count) => {
  const own = names.slice(0, count);
  return fc.record({
    services: fc.tuple(...own.map((name, index) => servicePlan(name, own.slice(index + 1)))),
    exposed: fc.subarray(own, { minLength: 1 }),
    gatewayHost: fc.constantFrom(null, 'shop.example.com'),
    policies: fc.boolean(),
  });
});

/** The objects of a plan, all with their namespaces. */
export function manifestsOf(plan: Plan): Manifest[] {
  return [
    ...meshObjects(),
    ...gatewayObjects(plan),
    ...plan.services.flatMap((service) => serviceObjects(service, plan)),
  ];
}

function meshObjects(): Manifest[] {
  const injected = { mesh: 'shop', gateway: 'edge', 'appmesh.k8s.aws/sidecarInjectorWebhook': 'enabled' };
  return [
    {
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'Mesh',
      metadata: { name: 'shop' },
      spec: { namespaceSelector: { matchLabels: { mesh: 'shop' } }, egressFilter: { type: 'DROP_ALL' } },
    },
    ...['east', 'west'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { ...injected } },
      spec: {},
    })),
  ];
}

const appmesh = (kind: string, namespace: string, name: string, spec: object): Manifest => ({
  apiVersion: 'appmesh.k8s.aws/v1beta2',
  kind,
  metadata: { name, namespace },
  spec,
});

const seconds = (value: number) => ({ unit: 's', value });

/** The client end towards every service of the plan: the names in their certificates are not those of their hosts. */
const clientPolicy = (secrets: 'sds' | 'file', name: string, services: readonly ServicePlan[]) => {
  const { certificate, validation } = identity(secrets, name);
  const exact = services.map((service) => spiffe(service.name));
  return {
    tls: { enforce: true, certificate, validation: { ...validation, subjectAlternativeNames: { match: { exact } } } },
  };
};

const spiffe = (name: string) => `spiffe://shop.example/${name}`;

const identity = (secrets: 'sds' | 'file', name: string) => ({
  certificate:
    secrets === 'sds'
      ? { sds: { secretName: spiffe(name) } }
      : { file: { certificateChain: `/certs/${name}.pem`, privateKey: `/certs/${name}.key` } },
  validation: {
    trust:
      secrets === 'sds'
        ? { sds: { secretName: 'spiffe://shop.example' } }
        : { file: { certificateChain: '/certs/ca.pem' } },
  },
});

function gatewayObjects({ exposed, services, gatewayHost }: Plan): Manifest[] {
  const namespace = 'east';
  const listener = {
    portMapping: { port: 8443, protocol: 'http' },
    tls: {
      mode: 'STRICT',
      certificate: {
        acm: {
          certificateARN: 'arn:aws:acm:eu-central-1:111122223333:certificate/0f4c1d52-8a5e-4c62-9a0e-3b1f5c1f7a01',
        },
      },
    },
  };
  return [
    appmesh('VirtualGateway', namespace, 'edge', {
      namespaceSelector: { matchLabels: { gateway: 'edge' } },
      podSelector: { matchLabels: { app: 'edge' } },
      listeners: [listener],
      backendDefaults: { clientPolicy: clientPolicy('sds', 'edge', services) },
      logging: { accessLog: { file: { path: '/dev/stdout' } } },
    }),
    workload(namespace, 'edge', { app: 'edge' }, 'envoy', 8443),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'edge', namespace },
      spec: {
        type: 'LoadBalancer',
        selector: { app: 'edge' },
        ports: [{ name: 'https', port: 443, targetPort: 8443 }],
      },
    },
    ...services
      .filter(({ name }) => exposed.includes(name))
      .map(({ name, namespace: home }, index) =>
        appmesh('GatewayRoute', home, name, {
          priority: 10 * (index + 1),
          httpRoute: {
            match: { prefix: `/${name}/`, ...(gatewayHost !== null && { hostname: { exact: gatewayHost } }) },
            action: {
              target: { virtualService: { virtualServiceRef: { name } } },
              rewrite: { prefix: { value: '/' } },
            },
          },
        }),
      ),
  ];
}

function workload(
  namespace: string,
  name: string,
  labels: Record<string, string>,
  container: string,
  port: number,
  annotations: Record<string, string> = {},
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: { ...labels } },
      template: {
        metadata: { labels: { ...labels }, annotations },
        spec: {
          containers: [
            { name: container, image: 'registry.example/it:1', ports: [{ name: 'http', containerPort: port }] },
          ],
        },
      },
    },
  };
}

function serviceObjects(service: ServicePlan, plan: Plan): Manifest[] {
  const { name, namespace, weights } = service;
  return [
    appmesh('VirtualService', namespace, name, { provider: { virtualRouter: { virtualRouterRef: { name } } } }),
    appmesh('VirtualRouter', namespace, name, {
      listeners: [{ portMapping: { port: 8080, protocol: service.protocol } }],
      routes: routesOf(service),
    }),
    clusterService(namespace, name, { app: name }, false),
    ...weights.flatMap((_, index) => versionObjects(service, plan, index)),
    ...(plan.policies ? [policyOf(service)] : []),
  ];
}

const versionName = (name: string, index: number) => `${name}-v${index + 1}`;

function routesOf({ name, protocol, weights, special, calls, seconds: patience }: ServicePlan) {
  const field = protocol === 'http' ? 'httpRoute' : 'http2Route';
  // Routes share nothing: a break of one must leave the others alone.
  const rest = () => ({
    timeout: { perRequest: seconds(patience), idle: seconds(60) },
    // Tries multiply along a way: only its last stop repeats.
    retryPolicy: {
      maxRetries: calls.length > 0 ? 0 : 2,
      perRetryTimeout: { unit: 'ms', value: 500 },
      tcpRetryEvents: ['connection-error'],
    },
  });
  const targets = (shares: readonly number[]) => ({
    weightedTargets: shares.map((weight, index) => ({
      virtualNodeRef: { name: versionName(name, index) },
      weight,
      port: 8080,
    })),
  });
  const last = weights.length - 1;
  const onlyLast = {
    weightedTargets: [{ virtualNodeRef: { name: versionName(name, last) }, weight: 100, port: 8080 }],
  };
  return [
    ...special.map((kind, index) => ({
      name: kind,
      priority: 10 * (index + 1),
      [field]: { match: matchOf(kind), action: onlyLast, ...rest() },
    })),
    { name: 'all', priority: 900, [field]: { match: { prefix: '/' }, action: targets(weights), ...rest() } },
  ];
}

function matchOf(special: Special) {
  switch (special) {
    case 'header':
      return { prefix: '/', headers: [{ name: 'x-version', match: { exact: 'next' } }] };
    case 'method':
      return { prefix: '/', method: 'DELETE' };
    case 'path':
      return { path: { exact: '/status' } };
    case 'prefix':
      return { prefix: '/admin/' };
    default:
      return { prefix: '/', queryParameters: [{ name: 'preview', match: { exact: 'yes' } }] };
  }
}

function versionObjects(service: ServicePlan, { services }: Plan, index: number): Manifest[] {
  const { name, namespace, protocol, calls, secrets, healthCheck, seconds: patience } = service;
  const version = versionName(name, index);
  const labels = { app: name, version: `v${index + 1}` };
  return [
    appmesh('VirtualNode', namespace, version, {
      podSelector: { matchLabels: { ...labels } },
      listeners: [
        {
          portMapping: { port: 8080, protocol },
          timeout: { [protocol]: { perRequest: seconds(patience), idle: seconds(60) } },
          tls: { mode: 'STRICT', ...identity(secrets, name) },
          ...(healthCheck && {
            healthCheck: {
              protocol,
              path: '/health',
              port: 8080,
              healthyThreshold: 2,
              unhealthyThreshold: 3,
              intervalMillis: 10_000,
              timeoutMillis: 2000,
            },
          }),
        },
      ],
      serviceDiscovery: { dns: { hostname: `${version}.${namespace}.svc.cluster.local`, responseType: 'ENDPOINTS' } },
      ...(calls.length > 0 && {
        backendDefaults: { clientPolicy: clientPolicy(secrets, name, services) },
        backends: calls.map((called) => ({
          virtualService: {
            virtualServiceRef: { name: called, namespace: services.find((one) => one.name === called)?.namespace },
          },
        })),
      }),
      logging: { accessLog: { file: { path: '/dev/stdout' } } },
    }),
    workload(
      namespace,
      version,
      labels,
      'app',
      8080,
      secrets === 'file' ? { 'appmesh.k8s.aws/secretMounts': 'certs:/certs' } : {},
    ),
    clusterService(namespace, version, labels, true),
  ];
}

function clusterService(
  namespace: string,
  name: string,
  selector: Record<string, string>,
  headless: boolean,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: { ...selector },
      ports: [{ name: 'http', port: 8080, targetPort: 8080 }],
    },
  };
}

/** Lets everything of both namespaces in on the port of the service. */
function policyOf({ name, namespace }: ServicePlan): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { mesh: 'shop' } } }], ports: [{ port: 8080 }] }],
    },
  };
}
