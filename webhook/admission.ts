import { given, isRecord } from '../src/resource/schema/node.ts';

/** One admission request of the API server, as far as it is read. https://pkg.go.dev/k8s.io/api/admission/v1#AdmissionRequest */
export interface AdmissionRequest {
  readonly uid: string;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The empty string for objects of the cluster. */
  readonly namespace: string;
  /** May be empty: a name that is generated is not there yet. */
  readonly name: string;
  /** The empty string iff the object itself is asked for. */
  readonly subResource: string;
  readonly dryRun: boolean;
  readonly user: string;
  /** Null iff it is deleted. */
  readonly object: unknown;
  /** Null iff it is new. */
  readonly oldObject: unknown;
}

/** A body that is no review of version v1: why, as a sentence. */
export interface Malformed {
  readonly malformed: string;
}

const operations = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'] as const;

/** Reads the body of a request. */
export function readReview(body: unknown): AdmissionRequest | Malformed {
  if (!isRecord(body)) return { malformed: 'the body is no AdmissionReview' };
  const [apiVersion, kind] = [given(body, 'apiVersion'), given(body, 'kind')];
  if (apiVersion !== 'admission.k8s.io/v1' || kind !== 'AdmissionReview') {
    return { malformed: 'the body is no AdmissionReview of admission.k8s.io/v1' };
  }
  const request = given(body, 'request');
  const text = (name: string, of: unknown = request): string => {
    const value = given(of, name);
    return typeof value === 'string' ? value : '';
  };
  if (!isRecord(request) || text('uid') === '') return { malformed: 'the AdmissionReview has no request with a uid' };
  const operation = operations.find((one) => one === text('operation'));
  if (operation === undefined) return { malformed: 'the request has no known operation' };
  const gvk = given(request, 'kind');
  if (text('kind', gvk) === '') return { malformed: 'the request names no kind' };
  const [object, oldObject] = [given(request, 'object') ?? null, given(request, 'oldObject') ?? null];
  const needed = operation === 'DELETE' ? oldObject : operation === 'CONNECT' ? request : object;
  if (!isRecord(needed)) return { malformed: `the request to ${operation.toLowerCase()} has no object` };
  return {
    uid: text('uid'),
    operation,
    group: text('group', gvk),
    version: text('version', gvk),
    kind: text('kind', gvk),
    namespace: text('namespace'),
    name: text('name'),
    subResource: text('subResource'),
    dryRun: given(request, 'dryRun') === true,
    user: text('username', given(request, 'userInfo')),
    object,
    oldObject,
  };
}

/** Who removes what nobody needs any more: to be held up would leave a namespace terminating for ever. */
const sweepers: ReadonlySet<string> = new Set([
  'system:serviceaccount:kube-system:namespace-controller',
  'system:serviceaccount:kube-system:generic-garbage-collector',
]);

/**
 * Why the request is nothing to judge; null iff it is. What the match conditions of the configuration keep away is asked
 * again here, since nobody has to keep them.
 */
export function passed(request: AdmissionRequest): string | null {
  const { operation, subResource, user, object, oldObject } = request;
  if (operation === 'CONNECT') return 'nothing changes';
  if (subResource !== '') return 'only a subresource changes';
  if (sweepers.has(user)) return 'the object is swept away';
  if (operation !== 'DELETE' && isGoing(object)) return 'the object is being deleted';
  if (operation === 'UPDATE' && routesAlike(object, oldObject)) return 'nothing that routes changes';
  return null;
}

function isGoing(object: unknown): boolean {
  return given(given(object, 'metadata'), 'deletionTimestamp') !== undefined;
}

/** True iff everything of the objects that a verdict can rest on is the same. */
function routesAlike(left: unknown, right: unknown): boolean {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const [own, old] = [given(left, 'metadata'), given(right, 'metadata')];
  return (
    isSame(given(left, 'spec'), given(right, 'spec')) &&
    isSame(given(own, 'labels'), given(old, 'labels')) &&
    isSame(given(own, 'annotations'), given(old, 'annotations'))
  );
}
