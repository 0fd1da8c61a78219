import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { chanceFrom, orders, shuffled } from '../support/shuffle.ts';
import { type Manifest, manifests, TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

/** Applies in the order given, as a client that goes on after a refusal; what was refused. */
async function applied(cluster: TestCluster, objects: readonly Manifest[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const object of objects) {
    const answer = await cluster.apply(object);
    if (!answer.allowed) refused.push(`${object.kind} ${object.metadata.name}: ${reasons(answer)}`);
  }
  return refused;
}

async function dryRun(cluster: TestCluster, objects: readonly Manifest[]): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const object of objects) {
    const answer = await cluster.apply(object, { dryRun: true });
    if (!answer.allowed) refused.push(`${object.kind} ${object.metadata.name}: ${reasons(answer)}`);
  }
  return refused;
}

/** Fixed, so that a failure can be had again. */
const seed = 20_261_126;

const folder = new URL('../examples/color-app/', import.meta.url);
const colorApp: readonly Manifest[] = readdirSync(folder)
  .sort()
  .flatMap((file) => manifests(readFileSync(new URL(file, folder), 'utf8')));

const twoTeams: readonly Manifest[] = [
  ...manifests(edge),
  ...served('team-a', 'cart'),
  ...served('team-b', 'search'),
  ...served('team-b', 'home'),
  route('team-a', 'cart', '{ prefix: /cart }', { priority: 100 }),
  route('team-a', 'cart-vip', '{ prefix: /cart/vip }', { priority: 10, to: 'cart' }),
  route('team-b', 'search', '{ prefix: /search }', { priority: 100 }),
  route('team-b', 'home', '{ prefix: / }', { priority: 900 }),
];

describe('a whole folder', () => {
  it.each([
    ['color-app', colorApp],
    ['two teams behind one gateway', twoTeams],
  ])(`in 20 random orders and in its own: %s (seed ${seed})`, async (_, set) => {
    const chance = chanceFrom(seed);
    const tries = [set, set.toReversed(), ...Array.from({ length: 20 }, () => shuffled(set, chance))];
    for (const objects of tries) expect(await applied(new TestCluster(), objects)).toEqual([]);
  });

  it.each([
    ['color-app', colorApp],
    ['two teams behind one gateway', twoTeams],
  ])('as a server-side dry run before anything exists: %s', async (_, set) => {
    expect(await dryRun(new TestCluster(), set)).toEqual([]);
  });

  it('a second time', async () => {
    const cluster = new TestCluster();
    await applied(cluster, twoTeams);
    expect(await applied(cluster, twoTeams)).toEqual([]);
  });
});

const appliers: readonly (readonly [string, Partial<Record<'labels' | 'annotations', Record<string, string>>>])[] = [
  ['kubectl', {}],
  ['Helm', { annotations: { 'meta.helm.sh/release-name': 'cart', 'meta.helm.sh/release-namespace': 'team-a' } }],
  ['Flux', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'cart', 'kustomize.toolkit.fluxcd.io/namespace': 'flux' } }],
  ['Argo CD', { annotations: { 'argocd.argoproj.io/tracking-id': 'cart:appmesh.k8s.aws/GatewayRoute:team-a/x' } }],
  ['Argo CD by label', { labels: { 'argocd.argoproj.io/instance': 'cart' } }],
];

describe.each(appliers)('objects that %s applies', (_, by) => {
  const own = (name: string, match: string, priority: number, to = 'cart') =>
    route('team-a', name, match, { priority, to, ...by });
  const before = [own('one', '{ prefix: /one }', 10), own('two', '{ prefix: /two }', 20, 'other')];
  const changes: readonly (readonly [string, readonly Manifest[], readonly Manifest[]])[] = [
    ['a move', [own('one', '{ prefix: /two }', 10), own('two', '{ prefix: /three }', 20, 'other')], []],
    ['a swap', [own('one', '{ prefix: /two }', 10), own('two', '{ prefix: /one }', 20, 'other')], []],
    ['a swap of priorities', [own('one', '{ prefix: /one }', 20), own('two', '{ prefix: /two }', 10, 'other')], []],
    ['a rename', [own('renamed', '{ prefix: /one }', 10)], [own('one', '{ prefix: /one }', 10)]],
    [
      'a split',
      [own('one', '{ prefix: /one, method: GET }', 10), own('write', '{ prefix: /one, method: POST }', 10, 'other')],
      [],
    ],
    [
      'one priority for both',
      [own('one', '{ prefix: / }', 10), own('two', '{ prefix: /, method: GET }', 10, 'other')],
      [],
    ],
  ];

  it.each(changes)('%s, in every order and after a dry run of all', async (__, writes, gone) => {
    for (const order of orders([...writes, ...gone])) {
      const cluster = new TestCluster().seed(edge);
      for (const object of [...served('team-a', 'cart'), ...served('team-a', 'other'), ...before]) {
        cluster.store(object, true);
      }
      expect(await dryRun(cluster, writes)).toEqual([]);
      for (const object of order) {
        const answer = await (gone.includes(object) ? cluster.remove(object) : cluster.apply(object));
        expect(reasons(answer)).toEqual([]);
      }
    }
  });
});

