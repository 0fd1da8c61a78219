import { describe, expect, it } from 'vitest';
import { TestCluster } from './court.ts';
import { edge, reasons, route } from './shop.ts';

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
