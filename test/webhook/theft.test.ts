import { describe, expect, it } from 'vitest';
import { yaml } from '../../src/rule/define.ts';
import { manifests, TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

/** Team A serves `/cart`, team B something else. */
function shop(config?: ConstructorParameters<typeof TestCluster>[0]): TestCluster {
  const cluster = new TestCluster(config).seed(edge);
  for (const object of [...served('team-a', 'cart'), ...served('team-b', 'all')]) cluster.store(object, true);
  cluster.store(cart, true);
  return cluster;
}

const cart = route('team-a', 'cart', '{ prefix: /cart }', { priority: 100 });

describe('requests of another team cannot be taken', () => {
  it('by a new route that is tried before', async () => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 }));
    expect(reasons(answer)).toEqual(['stolen-requests']);
  });

  it('but a new route may take what nobody had', async () => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: /search }', { priority: 10 }));
    expect(answer.allowed).toBe(true);
  });

  it('and a new route that is tried after takes nothing', async () => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: / }', { priority: 500 }));
    expect(answer.allowed).toBe(true);
  });

  it('but the first route for a hostname, which keeps requests from them, may be followed by theirs', async () => {
    const cluster = shop();
    const match = '{ prefix: /search, hostname: { exact: b.example.com } }';
    const answer = await cluster.apply(route('team-b', 'all', match, { priority: 10 }));
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toContain('cut-off-requests');
    expect(answer.warnings?.join('\n')).toContain('b.example.com/cart');
  });

  it('by a new route that leaves nothing', async () => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: / }', { priority: 10 }));
    expect(answer.allowed).toBe(false);
    expect(reasons(answer)).toEqual(['unreachable-route', 'stolen-requests']);
  });

  it('by a new route of the same priority', async () => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: /cart, method: GET }', { priority: 100 }));
    expect(reasons(answer)).toEqual(['conflicting-priority']);
    expect(answer.status?.message).toContain('(e.g. GET ');
  });

  it('by a route whose priority changes', async () => {
    const cluster = shop();
    const all = (priority: number) => route('team-b', 'all', '{ prefix: / }', { priority });
    expect((await cluster.apply(all(500))).allowed).toBe(true);
    expect((await cluster.apply(all(400))).allowed).toBe(true);
    expect((await cluster.apply(all(50))).allowed).toBe(false);
  });

  it('by a route whose match changes', async () => {
    const cluster = shop();
    const all = (match: string) => route('team-b', 'all', match, { priority: 10 });
    expect((await cluster.apply(all('{ prefix: /search }'))).allowed).toBe(true);
    expect((await cluster.apply(all('{ prefix: /find }'))).allowed).toBe(true);
    expect(reasons(await cluster.apply(all('{ prefix: /cart/vip }')))).toEqual(['stolen-requests']);
  });

  it('by a label with which a gateway takes the route', async () => {
    const cluster = shop();
    const [gateway] = manifests(yaml`
      apiVersion: appmesh.k8s.aws/v1beta2
      kind: VirtualGateway
      metadata: { name: gw, namespace: edge }
      spec:
        namespaceSelector: { matchLabels: { mesh: shop } }
        gatewayRouteSelector: { matchLabels: { gateway: gw } }
        listeners: [{ portMapping: { port: 8080, protocol: http } }]
    `);
    const labels = { gateway: 'gw' };
    cluster.store(gateway, true);
    cluster.store(route('team-a', 'cart', '{ prefix: /cart }', { priority: 100, labels }), true);
    const all = (own: Record<string, string>) =>
      route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10, labels: own });
    expect((await cluster.apply(all({ team: 'b' }))).allowed).toBe(true);
    expect((await cluster.apply(all({ team: 'c' }))).allowed).toBe(true);
    expect(reasons(await cluster.apply(all(labels)))).toEqual(['stolen-requests']);
  });

  it.each([
    { 'ignore.routeproof.dev/stolen-requests': 'mine' },
    { 'routeproof.dev/supersedes': 'team-a/cart' },
    { 'routeproof.dev/supersedes': 'cart' },
    { 'routeproof.dev/yields-to': 'team-a/cart' },
    { 'meta.helm.sh/release-name': 'cart', 'meta.helm.sh/release-namespace': 'team-a' },
  ])('by a word on the thief: %o', async (annotations) => {
    const answer = await shop().apply(route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10, annotations }));
    expect(reasons(answer)).toEqual(['stolen-requests']);
    const dead = await shop().apply(
      route('team-b', 'all', '{ prefix: / }', {
        priority: 10,
        annotations: { ...annotations, 'ignore.routeproof.dev/unreachable-route': 'mine' },
      }),
    );
    expect(reasons(dead)).toContain('unreachable-route');
  });

  it('with the help of an own object that is kept from going', async () => {
    const cluster = shop();
    const helper = route('team-b', 'helper', '{ prefix: /cart, method: GET }', { priority: 100 });
    helper.metadata.deletionTimestamp = '2026-11-26T00:00:00Z';
    helper.metadata.finalizers = ['example.com/hold'];
    cluster.store(helper, true);
    const answer = await cluster.apply(route('team-b', 'all', '{ path: { regex: "/cart.*" } }', { priority: 100 }));
    expect(reasons(answer)).toContain('conflicting-priority');
  });

  it('by the last of several that leave nothing together', async () => {
    const cluster = new TestCluster().seed(edge);
    for (const object of [...served('team-a', 'docs'), ...served('team-b', 'de'), ...served('team-b', 'en')])
      cluster.store(object, true);
    cluster.store(route('team-a', 'docs', '{ path: { regex: "/(de|en)" } }', { priority: 500 }), true);
    cluster.store(route('team-b', 'de', '{ path: { exact: /de } }', { priority: 10 }), true);
    const answer = await cluster.apply(route('team-b', 'en', '{ path: { exact: /en } }', { priority: 10 }));
    expect(reasons(answer)).toEqual(['unreachable-route', 'stolen-requests']);
  });

  it('by a label of an owner', async () => {
    const owners = [{ name: 'cart', labels: { team: 'cart' } }];
    const cluster = shop({ webhook: { mode: 'enforce' }, owners });
    const labels = { team: 'cart' };
    await cluster.apply(route('team-a', 'cart', '{ prefix: /cart }', { priority: 100, labels }));
    const answer = await cluster.apply(route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10, labels }));
    expect(reasons(answer)).toEqual(['stolen-requests']);
  });

  it('by a host of an owner', async () => {
    const owners = [{ name: 'shop', hosts: ['shop.test'] }];
    const cluster = shop({ webhook: { mode: 'enforce' }, owners });
    const host = 'hostname: { exact: shop.test }';
    cluster.store(route('team-a', 'cart', `{ prefix: /cart, ${host} }`, { priority: 100 }), true);
    const answer = await cluster.apply(route('team-b', 'all', `{ prefix: /cart/vip, ${host} }`, { priority: 10 }));
    expect(reasons(answer)).toEqual(['stolen-requests']);
  });

  it('but by a namespace of the same owner', async () => {
    const owners = [{ name: 'shop', namespaces: ['team-*'] }];
    const cluster = shop({ webhook: { mode: 'enforce' }, owners });
    const answer = await cluster.apply(route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 }));
    expect(answer.allowed).toBe(true);
  });
});

