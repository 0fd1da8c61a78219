import { yaml } from '../../src/rule/define.ts';
import { type Manifest, manifests } from './court.ts';

/** A gateway that every namespace of the mesh may add routes to, and teams. */
export const edge = yaml`
  apiVersion: v1
  kind: Namespace
  metadata: { name: team-a, labels: { mesh: shop } }
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: team-b, labels: { mesh: shop } }
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: edge, labels: { mesh: shop } }
  ---
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: Mesh
  metadata: { name: shop }
  spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
  ---
  apiVersion: appmesh.k8s.aws/v1beta2
  kind: VirtualGateway
  metadata: { name: gw, namespace: edge }
  spec:
    namespaceSelector: { matchLabels: { mesh: shop } }
    listeners: [{ portMapping: { port: 8080, protocol: http } }]
`;

export interface About {
  readonly priority?: number;
  readonly to?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A GatewayRoute; the match as YAML writes it. */
export function route(namespace: string, name: string, match: string, about: About = {}): Manifest {
  const [object] = manifests(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: GatewayRoute
    metadata: { name: ${name}, namespace: ${namespace} }
    spec:
      httpRoute:
        match: ${match}
        action: { target: { virtualService: { virtualServiceRef: { name: ${about.to ?? name} } } } }
  `);
  if (about.priority !== undefined) object.spec.priority = about.priority;
  if (about.labels !== undefined) object.metadata.labels = about.labels;
  if (about.annotations !== undefined) object.metadata.annotations = about.annotations;
  return object;
}

/** A VirtualService on a VirtualNode of its name. */
export function served(namespace: string, name: string): readonly Manifest[] {
  return manifests(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualService
    metadata: { name: ${name}, namespace: ${namespace} }
    spec: { provider: { virtualNode: { virtualNodeRef: { name: ${name} } } } }
    ---
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualNode
    metadata: { name: ${name}, namespace: ${namespace} }
    spec:
      podSelector: { matchLabels: { app: ${name} } }
      listeners: [{ portMapping: { port: 8080, protocol: http } }]
      serviceDiscovery: { dns: { hostname: ${name}.${namespace}.svc.cluster.local } }
  `);
}

/** Rules that refuse, in the order in which they are told. */
export function reasons(answer: {
  readonly status?: { readonly details?: { causes: readonly { reason: string }[] } };
}) {
  return answer.status?.details?.causes.map(({ reason }) => reason) ?? [];
}
