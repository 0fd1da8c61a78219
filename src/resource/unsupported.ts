import { closest, code } from '../base/wording.ts';
import type { Path } from '../document/ref.ts';
import { appMeshGroup, type ClosedGroup, closedGroups, kinds, networkingGroup } from './kinds.ts';
import { asItemOfRouter } from './route-kind.ts';

/** Why an object is none that its group has: the place below the object's root and the words of the fault. */
export interface Unsupported {
  readonly at: 'apiVersion' | 'kind';
  readonly found: string;
  readonly expected: readonly string[];
  readonly instead?: string;
  readonly because: string;
  /** Where its parts belong: paths below the object's root. */
  readonly related?: readonly { readonly path: Path; readonly note: string }[];
}

/** What v1beta2 wants of the kinds of v1beta1. Source: aws/aws-app-mesh-controller-for-k8s@7588d122c3c45e1f873d7d016a30922f049764bf docs/reference/api_design.md */
const sinceV1beta1: Readonly<Record<string, string>> = {
  Mesh: 'write v1beta2, with a `namespaceSelector` that selects the namespaces of the mesh',
  VirtualNode:
    'write v1beta2, with `podSelector` for the pods, `serviceDiscovery.dns.hostname` or `awsCloudMap`, and `virtualServiceRef` in `backends`; `meshName` goes',
  VirtualService:
    'write v1beta2, with the routes in a VirtualRouter of its own and `provider.virtualRouter.virtualRouterRef` here; `meshName` goes',
};

const oldIngress =
  'write networking.k8s.io/v1, with a `pathType` for each path, and `service.name` and `service.port` in each backend';

/** Versions that a group had once. */
function successor(group: string, version: string, kind: string): string | undefined {
  if (group === appMeshGroup && version === 'v1beta1' && Object.hasOwn(sinceV1beta1, kind)) return sinceV1beta1[kind];
  return group === networkingGroup && version === 'v1beta1' && kind === 'Ingress' ? oldIngress : undefined;
}

/** Says why the kind is none of its group; undefined iff it is one, or the group is no concern of ours. */
export function unsupported(group: string, version: string, kind: string, value: unknown): Unsupported | undefined {
  if (group === 'extensions' && kind === 'Ingress') {
    return {
      at: 'apiVersion',
      found: code(`${group}/${version}`),
      expected: [code('networking.k8s.io/v1')],
      instead: oldIngress,
      // https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122
      because: 'Kubernetes 1.22 removed it',
    };
  }
  const closed = closedGroups.get(group);
  if (closed === undefined || closed.others.includes(kind)) return undefined;
  const known = kinds.find((candidate) => candidate.group === group && candidate.kind === kind);
  if (known === undefined) return unknownKind(group, kind, closed, value);
  if ((known.versions as readonly string[]).includes(version)) return undefined;
  const instead = successor(group, version, kind);
  return {
    at: 'apiVersion',
    found: code(`${group}/${version}`),
    expected: known.versions.map((name) => code(`${group}/${name}`)),
    ...(instead !== undefined && { instead }),
    because: `${code(group)} has no ${code(kind)} of version ${code(version)}`,
  };
}

function unknownKind(group: string, kind: string, closed: ClosedGroup, value: unknown): Unsupported {
  if (group === appMeshGroup && kind === 'Route') {
    return {
      at: 'kind',
      found: code('kind: Route'),
      expected: ['an item of `spec.routes` of a VirtualRouter'],
      because: `${code(group)} has no such kind: the API server refuses the object, and its router stays without the route`,
      ...asItemOfRouter(value),
    };
  }
  const names = namesOf(group, closed);
  const near = closest(kind, names);
  return {
    at: 'kind',
    found: code(kind),
    expected: names.map(code),
    ...(near !== undefined && { instead: `write ${code(`kind: ${near}`)}` }),
    because: `${code(group)} has no kind ${code(kind)}: the API server refuses the object`,
  };
}

/** A document of a closed group that names no kind. */
export function kindless(group: string): Unsupported | undefined {
  const closed = closedGroups.get(group);
  return (
    closed && {
      at: 'apiVersion',
      found: 'no `kind`',
      expected: namesOf(group, closed).map(code),
      because: 'without a kind the API server does not know what the object is',
    }
  );
}

/** An object of a kind of ours that names no version; a VirtualService may be meant for another mesh. */
export function versionless(kind: string): Unsupported | undefined {
  const known = kinds.find((candidate) => candidate.kind === kind && candidate.mesh !== null);
  if (known === undefined || kind === 'VirtualService') return undefined;
  return {
    at: 'kind',
    found: 'no `apiVersion`',
    expected: known.versions.map((version) => code(`${known.group}/${version}`)),
    because: 'without a version the API server does not know what the object is',
  };
}

function namesOf(group: string, closed: ClosedGroup): readonly string[] {
  const read = kinds.filter((kind) => kind.group === group).map(({ kind }) => kind);
  return [...read, ...closed.others].sort();
}