describe('whoever has requests may agree to lose them', () => {
  const thief = route('team-b', 'all', '{ prefix: / }', { priority: 10 });

  it.each(['team-b/all', 'team-b/other, team-b/all'])('by an annotation on the loser: %s', async (yielding) => {
    const cluster = shop();
    await cluster.apply({
      ...cart,
      metadata: { ...cart.metadata, annotations: { 'routeproof.dev/yields-to': yielding } },
    });
    const answer = await cluster.apply(thief);
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.join('\n')).toContain('unreachable-route');
  });

  it.each(['team-b/other', 'all', 'team-b/*', ''])('but not by one that names another object: %s', async (yielding) => {
    const cluster = shop();
    await cluster.apply({
      ...cart,
      metadata: { ...cart.metadata, annotations: { 'routeproof.dev/yields-to': yielding } },
    });
    expect((await cluster.apply(thief)).allowed).toBe(false);
  });

  it('in the config', async () => {
    const ignore = ['unreachable-route', 'stolen-requests'].map((rule) => ({
      rule,
      reason: 'B takes over',
      namespace: 'team-*',
    }));
    const cluster = shop({ webhook: { mode: 'enforce' }, ignore });
    const answer = await cluster.apply(thief);
    expect(answer.allowed).toBe(true);
    expect(answer.auditAnnotations?.['suppressed']).toContain('B takes over');
  });

  it('in the config, until a day', async () => {
    const ignore = ['unreachable-route', 'stolen-requests'].map((rule) => ({
      rule,
      reason: 'B takes over',
      namespace: 'team-*',
      until: '2026-11-30',
    }));
    const cluster = shop({ webhook: { mode: 'enforce' }, ignore });
    expect((await cluster.apply(thief, { dryRun: true })).allowed).toBe(true);
    cluster.today = '2026-12-01';
    expect((await cluster.apply(thief, { dryRun: true })).allowed).toBe(false);
  });

  it('and the winner may not undo it by itself', async () => {
    const cluster = shop();
    const agreed = {
      ...cart,
      metadata: { ...cart.metadata, annotations: { 'routeproof.dev/yields-to': 'team-b/all' } },
    };
    const part = route('team-b', 'all', '{ prefix: /cart/vip }', { priority: 10 });
    await cluster.apply(agreed);
    expect((await cluster.apply(part)).allowed).toBe(true);
    // Team A takes back what it had: now it is team B that loses requests.
    const back = await cluster.apply({ ...cart, spec: { ...cart.spec, priority: 5 } });
    expect(reasons(back)).toContain('stolen-requests');
  });
});

describe('whoever gives requests away is neither stopped nor accused', () => {
  const accusing = /stolen|takes requests/;

  it('by deleting a route', async () => {
    const cluster = shop();
    await cluster.apply(route('team-b', 'all', '{ prefix: / }', { priority: 500 }));
    const answer = await cluster.remove(cart);
    expect(answer.allowed).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(accusing);
  });

  it.each([
    ['a narrower match', route('team-a', 'cart', '{ prefix: /cart/x }', { priority: 100 })],
    ['a later place', route('team-a', 'cart', '{ prefix: /cart }', { priority: 900 })],
    ['another match', route('team-a', 'cart', '{ prefix: /elsewhere }', { priority: 100 })],
  ])('by %s', async (_, given) => {
    const cluster = shop();
    await cluster.apply(route('team-b', 'all', '{ prefix: /cart, method: GET }', { priority: 500 }));
    const answer = await cluster.apply(given);
    expect(answer.allowed).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(accusing);
  });

  it('even where nothing is left, if it says so', async () => {
    const cluster = shop();
    await cluster.apply(route('team-b', 'all', '{ prefix: / }', { priority: 500 }));
    const given = (annotations: Record<string, string>) =>
      route('team-a', 'cart', '{ prefix: /cart }', { priority: 900, annotations });
    const stopped = await cluster.apply(given({}));
    expect(reasons(stopped)).toEqual(['unreachable-route']);
    expect(stopped.status?.message).toContain('routeproof.dev/yields-to: team-b/all');
    expect((await cluster.apply(given({ 'routeproof.dev/yields-to': 'team-b/all' }))).allowed).toBe(true);
  });
});