describe('objects of one namespace that different hands apply', () => {
  const helm = { annotations: { 'meta.helm.sh/release-name': 'cart', 'meta.helm.sh/release-namespace': 'team-a' } };
  const cart = route('team-a', 'cart', '{ prefix: /cart }', { priority: 100, ...helm });

  it('do not shadow each other', async () => {
    const cluster = new TestCluster().seed(edge);
    cluster.store(cart, true);
    const answer = await cluster.apply(route('team-a', 'all', '{ prefix: / }', { priority: 10 }));
    expect(reasons(answer)).toEqual(['unreachable-route']);
  });

  it('unless the new one says that it takes over', async () => {
    const cluster = new TestCluster().seed(edge);
    cluster.store(cart, true);
    const annotations = { 'routeproof.dev/supersedes': 'cart' };
    const answer = await cluster.apply(route('team-a', 'all', '{ prefix: / }', { priority: 10, annotations }));
    expect(answer.allowed).toBe(true);
  });
});

const router = (weights: readonly [number, number]): Manifest =>
  manifests(yaml`
    apiVersion: appmesh.k8s.aws/v1beta2
    kind: VirtualRouter
    metadata: { name: cart, namespace: team-a }
    spec:
      listeners: [{ portMapping: { port: 8080, protocol: http } }]
      routes:
        - name: all
          httpRoute:
            match: { prefix: / }
            action:
              weightedTargets:
                - { virtualNodeRef: { name: old }, weight: ${weights[0]} }
                - { virtualNodeRef: { name: new }, weight: ${weights[1]} }
  `)[0];

describe('a canary', () => {
  const start = () => {
    const cluster = new TestCluster().seed(edge);
    for (const object of [...served('team-a', 'old'), ...served('team-a', 'new')]) cluster.store(object, true);
    return cluster;
  };

  it.each([
    [
      [
        [90, 10],
        [50, 50],
        [0, 100],
      ],
    ],
    [
      [
        [90, 10],
        [50, 10],
        [50, 50],
        [0, 50],
        [0, 100],
      ],
    ],
    [
      [
        [100, 0],
        [99, 1],
        [95, 1],
        [95, 5],
      ],
    ],
    [
      [
        [9, 1],
        [5, 5],
        [1, 9],
      ],
    ],
  ] as const)('step by step: %j', async (steps) => {
    const cluster = start();
    for (const step of steps) expect(reasons(await cluster.apply(router(step)))).toEqual([]);
  });

  it('beyond what the mesh takes is refused, and the way back is open', async () => {
    const cluster = start();
    await cluster.apply(router([90, 10]));
    expect(reasons(await cluster.apply(router([90, 50])))).toEqual(['wrong-weight-sum']);
    expect((await cluster.apply(router([50, 50]))).allowed).toBe(true);
  });

  it('that is beyond already can be mended in small steps', async () => {
    const cluster = start();
    cluster.store(router([90, 50]), true);
    expect((await cluster.apply(router([80, 50]))).allowed).toBe(true);
    expect((await cluster.apply(router([50, 50]))).allowed).toBe(true);
  });

  it('goes back to what it was, findings and all', async () => {
    const cluster = start();
    cluster.store(router([90, 50]), true);
    expect((await cluster.apply(router([50, 50]))).allowed).toBe(true);
    expect((await cluster.apply(router([90, 50]))).allowed).toBe(true);
    cluster.now += 25 * 60 * 60 * 1000;
    await cluster.apply(router([50, 50]));
    cluster.now += 25 * 60 * 60 * 1000;
    expect((await cluster.apply(router([90, 50]))).allowed).toBe(false);
  });
});

describe('what solves an ACME challenge', () => {
  const host = 'hostname: { exact: shop.test }';
  const solver = route('cert-manager', 'solver', `{ prefix: /.well-known/acme-challenge/token, ${host} }`, {
    priority: 1,
  });
  const [namespace] = manifests(
    '{ apiVersion: v1, kind: Namespace, metadata: { name: cert-manager, labels: { mesh: shop } } }',
  );

  it.each([
    ['a team that has the host', [route('team-a', 'site', `{ prefix: /, ${host} }`, { priority: 100 })]],
    ['a team that has everything', [route('team-a', 'site', '{ prefix: / }', { priority: 100 })]],
    [
      'a team that has the host by parts',
      [
        route('team-a', 'site', `{ prefix: /, ${host} }`, { priority: 100 }),
        route('team-a', 'cart', `{ prefix: /cart, ${host} }`, { priority: 10 }),
      ],
    ],
  ])('passes beside %s', async (_, routes) => {
    const cluster = new TestCluster().seed(edge);
    cluster.store(namespace, true);
    for (const object of routes) cluster.store(object, true);
    const answer = await cluster.apply(solver);
    expect(reasons(answer)).toEqual([]);
    expect((await cluster.remove(solver)).allowed).toBe(true);
  });

  it('as an Ingress of the same host, in the same namespace and in another one', async () => {
    const ingress = (ns: string, name: string, path: string, type: string): Manifest =>
      manifests(yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: ${name}, namespace: ${ns}, annotations: { meta.helm.sh/release-name: ${name} } }
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.test
              http: { paths: [{ path: ${path}, pathType: ${type}, backend: { service: { name: ${name}, port: { number: 80 } } } }] }
      `)[0];
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(ingress('team-a', 'site', '/', 'Prefix'));
    for (const ns of ['team-a', 'cert-manager']) {
      const challenge = ingress(ns, 'solver', '/.well-known/acme-challenge/token', 'ImplementationSpecific');
      expect(reasons(await cluster.apply(challenge))).toEqual([]);
      await cluster.remove(challenge);
    }
  });
});
