import fc from 'fast-check';

/** Few names, so that random objects meet; one that only a placeholder tells. */
const name = fc.constantFrom('a', 'b', '${' + 'NAME}');
const namespace = fc.constantFrom('n', 'm', 'o');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });
const port = fc.constantFrom<number | string>(80, 8080, '${' + 'PORT}');
const labels = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'), { maxKeys: 2 });
const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
  fc.constantFrom('n', 'm').map((value) => ({ matchLabels: { 'kubernetes.io/metadata.name': value } })),
  fc.constant({ matchExpressions: [{ key: 'x', operator: 'Exists' }] }),
);

const reference = (field: string, type: string) =>
  fc.oneof(
    { arbitrary: fc.record({ name, namespace: maybe(namespace) }).map((ref) => ({ [`${field}Ref`]: ref })), weight: 5 },
    {
      arbitrary: fc.constantFrom('a_n', 'b_m', 'a.n', 'b.m', 'own').map((last) => ({
        [`${field}ARN`]: `arn:aws:appmesh:eu-west-1:111122223333:mesh/shop/${type}/${last}`,
      })),
      weight: 1,
    },
  );
const service = reference('virtualService', 'virtualService');
const node = reference('virtualNode', 'virtualNode');
const router = reference('virtualRouter', 'virtualRouter');

const listeners = fc.array(
  fc.record({
    portMapping: fc.record({ port, protocol: fc.constantFrom('http', 'http2', 'tcp') }),
    timeout: maybe(fc.constant({ http: { perRequest: { unit: 's', value: 30 } } })),
    tls: maybe(fc.constant({ mode: 'STRICT', certificate: { file: {} } })),
  }),
  { maxLength: 2 },
);

function object(kind: string, spec: fc.Arbitrary<object>, namespaces: fc.Arbitrary<string> | null = namespace) {
  return fc
    .record({ name, namespace: namespaces ?? fc.constant(undefined), labels, uid: maybe(fc.constant('1')), spec })
    .map(({ spec: body, ...metadata }) => ({ apiVersion: 'appmesh.k8s.aws/v1beta2', kind, metadata, spec: body }));
}

const awsName = maybe(fc.constant('own'));
const hostname = fc.tuple(name, namespace, fc.constantFrom('', '.svc', '.svc.cluster.local', '.example.test'));
const dns = hostname.map(([host, inside, domain]) => ({ dns: { hostname: `${host}.${inside}${domain}` } }));
const live = {
  meshRef: maybe(fc.record({ name, uid: fc.constant('1') })),
};

const namespaceObject = fc
  .record({
    name: namespace,
    labels: fc
      .tuple(labels, maybe(fc.constantFrom('enabled', 'disabled')))
      .map(([own, injector]) => ({ ...own, ...(injector && { 'appmesh.k8s.aws/sidecarInjectorWebhook': injector }) })),
  })
  .map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata }));

const gatewayRoute = object(
  'GatewayRoute',
  fc.record({
    ...live,
    virtualGatewayRef: maybe(fc.record({ name, namespace, uid: fc.constant('1') })),
    priority: maybe(fc.nat(3)),
    httpRoute: fc.record({
      match: fc.record({
        prefix: fc.constantFrom('/', '/cart'),
        port: maybe(port),
        hostname: maybe(fc.constantFrom({ exact: 'shop.test' }, { suffix: '*.shop.test' })),
      }),
      action: service.map((virtualService) => ({ target: { virtualService } })),
    }),
  }),
);

const virtualRouter = object(
  'VirtualRouter',
  fc.record({
    ...live,
    awsName,
    listeners,
    routes: fc.array(
      fc.record({
        name: fc.constantFrom('one', 'two'),
        httpRoute: fc.record({
          match: fc.record({ prefix: fc.constant('/'), port: maybe(port) }),
          action: fc.array(fc.tuple(node, maybe(port)), { minLength: 1, maxLength: 2 }).map((targets) => ({
            weightedTargets: targets.map(([target, at]) => ({ ...target, weight: 1, port: at })),
          })),
        }),
      }),
      { maxLength: 2 },
    ),
  }),
);

const virtualNode = object(
  'VirtualNode',
  fc.record({
    ...live,
    awsName,
    listeners,
    podSelector: maybe(selector),
    serviceDiscovery: maybe(dns),
    backends: fc.array(
      service.map((virtualService) => ({ virtualService })),
      { maxLength: 2 },
    ),
    backendGroups: fc.array(fc.record({ name, namespace: maybe(namespace) }), { maxLength: 1 }),
  }),
);

