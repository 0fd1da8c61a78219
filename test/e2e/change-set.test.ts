import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chanceFrom, orders, shuffled } from '../support/shuffle.ts';
import { manifests } from '../webhook/court.ts';
import { clear, furnish, sweeper, write } from './cluster.ts';
import { namespace, node, route, service } from './manifests.ts';
import { E2e } from './world.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];
const seed = 20_261_126;

const folder = new URL('../examples/color-app/', import.meta.url);
const colorApp = readdirSync(folder)
  .sort()
  .flatMap((file) => manifests(readFileSync(new URL(file, folder), 'utf8')));

const teams = [
  ...['one', 'two', 'three'].flatMap((name) => [service('team-a', name), node('team-a', name)]),
  ...['four', 'five'].flatMap((name) => [service('team-b', name), node('team-b', name)]),
  route('team-a', 'one', '/one', { priority: 10 }),
  route('team-a', 'two', '/one/two', { priority: 5 }),
  route('team-a', 'three', '/three', { priority: 20 }),
  route('team-b', 'four', '/four', { priority: 10 }),
  route('team-b', 'five', '/', { priority: 900 }),
];

describe.skipIf(assets === undefined)('nothing that is legitimate is stuck (KUBEBUILDER_ASSETS)', () => {
  let e2e: E2e;

  beforeAll(async () => {
    e2e = await E2e.start(assets ?? '', 'webhook: { mode: enforce }\n');
    await furnish(e2e);
  }, 120_000);

  beforeEach(async () => {
    await clear(e2e);
  });

  afterAll(async () => {
    await e2e?.stop();
  });

  it.each([
    ['color-app', colorApp],
    ['two teams behind one gateway', teams],
  ])(
    `a whole folder in 20 random orders, after a dry run of all: %s (seed ${seed})`,
    async (_, objects) => {
      const chance = chanceFrom(seed);
      // Without its namespace the API server itself refuses an object, and a Namespace never goes without its controller.
      const spaces = objects.filter(({ kind }) => kind === 'Namespace');
      const others = objects.filter(({ kind }) => kind !== 'Namespace');
      if (spaces.length > 0) await e2e.plane.apply(spaces);
      expect(await write(e2e, others, '--dry-run=server')).toMatchObject({ passed: true });
      for (let turn = 0; turn < 20; turn++) {
        const order = shuffled(others, chance);
        const { passed, text } = await write(e2e, order);
        if (!passed) expect(text).toBe('');
        const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: order });
        const gone = await e2e.plane.kubectl(['delete', '-f', '-', '--wait=false'], { input: list, as: 'tenant' });
        if (gone.code !== 0) expect(gone.stderr).toBe('');
      }
    },
    400_000,
  );

  const flux = { 'kustomize.toolkit.fluxcd.io/name': 'cart', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' };
  const helm = { 'meta.helm.sh/release-name': 'cart', 'meta.helm.sh/release-namespace': 'team-a' };
  const argo = { 'argocd.argoproj.io/tracking-id': 'cart:appmesh.k8s.aws/GatewayRoute:team-a/one' };

  describe.each([
    ['kubectl', {}],
    ['Flux', { labels: flux }],
    ['Helm', { annotations: helm }],
    ['Argo CD', { annotations: argo }],
  ])('objects that %s applies', (_, by) => {
    const one = (prefix: string, name = 'one') => route('team-a', name, prefix, { priority: 10, to: 'cart', ...by });
    const two = (prefix: string, priority = 10) => route('team-a', 'two', prefix, { priority, to: 'other', ...by });

    it.each([
      ['move', [one('/two'), two('/three')]],
      ['swap', [one('/two'), two('/one')]],
      ['rename', [one('/one', 'renamed')]],
      ['split', [one('/one/a'), one('/one/b', 'split')]],
    ])('%s, in every order, after a dry run of all', async (__, writes) => {
      for (const order of orders(writes)) {
        await e2e.plane.apply([one('/one'), two('/two')]);
        expect(await write(e2e, writes, '--dry-run=server')).toMatchObject({ passed: true });
        expect(await write(e2e, order)).toMatchObject({ passed: true });
        await clear(e2e);
      }
    });
  });

  it('a rollback to an earlier version that carries findings', async () => {
    const bad = [
      route('team-a', 'one', '/', { priority: 1, to: 'cart' }),
      route('team-a', 'two', '/two', { priority: 2, to: 'other', annotations: helm }),
    ];
    // Stored by one whom the webhook does not ask, as before there was a webhook.
    await e2e.plane.apply(bad, { flags: [sweeper] });
    const good = route('team-a', 'two', '/two', { priority: 0, to: 'other', annotations: helm });
    expect(await write(e2e, good)).toMatchObject({ passed: true });
    expect(await write(e2e, bad)).toMatchObject({ passed: true });
  });

  it('a canary by weights', async () => {
    for (const name of ['v1', 'v2']) await e2e.plane.apply(node('team-a', name));
    const split = (...weights: readonly number[]) => ({
      apiVersion: 'appmesh.k8s.aws/v1beta2',
      kind: 'VirtualRouter',
      metadata: { name: 'canary', namespace: 'team-a' },
      spec: {
        listeners: [{ portMapping: { port: 8080, protocol: 'http' } }],
        routes: [
          {
            name: 'all',
            httpRoute: {
              match: { prefix: '/' },
              action: {
                weightedTargets: weights.map((weight, i) => ({ virtualNodeRef: { name: `v${i + 1}` }, weight })),
              },
            },
          },
        ],
      },
    });
    for (const [old, fresh] of [
      [90, 10],
      [50, 50],
      [20, 50],
      [20, 80],
      [0, 100],
    ] as const) {
      expect(await write(e2e, split(old, fresh))).toMatchObject({ passed: true });
    }
    expect((await write(e2e, split(90, 20))).text).toContain('wrong-weight-sum');
    expect(await write(e2e, split(100, 0))).toMatchObject({ passed: true });
  });

  it('what solves an ACME challenge, of another namespace', async () => {
    await e2e.plane.apply(namespace('cert-manager'));
    await e2e.plane.apply([service('cert-manager', 'solver'), node('cert-manager', 'solver')]);
    await e2e.plane.apply([
      route('team-a', 'site', '/', { priority: 100, to: 'cart', match: { hostname: { exact: 'shop.test' } } }),
      route('team-b', 'all', '/', { priority: 900 }),
    ]);
    const solver = route('cert-manager', 'solver', '/.well-known/acme-challenge/token', {
      priority: 1,
      match: { hostname: { exact: 'shop.test' } },
    });
    expect(await write(e2e, solver)).toMatchObject({ passed: true });
    const gone = await e2e.plane.kubectl(['delete', 'gatewayroute', 'solver', '-n', 'cert-manager'], { as: 'tenant' });
    expect(gone.code).toBe(0);
  });
});
