import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clear, furnish, stored, write } from './cluster.ts';
import { gateway, node, route, service } from './manifests.ts';
import { E2e } from './world.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];
const cart = route('team-a', 'cart', '/cart', { priority: 100 });
const thief = route('team-b', 'all', '/cart', { priority: 10 });
const thieving = (annotations: Record<string, string>) =>
  route('team-b', 'all', '/cart', { priority: 10, annotations });

describe.skipIf(assets === undefined)('what a real API server refuses by the webhook (KUBEBUILDER_ASSETS)', () => {
  let e2e: E2e;

  beforeAll(async () => {
    e2e = await E2e.start(assets ?? '', 'webhook: { mode: enforce }\n');
    await furnish(e2e);
  }, 120_000);

  beforeEach(async () => {
    await clear(e2e);
    await e2e.plane.apply(cart);
  });

  afterAll(async () => {
    await e2e?.stop();
  });

  it('a route that takes requests of another team, with the request that proves it', async () => {
    const { passed, text } = await write(e2e, thief);
    expect(passed).toBe(false);
    expect(text).toMatchInlineSnapshot(`
      "Error from server (Forbidden): error when creating "STDIN": admission webhook "changes.routeproof.dev" denied the request: routeproof refuses GatewayRoute team-b/all for 2 reasons:
      stolen-requests at spec.httpRoute.match: route \`team-b/all\` takes requests from route \`team-a/cart\` (e.g. GET example.test/cart)
        fix: narrow the match, or agree with namespace \`team-a\`
      unreachable-route at spec.httpRoute.match: no request can reach route \`team-a/cart\`
        fix: match requests that \`GatewayRoute team-a/cart\` does not need, or agree with its owner
      if the other side agrees: its owner annotates GatewayRoute team-a/cart with routeproof.dev/yields-to: team-b/all
      in an emergency: whoever has the verb breakglass on validatingwebhookconfigurations/routeproof is not asked
      "
    `);
    expect(await stored(e2e, 'gatewayroute', 'team-b/all', '.metadata.name')).toBe('');
  });

  it('a mistake of its own, which passes with a reason', async () => {
    const bad = (annotations: Record<string, string>) => ({
      ...route('team-a', 'mine', '/mine', { annotations }),
      spec: { httpRoute: { match: { path: { regex: '(' } }, action: cart.spec.httpRoute.action } },
    });
    const { passed, text } = await write(e2e, bad({}));
    expect(passed).toBe(false);
    expect(text).toContain('ignore.routeproof.dev/invalid-regex: "the reason"');
    expect((await write(e2e, bad({ 'ignore.routeproof.dev/invalid-regex': 'legacy client' }))).passed).toBe(true);
  });

  it('but warns of what another write may cure', async () => {
    const { passed, text } = await write(e2e, route('team-b', 'new', '/new', { to: 'missing' }));
    expect(passed).toBe(true);
    expect(text).toContain('Warning: routeproof error dangling-reference');
  });

  it('a changed route', async () => {
    expect((await write(e2e, route('team-b', 'all', '/search', { priority: 10 }))).passed).toBe(true);
    expect((await write(e2e, thief)).passed).toBe(false);
    expect(await stored(e2e, 'gatewayroute', 'team-b/all', '.spec.httpRoute.match.prefix')).toBe('/search');
    const patch = '{"spec":{"httpRoute":{"match":{"prefix":"/cart/vip"}}}}';
    const patched = await e2e.plane.kubectl(
      ['patch', 'gatewayroute', 'all', '-n', 'team-b', '--type=merge', '-p', patch],
      { as: 'tenant' },
    );
    expect(patched.stderr).toContain('stolen-requests');
  });

  it('a relabelled route', async () => {
    await e2e.plane.apply([
      gateway('edge', 'gw', { gateway: 'gw' }),
      route('team-a', 'cart', '/cart', { priority: 100, labels: { gateway: 'gw' } }),
    ]);
    await write(e2e, thief);
    const label = await e2e.plane.kubectl(['label', 'gatewayroute', 'all', '-n', 'team-b', 'gateway=gw'], {
      as: 'tenant',
    });
    expect(label.code).toBe(1);
    expect(label.stderr).toContain('takes requests from route `team-a/cart`');
    await e2e.plane.kubectl(['delete', 'virtualgateway', 'gw', '-n', 'edge']);
    await e2e.plane.apply(gateway());
  });

  it.each([
    { 'ignore.routeproof.dev/stolen-requests': 'mine', 'ignore.routeproof.dev/unreachable-route': 'mine' },
    { 'routeproof.dev/supersedes': 'team-a/cart' },
    { 'routeproof.dev/yields-to': 'team-a/cart' },
    { 'meta.helm.sh/release-name': 'cart', 'meta.helm.sh/release-namespace': 'team-a' },
  ])('whatever the thief says of itself: %o', async (annotations) => {
    expect((await write(e2e, thieving(annotations))).passed).toBe(false);
  });

  it('but nothing to which the loser agreed', async () => {
    const agreed = route('team-a', 'cart', '/cart', {
      priority: 100,
      annotations: { 'routeproof.dev/yields-to': 'team-b/all' },
    });
    await e2e.plane.apply(agreed);
    const { passed, text } = await write(e2e, thief);
    expect(text).toContain('Warning: routeproof');
    expect(passed).toBe(true);
  });

  it('and never whoever gives requests away', async () => {
    expect((await write(e2e, route('team-b', 'all', '/', { priority: 500 }))).passed).toBe(true);
    const narrowed = await write(e2e, route('team-a', 'cart', '/cart/only', { priority: 100 }));
    expect(narrowed.passed).toBe(true);
    expect(narrowed.text).not.toContain('takes requests');
    const deleted = await e2e.plane.kubectl(['delete', 'gatewayroute', 'cart', '-n', 'team-a'], { as: 'tenant' });
    expect(deleted.code).toBe(0);
    expect(deleted.stderr).not.toContain('takes requests');
  });

  it('without a trace: dry run and diff change nothing', async () => {
    const moved = route('team-a', 'cart', '/basket', { priority: 100 });
    expect((await write(e2e, moved, '--dry-run=server')).passed).toBe(true);
    const diff = await e2e.plane.kubectl(['diff', '-f', '-'], { input: JSON.stringify(moved), as: 'tenant' });
    expect(diff.code).toBe(1);
    expect(diff.stdout).toContain('/basket');
    expect(await stored(e2e, 'gatewayroute', 'team-a/cart', '.spec.httpRoute.match.prefix')).toBe('/cart');
    const refused = await write(e2e, thief, '--dry-run=server');
    expect(refused.text).toContain('stolen-requests');
    expect((await write(e2e, route('team-b', 'all', '/basket', { priority: 10 }))).passed).toBe(true);
  });

  it('and a client that forces deletes nothing', async () => {
    await e2e.plane.apply(route('team-b', 'all', '/search', { priority: 10 }));
    const uid = await stored(e2e, 'gatewayroute', 'team-b/all', '.metadata.uid');
    expect((await write(e2e, thief, '--force', '--grace-period=0')).passed).toBe(false);
    const serverSide = await write(e2e, thief, '--server-side', '--force-conflicts');
    expect(serverSide.passed).toBe(false);
    expect(await stored(e2e, 'gatewayroute', 'team-b/all', '.metadata.uid')).toBe(uid);
    const replaced = await e2e.plane.kubectl(['replace', '-f', '-'], { input: JSON.stringify(thief), as: 'tenant' });
    expect(replaced.code).toBe(1);
    expect(await stored(e2e, 'gatewayroute', 'team-b/all', '.spec.httpRoute.match.prefix')).toBe('/search');
  });

  it('a name of the mesh that another team has', async () => {
    const taken = {
      apiVersion: cart.apiVersion,
      kind: 'VirtualService',
      metadata: { name: 'mine', namespace: 'team-b' },
      spec: { awsName: 'cart.team-a.local', provider: { virtualNode: { virtualNodeRef: { name: 'all' } } } },
    };
    const { passed, text } = await write(e2e, taken);
    expect(passed).toBe(false);
    expect(text).toContain('duplicate-name');
  });

  it('but says nothing is missing that was applied a moment ago', async () => {
    const { passed, text } = await write(e2e, [
      node('team-b', 'fresh'),
      service('team-b', 'fresh'),
      route('team-b', 'fresh', '/fresh'),
    ]);
    expect(passed).toBe(true);
    expect(text).not.toContain('`VirtualNode team-b/fresh`');
    expect(text).not.toContain('`VirtualService team-b/fresh`');
  });

  it('an Ingress that takes requests of another one of its class', async () => {
    const ingress = (ns: string, name: string, path: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name, namespace: ns },
      spec: {
        ingressClassName: 'shared',
        rules: [
          {
            host: 'shop.test',
            http: {
              paths: [{ path, pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
            },
          },
        ],
      },
    });
    await e2e.plane.apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'shared' },
      spec: { controller: 'example.test/shared' },
    });
    expect((await write(e2e, ingress('team-a', 'cart', '/cart'))).passed).toBe(true);
    const longer = await write(e2e, ingress('team-b', 'vip', '/cart/vip'));
    expect(longer.passed).toBe(false);
    expect(longer.text).toContain('(e.g. GET shop.test/cart/vip)');
    const equal = await write(e2e, ingress('team-b', 'cart', '/cart'));
    expect(equal.passed).toBe(false);
    expect(equal.text).toContain('ambiguous-overlap');
    expect((await write(e2e, ingress('team-b', 'all', '/'))).passed).toBe(true);
  });
});
