import { isUnknown, type Known } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import { namespaceLabels, namespaceObject } from './namespace.ts';
import { kindId, type Resource } from './resource.ts';
import { given, isRecord } from './schema/node.ts';
import { selects } from './selector.ts';
import type { Workload } from './workload.ts';
import type { World } from './world.ts';

/** A connection over TCP between pods of two workloads. */
export interface Connection {
  readonly from: Workload;
  readonly to: Workload;
  readonly port: number;
}

type Direction = 'ingress' | 'egress';

/** Why NetworkPolicies deny a connection. */
export interface Denial {
  /** The end that the policies isolate. */
  readonly isolated: 'from' | 'to';
  /** The field of a policy that would have to allow it. */
  readonly direction: Direction;
  /** Every policy that isolates that end: none of them lets the connection through. */
  readonly by: readonly Resource[];
}

export const networkPolicyKind = kindId('networking.k8s.io', 'NetworkPolicy');

/**
 * Whether the NetworkPolicies of the world deny a connection; null if they do not, or if this run cannot know. Policies
 * add up: a pod that any of them isolates in a direction gets only what one of them allows.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function denial(world: World, connection: Connection): Denial | null {
  // What policies make of pods in the host's network is left to the network plugin.
  if (connection.from.pod['hostNetwork'] === true || connection.to.pod['hostNetwork'] === true) return null;
  return denied(world, connection, 'egress') ?? denied(world, connection, 'ingress');
}

function denied(world: World, connection: Connection, direction: Direction): Denial | null {
  const isolated = direction === 'ingress' ? connection.to : connection.from;
  const by: Resource[] = [];
  for (const policy of world.of(networkPolicyKind, isolated.resource.key.namespace)) {
    const applies = both(affects(policy, direction), selectsPod(given(policy.spec, 'podSelector') ?? {}, isolated));
    if (applies === false) continue;
    const allows = allowed(world, policy, connection, direction);
    // One that may apply and may allow leaves the question open.
    if (allows !== false) return null;
    if (applies === true) by.push(policy);
  }
  return by.length === 0 ? null : { isolated: direction === 'ingress' ? 'to' : 'from', direction, by };
}

/** "Policies that contain an egress section are assumed to affect egress, and all policies are assumed to affect ingress." */
function affects({ spec }: Resource, direction: Direction): Known<boolean> {
  const types = given(spec, 'policyTypes');
  if (types === undefined) return direction === 'ingress' || given(spec, 'egress') !== undefined;
  if (!Array.isArray(types) || types.some((type) => typeof type !== 'string' || hasPlaceholder(type))) {
    return { unknown: 'the types of the policy' };
  }
  return types.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
}

/** A rule without peers is about all of them, one without ports about all ports; a policy without rules allows nothing. */
function allowed(world: World, policy: Resource, { from, to, port }: Connection, direction: Direction): Known<boolean> {
  const rules = given(policy.spec, direction);
  if (rules === undefined) return false;
  if (!Array.isArray(rules)) return { unknown: 'the rules of the policy' };
  const other = direction === 'ingress' ? from : to;
  return some(rules, (rule) => {
    const peers = given(rule, direction === 'ingress' ? 'from' : 'to');
    const ports = given(rule, 'ports');
    return both(
      isEmpty(peers) ? true : some(peers, (peer) => isPeer(world, policy, peer, other)),
      isEmpty(ports) ? true : some(ports, (item) => isPort(item, port, to)),
    );
  });
}

/** Addresses of pods are not known from manifests, so an `ipBlock` may be anybody. */
function isPeer(world: World, policy: Resource, peer: unknown, pod: Workload): Known<boolean> {
  if (!isRecord(peer) || given(peer, 'ipBlock') !== undefined) return { unknown: 'the addresses of the pods' };
  const namespaces = given(peer, 'namespaceSelector');
  const pods = given(peer, 'podSelector');
  const { namespace } = pod.resource.key;
  const inNamespace =
    namespaces === undefined ? namespace === policy.key.namespace : selectsNamespace(world, namespaces, namespace);
  return both(inNamespace, pods === undefined ? true : selectsPod(pods, pod));
}

function selectsNamespace(world: World, selector: unknown, namespace: string): Known<boolean> {
  const { known, more } = namespaceLabels(namespace, namespaceObject(world, namespace));
  if (more === null || mentions(selector).every((key) => known.has(key))) return selects(selector, known);
  return more;
}

function selectsPod(selector: unknown, { labels, more }: Workload): Known<boolean> {
  if (more === null || mentions(selector).every((key) => labels.has(key))) return selects(selector, labels);
  return more;
}

/** The label keys that a selector asks for. */
function mentions(selector: unknown): readonly string[] {
  const labels = given(selector, 'matchLabels');
  const expressions = given(selector, 'matchExpressions');
  return [
    ...(isRecord(labels) ? Object.keys(labels) : []),
    ...(Array.isArray(expressions) ? expressions.map((item: unknown) => String(given(item, 'key'))) : []),
  ];
}

/**
 * A port by number, up to `endPort` where there is one, or by the name that the pod at the receiving end gives it.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec
 */
function isPort(item: unknown, port: number, to: Workload): Known<boolean> {
  const unknown = { unknown: 'a port of the policy' };
  const protocol = given(item, 'protocol') ?? 'TCP';
  if (typeof protocol !== 'string' || hasPlaceholder(protocol)) return unknown;
  if (protocol !== 'TCP') return false;
  const first = given(item, 'port');
  if (first === undefined) return true;
  if (typeof first === 'number') {
    const last = given(item, 'endPort') ?? first;
    return typeof last === 'number' ? first <= port && port <= last : unknown;
  }
  if (typeof first !== 'string' || hasPlaceholder(first)) return unknown;
  const named = to.ports.filter(({ name }) => name === first);
  if (named.some((one) => isUnknown(one.port))) return unknown;
  return named.some((one) => one.port === port);
}

function isEmpty(list: unknown): boolean {
  return list === undefined || (Array.isArray(list) && list.length === 0);
}

/** False beats unknown. */
function both(left: Known<boolean>, right: Known<boolean>): Known<boolean> {
  if (left === false || right === false) return false;
  return left === true ? right : left;
}

/** True beats unknown. */
function some(list: unknown, test: (item: unknown) => Known<boolean>): Known<boolean> {
  if (!Array.isArray(list)) return { unknown: 'a list of the policy' };
  let verdict: Known<boolean> = false;
  for (const item of list) {
    const one = test(item);
    if (one === true) return true;
    if (one !== false) verdict = one;
  }
  return verdict;
}
