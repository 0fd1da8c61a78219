import { describe, expect, it } from 'vitest';
import { manifests, TestCluster } from './court.ts';
import { edge, reasons, route, served } from './shop.ts';

const one = route('team-a', 'one', '{ prefix: /cart, method: GET }', { priority: 10 });
const two = route('team-b', 'two', '{ path: { regex: "/cart.*" } }', { priority: 10 });

describe.each([
  ['in one order', one, two],
  ['in the other one', two, one],
])('two conflicting creations at one moment, %s', (_, first, second) => {
  it('the later one is refused, although the watch told nothing of the first', async () => {
    const cluster = new TestCluster().seed(edge);
    expect((await cluster.apply(first, { isWatched: false })).allowed).toBe(true);
    expect(reasons(await cluster.apply(second, { isWatched: false }))).toEqual(['conflicting-priority']);
    expect(cluster.looks.length).toBeGreaterThan(0);
  });

  it('but not because of one that was let through and never stored', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.ask({ operation: 'CREATE', object: first, oldObject: null });
    expect((await cluster.apply(second)).allowed).toBe(true);
  });

  it('nor because of a dry run', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(first, { dryRun: true });
    expect((await cluster.apply(second)).allowed).toBe(true);
    expect(cluster.looks).toEqual([]);
  });

  it('nor because of one that was deleted meanwhile, whatever the watch knows', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(first);
    const [id] = [...cluster.stored.keys()].filter((key) => key.startsWith('GatewayRoute'));
    cluster.stored.delete(id ?? '');
    expect((await cluster.apply(second)).allowed).toBe(true);
  });

  it('nor because of what it was before it changed', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(first);
    cluster.store(route(first.metadata.namespace, first.metadata.name, '{ prefix: /elsewhere }'), false);
    expect((await cluster.apply(second)).allowed).toBe(true);
  });

  it('when both were let through, the audit names what passed', async () => {
    const cluster = new TestCluster().seed(edge);
    // Two replicas, of which each knows its own.
    await cluster.ask({ operation: 'CREATE', object: first, oldObject: null });
    cluster.store(first, true);
    cluster.store(second, true);
    const found = [...cluster.view.audit()].flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(found).toContain('conflicting-priority');
  });
});

describe('what was let through a moment ago', () => {
  const isMissed = (answer: { readonly warnings?: readonly string[] }) =>
    answer.warnings?.some((line) => line.includes('dangling-reference')) === true;
  const [service, node] = served('team-a', 'cart');
  const cart = route('team-a', 'cart', '{ prefix: /cart }', { priority: 10 });

  it('is not said to be missing, although the watch told nothing of it', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(node, { isWatched: false });
    await cluster.apply(service, { isWatched: false });
    expect(isMissed(await cluster.apply(cart, { isWatched: false }))).toBe(false);
  });

  it('is missing after a while, if it was never stored', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.ask({ operation: 'CREATE', object: service, oldObject: null });
    expect(isMissed(await cluster.apply(cart, { dryRun: true }))).toBe(false);
    cluster.now += 11_000;
    expect(isMissed(await cluster.apply(cart, { dryRun: true }))).toBe(true);
  });

  it('counts as the watch tells it, once it does', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(service, { isWatched: false });
    cluster.catchUp();
    await cluster.remove(service);
    expect(isMissed(await cluster.apply(cart))).toBe(true);
  });

  it('protects a route whose gateway is as new as itself', async () => {
    const [gateway] = manifests(edge).filter(({ kind }) => kind === 'VirtualGateway');
    const cluster = new TestCluster();
    for (const object of manifests(edge)) if (object.kind !== 'VirtualGateway') cluster.store(object, true);
    await cluster.apply(gateway, { isWatched: false });
    for (const object of [...served('team-a', 'cart'), ...served('team-b', 'all'), cart]) {
      await cluster.apply(object, { isWatched: false });
    }
    const thief = route('team-b', 'all', '{ prefix: /cart }', { priority: 1 });
    expect(reasons(await cluster.apply(thief))).toContain('stolen-requests');
  });

  it('protects a route in a storm of others', async () => {
    const cluster = new TestCluster().seed(edge);
    for (const object of [...served('team-a', 'cart'), ...served('team-b', 'all')]) cluster.store(object, true);
    await cluster.apply(cart, { isWatched: false });
    for (let i = 0; i < 100; i++) {
      const other = `{ prefix: /, hostname: { exact: h${i}.test } }`;
      await cluster.apply(route('team-a', `other-${i}`, other, { to: 'cart' }), { isWatched: false });
    }
    const thief = route('team-b', 'all', '{ prefix: /cart }', { priority: 1 });
    expect(reasons(await cluster.apply(thief))).toContain('stolen-requests');
  });

  it('costs a change that has nothing to do with it no look', async () => {
    const cluster = new TestCluster().seed(edge);
    await cluster.apply(two, { isWatched: false });
    await cluster.apply(route('team-b', 'other', '{ prefix: /other, hostname: { exact: other.test } }'));
    expect(cluster.looks).toEqual([]);
  });
});
