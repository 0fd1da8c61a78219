import { backendGroup } from './schema/appmesh/backend-group.ts';
import { gatewayRoute } from './schema/appmesh/gateway-route.ts';
import { mesh } from './schema/appmesh/mesh.ts';
import { definition } from './schema/appmesh/refusal.ts';
import { virtualGateway } from './schema/appmesh/virtual-gateway.ts';
import { virtualNode } from './schema/appmesh/virtual-node.ts';
import { virtualRouter } from './schema/appmesh/virtual-router.ts';
import { virtualService } from './schema/appmesh/virtual-service.ts';
import { builtIn, ingress } from './schema/ingress.ts';
import { ingressClass } from './schema/ingress-class.ts';
import type { ObjectNode, Refusal } from './schema/node.ts';

/** A kind that routing touches. */
export interface Kind {
  readonly group: string;
  readonly kind: string;
  /** As it stands in the addresses of the API server: `gatewayroutes`. */
  readonly plural: string;
  /** Versions that are read, the one to write first. */
  readonly versions: readonly [string, ...string[]];
  readonly scope: 'Namespaced' | 'Cluster';
  /** What `metadata.name` is; `label`: without dots, at most 63 characters. */
  readonly name: 'subdomain' | 'label';
  /** Null: read, not judged. */
  readonly schema: ObjectNode | null;
  readonly refusal: Refusal;
  /** The word for its mesh in messages; null for the kinds that all meshes share. */
  readonly mesh: 'App Mesh' | 'Ingress' | null;
}

export const appMeshGroup = 'appmesh.k8s.aws';
export const networkingGroup = 'networking.k8s.io';

function appMesh(kind: string, schema: ObjectNode, scope: Kind['scope'] = 'Namespaced'): Kind {
  const versions = ['v1beta2'] as const;
  return {
    group: appMeshGroup,
    kind,
    plural: pluralOf(kind),
    versions,
    scope,
    name: 'subdomain',
    schema,
    refusal: definition,
    mesh: 'App Mesh',
  };
}

function core(group: string, kind: string, name: Kind['name'], scope: Kind['scope'] = 'Namespaced'): Kind {
  const plural = pluralOf(kind);
  return { group, kind, plural, versions: ['v1'], scope, name, schema: null, refusal: builtIn, mesh: null };
}

function networking(kind: string, schema: ObjectNode, scope: Kind['scope']): Kind {
  const versions = ['v1'] as const;
  return {
    group: networkingGroup,
    kind,
    plural: pluralOf(kind),
    versions,
    scope,
    name: 'subdomain',
    schema,
    refusal: builtIn,
    mesh: 'Ingress',
  };
}

/** English plurals, as Kubernetes builds them where a kind names no other: `meshes`, `ingresses`, `networkpolicies`. */
function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** Every kind that is read, sorted by group and kind. */
export const kinds: readonly Kind[] = [
  core('', 'Namespace', 'label', 'Cluster'),
  core('', 'Pod', 'subdomain'),
  core('', 'Service', 'label'),
  appMesh('BackendGroup', backendGroup),
  appMesh('GatewayRoute', gatewayRoute),
  appMesh('Mesh', mesh, 'Cluster'),
  appMesh('VirtualGateway', virtualGateway),
  appMesh('VirtualNode', virtualNode),
  appMesh('VirtualRouter', virtualRouter),
  appMesh('VirtualService', virtualService),
  core('apps', 'DaemonSet', 'subdomain'),
  core('apps', 'Deployment', 'subdomain'),
  core('apps', 'ReplicaSet', 'subdomain'),
  core('apps', 'StatefulSet', 'subdomain'),
  core('batch', 'CronJob', 'subdomain'),
  core('batch', 'Job', 'subdomain'),
  networking('Ingress', ingress, 'Namespaced'),
  networking('IngressClass', ingressClass, 'Cluster'),
  core(networkingGroup, 'NetworkPolicy', 'subdomain'),
];

const byId = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));

/** The kind of that group and name; undefined iff it is none that is read. */
export function kindNamed(group: string, kind: string): Kind | undefined {
  return byId.get(`${group}/${kind}`);
}

/** A group whose kinds are all known: any other kind in it is a mistake. */
export interface ClosedGroup {
  readonly version: string;
  /** The kinds of the group that routing does not touch. */
  readonly others: readonly string[];
}

/**
 * The groups that are known in full. The kinds of networking.k8s.io:
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/ and the alpha kind ClusterCIDR before it.
 */
export const closedGroups: ReadonlyMap<string, ClosedGroup> = new Map([
  [appMeshGroup, { version: 'v1beta2', others: [] }],
  [networkingGroup, { version: 'v1', others: ['ClusterCIDR', 'IPAddress', 'ServiceCIDR'] }],
]);