const virtualService = object(
  'VirtualService',
  fc.record({
    ...live,
    awsName: fc.oneof(
      awsName,
      hostname.map((parts) => parts.join('.').replace('..', '.')),
    ),
    provider: fc.oneof(
      node.map((virtualNode) => ({ virtualNode })),
      router.map((virtualRouter) => ({ virtualRouter })),
    ),
  }),
);

const virtualGateway = object(
  'VirtualGateway',
  fc.record({
    ...live,
    listeners,
    podSelector: maybe(selector),
    namespaceSelector: maybe(selector),
    gatewayRouteSelector: maybe(selector),
  }),
);

const workload = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    name,
    namespace,
    labels,
    container: name,
    placed: labels,
  })
  .map(({ kind, container, placed, ...metadata }) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata,
    spec: {
      template: {
        metadata: { labels: placed, annotations: placed },
        spec: { containers: [{ name: container === 'a' ? 'envoy' : 'app' }] },
      },
    },
  }));

const kubernetesService = fc
  .record({
    name: fc.constantFrom('a', 'b'),
    namespace,
    ports: fc.constantFrom([{ port: 80 }], [{ port: 80, targetPort: 8080 }]),
    clusterIP: maybe(fc.constant('None')),
  })
  .map(({ name: called, namespace: inside, ...spec }) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: called, namespace: inside },
    spec,
  }));

/** Any object that the App Mesh adapter reads. */
export const appMeshObject: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: namespaceObject, weight: 3 },
  { arbitrary: object('Mesh', fc.record({ namespaceSelector: maybe(selector) }), null), weight: 1 },
  { arbitrary: virtualGateway, weight: 3 },
  { arbitrary: gatewayRoute, weight: 4 },
  { arbitrary: virtualRouter, weight: 2 },
  { arbitrary: virtualService, weight: 2 },
  { arbitrary: virtualNode, weight: 2 },
  { arbitrary: workload, weight: 2 },
  { arbitrary: kubernetesService, weight: 2 },
  {
    arbitrary: object(
      'BackendGroup',
      fc.record({ virtualservices: fc.array(fc.record({ name, namespace: maybe(namespace) }), { maxLength: 2 }) }),
    ),
    weight: 1,
  },
);

const backend = fc.record({
  service: fc.record({ name, port: fc.constantFrom({ number: 80 }, { name: 'web' }, { number: 81 }) }),
});

const ingress = fc
  .record({
    name,
    namespace,
    annotations: fc.constantFrom(
      {},
      {},
      { 'kubernetes.io/ingress.class': 'a' },
      { 'alb.ingress.kubernetes.io/certificate-arn': 'arn' },
    ),
    spec: fc.record({
      ingressClassName: maybe(name),
      defaultBackend: maybe(backend),
      tls: maybe(
        fc.constantFrom(
          [{ hosts: ['shop.test'] }],
          [{ hosts: ['*.test'] }],
          [{ secretName: 'all' }],
          [],
          ['$', '{TLS}'].join(''),
        ),
      ),
      rules: fc.array(
        fc.record({
          host: maybe(fc.constantFrom('shop.test', '*.shop.test')),
          http: fc.record({
            paths: fc.array(
              fc.record({
                path: fc.constantFrom('/', '/cart', '/cart/'),
                pathType: fc.constantFrom('Exact', 'Prefix', 'ImplementationSpecific'),
                backend,
              }),
              { minLength: 1, maxLength: 2 },
            ),
          }),
        }),
        { maxLength: 2 },
      ),
    }),
  })
  .map(({ spec, ...metadata }) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec }));

/** Any object that the Ingress adapter reads. */
export const ingressObject: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: ingress, weight: 4 },
  {
    arbitrary: fc
      .record({
        name,
        annotations: fc.constantFrom({}, { 'ingressclass.kubernetes.io/is-default-class': 'true' }),
      })
      .map((metadata) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata,
        spec: { controller: 'x/y' },
      })),
    weight: 2,
  },
  {
    arbitrary: fc
      .record({ name, namespace, ports: fc.constantFrom([{ port: 80, name: 'web' }], [{ port: 81 }], []) })
      .map(({ ports, ...metadata }) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } })),
    weight: 2,
  },
);
