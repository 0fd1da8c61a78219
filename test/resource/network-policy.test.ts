import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denial } from '../../src/resource/network-policy.ts';
import { recognise } from '../../src/resource/recognise.ts';
import { workloads } from '../../src/resource/workload.ts';
import type { World } from '../../src/resource/world.ts';
import { worldOf } from '../../src/resource/world-of.ts';
import { documentOf } from '../mesh/world.ts';

const seed = 20_261_126;
const runs = 3000;

interface Labels {
  readonly [key: string]: string;
}
interface Selector {
  readonly matchLabels?: Labels;
}
interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
}
interface Port {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: string;
}
interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}
interface Policy {
  readonly namespace: string;
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface End {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
}
interface Case {
  readonly namespaces: { readonly [name: string]: Labels };
  readonly from: End;
  readonly to: End;
  readonly port: number;
  readonly policies: readonly Policy[];
}

/** The rules of the documentation once more, without a thought for what is unknown. */
function naive({ namespaces, from, to, port, policies }: Case): boolean {
  const selects = ({ matchLabels = {} }: Selector, labels: Labels) =>
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value);
  const isPeer = (policy: Policy, { podSelector, namespaceSelector }: Peer, end: End) =>
    (namespaceSelector === undefined
      ? end.namespace === policy.namespace
      : selects(namespaceSelector, {
          ...namespaces[end.namespace],
          'kubernetes.io/metadata.name': end.namespace,
        })) &&
    (podSelector === undefined || selects(podSelector, end.labels));
  const isPort = ({ port: first, endPort, protocol = 'TCP' }: Port) => {
    if (protocol !== 'TCP') return false;
    if (first === undefined) return true;
    const number = typeof first === 'string' ? to.ports.find(({ name }) => name === first)?.containerPort : first;
    return number !== undefined && number <= port && port <= (endPort ?? number);
  };
  const passes = (direction: 'ingress' | 'egress', isolated: End, other: End) => {
    const own = policies.filter(
      (policy) =>
        policy.namespace === isolated.namespace &&
        selects(policy.podSelector, isolated.labels) &&
        (policy.policyTypes?.includes(direction === 'ingress' ? 'Ingress' : 'Egress') ??
          (direction === 'ingress' || policy.egress !== undefined)),
    );
    if (own.length === 0) return true;
    return own.some((policy) =>
      (policy[direction] ?? []).some(({ from: sources, to: targets, ports = [] }) => {
        const peers = (direction === 'ingress' ? sources : targets) ?? [];
        return (
          (peers.length === 0 || peers.some((peer) => isPeer(policy, peer, other))) &&
          (ports.length === 0 || ports.some(isPort))
        );
      }),
    );
  };
  return passes('egress', from, to) && passes('ingress', to, from);
}

const labels = fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2'), { maxKeys: 2 });
const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
);
const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc
    .constantFrom('n', 'm')
    .map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } })),
);
const port = fc.oneof(
  fc.constantFrom<Port>({}, { port: 80 }, { port: 81 }, { port: 'web' }, { port: 'admin' }),
  fc.constantFrom<Port>({ port: 70, endPort: 90 }, { port: 80, protocol: 'UDP' }, { protocol: 'SCTP' }),
);
const rule = fc.record(
  {
    from: fc.array(peer, { maxLength: 2 }),
    to: fc.array(peer, { maxLength: 2 }),
    ports: fc.array(port, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
const policy = fc.record(
  {
    namespace: fc.constantFrom('n', 'm'),
    podSelector: selector,
    policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
    ingress: fc.array(rule, { maxLength: 2 }),
    egress: fc.array(rule, { maxLength: 2 }),
  },
  { requiredKeys: ['namespace', 'podSelector'] },
);
const end = fc.record({
  namespace: fc.constantFrom('n', 'm'),
  labels,
  ports: fc.constantFrom([], [{ name: 'web', containerPort: 80 }], [{ name: 'admin', containerPort: 81 }]),
});
const anyCase: fc.Arbitrary<Case> = fc.record({
  namespaces: fc.record({ n: labels, m: labels }),
  from: end,
  to: end,
  port: fc.constantFrom(80, 81),
  policies: fc.array(policy, { maxLength: 3 }),
});

function worldFrom(objects: readonly object[]): World {
  return worldOf(objects.flatMap((object, index) => recognise(documentOf(`test.yaml#${index}`, object)).resources));
}

function ask({ namespaces, from, to, port: asked, policies }: Case) {
  const pod = (name: string, { namespace, labels: own, ports }: End) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: own },
    spec: { containers: [{ name: 'app', ports }] },
  });
  const world = worldFrom([
    ...Object.entries(namespaces).map(([name, own]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: own },
    })),
    pod('from', from),
    pod('to', to),
    ...policies.map(({ namespace, ...spec }, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: `policy-${index}`, namespace },
      spec,
    })),
  ]);
  const named = (name: string, { namespace }: End) => {
    const found = workloads(world, namespace).find(({ resource }) => resource.key.name === name);
    if (found === undefined) throw new Error(`no pod ${name}`);
    return found;
  };
  return denial(world, { from: named('from', from), to: named('to', to), port: asked });
}

describe(`a denial (seed ${seed}, ${runs} worlds)`, () => {
  it('is what a naive reading of the documentation says, where everything is known', () => {
    let denied = 0;
    fc.assert(
      fc.property(anyCase, (given) => {
        const expected = !naive(given);
        if (expected) denied += 1;
        expect(ask(given) !== null).toBe(expected);
      }),
      { seed, numRuns: runs },
    );
    expect(denied).toBeGreaterThan(runs / 10);
    expect(denied).toBeLessThan((runs * 9) / 10);
  });
});

describe('what is unknown is no denial', () => {
  const open: Case = {
    namespaces: { n: {} },
    from: { namespace: 'n', labels: { x: '1' }, ports: [] },
    to: { namespace: 'n', labels: { x: '2' }, ports: [] },
    port: 80,
    policies: [{ namespace: 'n', podSelector: {}, ingress: [] }],
  };
  const withSpec = (spec: object): Case => ({ ...open, policies: [{ namespace: 'n', podSelector: {}, ...spec }] });

  it('denies by a policy without rules', () => {
    expect(ask(open)).toMatchObject({ direction: 'ingress', by: [{ key: { name: 'policy-0' } }] });
  });

  it.each<readonly [string, object]>([
    ['addresses', { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }],
    ['a port that is filled in later', { ingress: [{ ports: [{ port: `\${PORT}` }] }] }],
    ['a protocol that is filled in later', { ingress: [{ ports: [{ port: 80, protocol: `\${PROTOCOL}` }] }] }],
    ['types that are filled in later', { policyTypes: `\${TYPES}` }],
    ['rules that are filled in later', { ingress: `\${RULES}` }],
    ['pods that are filled in later', { podSelector: { matchLabels: { x: `\${X}` } } }],
    ['peers that are filled in later', { ingress: [{ from: [{ podSelector: { matchLabels: { x: `\${X}` } } }] }] }],
  ])('%s', (_, spec) => {
    expect(ask(withSpec(spec))).toBeNull();
  });
});
