import { describe, expect, it } from 'vitest';
import { files, ingress, plainly, toldOfChange } from '../support/change.ts';

const told = (before: string, after: string, config?: string) => toldOfChange('stolen-requests', before, after, config);

describe('stolen-requests', () => {
  it('names who takes requests from whom, where, and one such request', async () => {
    const found = await told(
      ingress('team-b', '/cart'),
      files(ingress('team-a', '/cart/admin'), ingress('team-b', '/cart')),
    );
    expect(found.map(plainly)).toEqual([
      {
        severity: 'warning',
        what: 'route `team-a/routes shop.test/cart/admin` takes requests from route `team-b/routes shop.test/cart`',
        why: 'before the change namespace `team-b` sent them to `Service team-b/team-b`, and now namespace `team-a` sends them to `Service team-a/team-a`',
        fix: 'narrow the match, or agree with namespace `team-b`',
        line: 9,
        related: ['19 route `team-b/routes shop.test/cart` had such requests'],
        witness: 'shop.test/cart/admin',
      },
    ]);
  });

  it('tells a route that is gone, too', async () => {
    const found = await told(ingress('team-b', '/cart'), ingress('team-a', '/cart'));
    expect(found.map(({ what, related }) => [what, related])).toEqual([
      ['route `team-a/routes shop.test/cart` takes requests from route `team-b/routes shop.test/cart`', []],
    ]);
  });

  it.each([
    [
      'one owner',
      ingress('team-b', '/cart'),
      files(ingress('team-b', '/cart'), ingress('team-b', '/cart/admin', 'other').replace('routes', 'more')),
    ],
    [
      'requests that nobody had',
      ingress('team-b', '/cart'),
      files(ingress('team-a', '/pay'), ingress('team-b', '/cart')),
    ],
    ['requests that nobody has any more', ingress('team-b', '/cart'), ingress('team-a', '/pay')],
    [
      'what the catch-all of a table had',
      ingress('team-b', '/'),
      files(ingress('team-a', '/cart'), ingress('team-b', '/')),
    ],
    [
      'requests that nobody gets',
      ingress('team-b', '/cart').replace('host: shop.test\n      http', 'http'),
      files(ingress('team-b', '/cart').replace('host: shop.test\n      http', 'http'), ingress('team-a', '/pay')),
    ],
    ['no change', ingress('team-b', '/cart'), ingress('team-b', '/cart')],
  ])('is silent on %s', async (_, before, after) => {
    expect((await told(before, after)).map(({ what }) => what)).toEqual([]);
  });

  it('is silent on a route that is handed over with its requests', async () => {
    const owned = (team: string, backend: string) =>
      ingress('shop', '/cart', backend).replace('name: routes', `name: routes, labels: { team: ${team} }`);
    const config = 'owners: [{ name: a, labels: { team: a } }, { name: b, labels: { team: b } }]\n';
    expect(await told(owned('b', 'one'), owned('a', 'two'), config)).toEqual([]);
  });

  describe('owners of the config', () => {
    const two = (labels = '') =>
      files(
        ingress('shop', '/cart/admin', 'admin').replace('name: routes', `name: more${labels}`),
        ingress('shop', '/cart'),
      );

    it('own within one namespace', async () => {
      const config = 'owners: [{ name: payments, labels: { team: "pay*" } }]\n';
      const found = await told(ingress('shop', '/cart'), two(', labels: { team: payments }'), config);
      expect(found.map(({ why, fix }) => [why, fix])).toEqual([
        [
          'before the change namespace `shop` sent them to `Service shop/shop`, and now `payments` sends them to `Service shop/admin`',
          'narrow the match, or agree with namespace `shop`',
        ],
      ]);
      expect(await told(ingress('shop', '/cart'), two(', labels: { team: orders }'), config)).toEqual([]);
    });

    it('are asked for what was taken from them', async () => {
      const config = 'owners: [{ name: carts, paths: [/cart*], hosts: ["*.test"], namespaces: [team-b] }]\n';
      const after = files(ingress('team-a', '/cart/admin'), ingress('team-b', '/cart'));
      const found = await told(ingress('team-b', '/cart'), after, config);
      expect(found.map(({ fix }) => fix)).toEqual(['narrow the match, or agree with `carts`']);
    });

    it('own in several namespaces', async () => {
      const after = files(ingress('team-a', '/cart/admin'), ingress('team-b', '/cart'));
      const before = ingress('team-b', '/cart');
      expect(await told(before, after, 'owners: [{ name: both, namespaces: ["team-*"] }]\n')).toEqual([]);
      expect(await told(before, after, 'owners: [{ name: both, namespaces: ["team-[bc]"] }]\n')).toHaveLength(1);
      expect(await told(before, after, 'owners: [{ name: team-a, namespaces: ["team-b"] }]\n')).toEqual([]);
    });
  });

  it('tells what a catch-all loses where the option asks for it', async () => {
    const found = await told(
      ingress('team-b', '/'),
      files(ingress('team-a', '/cart'), ingress('team-b', '/')),
      'rules: { stolen-requests: { level: warning, options: { catchAll: true } } }\n',
    );
    expect(found).toHaveLength(1);
  });
});
