const api = 'appmesh.k8s.aws/v1beta2';

type Labels = Readonly<Record<string, string>>;

export const namespace = (name: string, labels: Labels = { mesh: 'shop' }) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

export const mesh = {
  apiVersion: api,
  kind: 'Mesh',
  metadata: { name: 'shop' },
  spec: { namespaceSelector: { matchLabels: { mesh: 'shop' } } },
};

export const gateway = (ns = 'edge', name = 'gw', labels: Labels = {}) => ({
  apiVersion: api,
  kind: 'VirtualGateway',
  metadata: { name, namespace: ns },
  spec: {
    namespaceSelector: { matchLabels: { mesh: 'shop' } },
    ...(Object.keys(labels).length > 0 && { gatewayRouteSelector: { matchLabels: labels } }),
    listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
  },
});

export const service = (ns: string, name: string) => ({
  apiVersion: api,
  kind: 'VirtualService',
  metadata: { name, namespace: ns },
  spec: { awsName: `${name}.${ns}.local`, provider: { virtualNode: { virtualNodeRef: { name } } } },
});

export const node = (ns: string, name: string) => ({
  apiVersion: api,
  kind: 'VirtualNode',
  metadata: { name, namespace: ns },
  spec: {
    podSelector: { matchLabels: { app: name } },
    listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
    serviceDiscovery: { dns: { hostname: `${name}.${ns}.svc.cluster.local` } },
  },
});

export interface RouteOptions {
  readonly priority?: number;
  readonly to?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly match?: Readonly<Record<string, unknown>>;
}

export const route = (ns: string, name: string, prefix: string, options: RouteOptions = {}) => ({
  apiVersion: api,
  kind: 'GatewayRoute',
  metadata: {
    name,
    namespace: ns,
    ...(options.labels && { labels: options.labels }),
    ...(options.annotations && { annotations: options.annotations }),
  },
  spec: {
    ...(options.priority !== undefined && { priority: options.priority }),
    httpRoute: {
      match: { prefix, ...options.match },
      action: { target: { virtualService: { virtualServiceRef: { name: options.to ?? name } } } },
    },
  },
});
