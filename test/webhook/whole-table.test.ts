import { describe, expect, it } from 'vitest';
import { TestCluster } from './court.ts';
import { edge, route, served } from './shop.ts';

describe('rules that judge a table as a whole', () => {
  it('see all of it', async () => {
    const cluster = new TestCluster({ preset: 'strict', webhook: { mode: 'warn' } }).seed(edge);
    const all = [
      ...served('team-a', 'cart'),
      route('team-a', 'all', '{ prefix: /, hostname: { exact: shop.test } }', { to: 'cart' }),
    ];
    for (const object of all) cluster.store(object, true);
    const answer = await cluster.apply(
      route('team-a', 'cart', '{ prefix: /cart, hostname: { exact: shop.test } }', { priority: 10 }),
    );
    expect(answer.warnings?.join('\n') ?? '').not.toContain('uncovered-requests');
  });

  it('and speak where something is left out', async () => {
    const cluster = new TestCluster({ preset: 'strict', webhook: { mode: 'warn' } }).seed(edge);
    for (const object of served('team-a', 'cart')) cluster.store(object, true);
    const answer = await cluster.apply(
      route('team-a', 'cart', '{ prefix: /cart, hostname: { exact: shop.test } }', { priority: 10 }),
    );
    expect(answer.warnings?.join('\n')).toContain('uncovered-requests');
  });
});
