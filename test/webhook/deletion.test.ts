import { describe, expect, it } from 'vitest';
import { manifests, TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

function shop(config?: ConstructorParameters<typeof TestCluster>[0]): TestCluster {
  const cluster = new TestCluster(config).seed(edge);
  for (const object of served('team-a', 'cart')) cluster.store(object, true);
  for (const name of ['cart', 'basket'])
    cluster.store(route('team-a', name, `{ prefix: /${name} }`, { to: 'cart' }), true);
  return cluster;
}

const [service, node] = served('team-a', 'cart');

describe('a deletion', () => {
  it('names in one line who still refers to the object', async () => {
    const answer = await shop().remove(service);
    expect(answer.allowed).toBe(true);
    expect(answer.warnings?.filter((line) => line.includes('dangling'))).toEqual([
      'routeproof error dangling-reference: VirtualService team-a/cart goes, and is still named by GatewayRoute team-a/basket and GatewayRoute team-a/cart',
    ]);
    const behind = await shop().remove(node);
    expect(behind.allowed).toBe(true);
    expect(behind.warnings?.join('\n')).toContain('is still named by VirtualService team-a/cart');
  });

  it('counts where there are many', async () => {
    const cluster = shop();
    for (let i = 0; i < 40; i++)
      cluster.store(route('team-a', `route-${i}`, `{ prefix: /r${i} }`, { to: 'cart' }), true);
    const answer = await cluster.remove(service);
    const lines = answer.warnings?.filter((line) => line.includes('dangling')) ?? [];
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/and \d+ more$/);
    expect([...(lines[0] ?? '')].length).toBeLessThanOrEqual(230);
  });

  it('names nobody of other namespaces where that is asked for', async () => {
    const cluster = shop({ webhook: { mode: 'enforce', disclose: 'none' } });
    const other = route('team-b', 'secret', '{ prefix: /other }', {});
    other.spec.httpRoute.action.target.virtualService.virtualServiceRef = { name: 'cart', namespace: 'team-a' };
    cluster.store(other, true);
    const answer = await cluster.remove(service);
    expect(answer.warnings?.join('\n')).toContain('1 object of other namespaces');
    expect(JSON.stringify(answer.warnings)).not.toContain('team-b');
  });

  it('of something that nobody needs says nothing', async () => {
    const answer = await shop().remove(route('team-a', 'cart', '{ prefix: /cart }'));
    expect(answer.warnings?.join('\n') ?? '').not.toContain('still named');
  });

  it('is never refused, whatever it breaks', async () => {
    const cluster = shop({
      webhook: { mode: 'enforce', overrides: [{ rules: ['dangling-reference', 'unattached-route'], mode: 'enforce' }] },
    });
    for (const object of [...served('team-a', 'cart'), ...manifests(edge)]) {
      expect(reasons(await cluster.remove(object))).toEqual([]);
    }
  });
});

describe('what sweeps is never asked', () => {
  it.each(['namespace-controller', 'generic-garbage-collector'])('%s', async (name) => {
    const user = `system:serviceaccount:kube-system:${name}`;
    const cluster = shop();
    const { response } = await cluster.ask({ operation: 'DELETE', object: null, oldObject: service, user });
    expect(response).toEqual({ uid: 'u1', allowed: true });
    const { response: write } = await cluster.ask({
      operation: 'UPDATE',
      object: route('team-b', 'all', '{ prefix: / }', { priority: 1 }),
      oldObject: route('team-b', 'all', '{ prefix: / }', { priority: 2 }),
      user,
    });
    expect(write.allowed).toBe(true);
  });

  it('a finalizer may go, also from an object that is wrong', async () => {
    const bad = route('team-b', 'all', '{ prefix: / }', { priority: 1 });
    const going = {
      ...bad,
      metadata: { ...bad.metadata, deletionTimestamp: '2026-11-26T00:00:00Z', finalizers: ['a'] },
    };
    const last = { ...going, metadata: { ...going.metadata, finalizers: [] } };
    const { response, decision } = await shop().ask({ operation: 'UPDATE', object: last, oldObject: going });
    expect(response).toEqual({ uid: 'u1', allowed: true });
    expect(decision.passed).toBe('the object is being deleted');
  });

  it('what is being deleted protects nothing', async () => {
    const cluster = shop();
    const cart = route('team-a', 'cart', '{ prefix: /cart }', { to: 'cart', priority: 100 });
    const thief = route('team-b', 'all', '{ prefix: / }', { priority: 1 });
    cluster.store(cart, true);
    cluster.store(route('team-a', 'basket', '{ prefix: /basket }', { to: 'cart', priority: 0 }), true);
    expect((await cluster.apply(thief, { dryRun: true })).allowed).toBe(false);
    cart.metadata.deletionTimestamp = '2026-11-26T00:00:00Z';
    cluster.store(cart, true);
    expect(reasons(await cluster.apply(thief, { dryRun: true }))).toEqual([]);
  });
});
