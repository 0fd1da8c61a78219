import { describe, expect, it } from 'vitest';
import { type OwnerEntry, ownersBy } from '../../src/question/owner.ts';
import { modelOfObjects } from '../mesh/world.ts';

interface Written {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
}

/** The owner of the one route of an Ingress. */
function ownerOf(entries: readonly OwnerEntry[], written: Written): string {
  const { namespace = 'shop', labels = {}, host, path = '/cart', pathType = 'Prefix' } = written;
  const backend = { service: { name: 'a', port: { number: 80 } } };
  const model = modelOfObjects([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'routes', namespace, labels },
      spec: { rules: [{ ...(host !== undefined && { host }), http: { paths: [{ path, pathType, backend }] } }] },
    },
  ]);
  const [seated] = model.routes;
  if (seated === undefined) throw new Error('no route');
  return ownersBy(entries)(model, seated.route).text;
}

const shop = 'namespace `shop`';

describe('the owner of a route', () => {
  it('is its namespace where no entry matches it', () => {
    expect(ownerOf([], {})).toBe(shop);
    expect(ownerOf([], { namespace: '' })).toBe('the unnamed namespace');
  });

  it('is that of the first entry that matches it', () => {
    const entries = [
      { name: 'a', namespaces: ['pay'] },
      { name: 'b', namespaces: ['sh*'] },
      { name: 'c', namespaces: ['shop'] },
    ];
    expect(ownerOf(entries, {})).toBe('`b`');
  });

  it('is that of an entry all of whose conditions hold', () => {
    const entries = [{ name: 'a', namespaces: ['shop'], labels: { team: 'a' }, paths: ['/cart'] }];
    expect(ownerOf(entries, { labels: { team: 'a' } })).toBe('`a`');
    expect(ownerOf(entries, { labels: { team: 'b' } })).toBe(shop);
    expect(ownerOf(entries, { labels: { team: 'a' }, path: '/pay' })).toBe(shop);
    expect(ownerOf(entries, { labels: { team: 'a' }, namespace: 'pay' })).toBe('namespace `pay`');
  });

  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['its value', { team: 'payments' }, true],
    ['another value', { team: 'orders' }, false],
    ['another name', { squad: 'payments' }, false],
    ['none', {}, false],
  ])('by a label: %s', (_, labels, isOwned) => {
    expect(ownerOf([{ name: 'a', labels: { team: 'pay*' } }], { labels })).toBe(isOwned ? '`a`' : shop);
  });

  it('by labels is of one that has all of them', () => {
    const entries = [{ name: 'a', labels: { team: 'a', tier: '*' } }];
    expect(ownerOf(entries, { labels: { team: 'a', tier: 'web' } })).toBe('`a`');
    expect(ownerOf(entries, { labels: { team: 'a' } })).toBe(shop);
  });

  it.each<[readonly string[], string | undefined, boolean]>([
    [['shop.test'], 'shop.test', true],
    [['Shop.test'], 'shop.test', true],
    [['shop.test'], 'a.shop.test', false],
    [['*.shop.test'], 'a.shop.test', true],
    [['*.shop.test'], 'a.b.shop.test', true],
    [['*.shop.test'], '*.shop.test', true],
    [['*.shop.test'], 'shop.test', false],
    [['*.shop.test'], 'a.shopxtest', false],
    [['*.shop.test'], '*.test', false],
    [['a.shop.test'], '*.shop.test', false],
    [['a.test', 'b.test'], 'b.test', true],
    [['*.shop.test'], undefined, false],
    [['*'], undefined, true],
  ])('by the hosts %j of the host %s: %s', (hosts, host, isOwned) => {
    expect(ownerOf([{ name: 'a', hosts }], { ...(host !== undefined && { host }) })).toBe(isOwned ? '`a`' : shop);
  });

  it.each<[readonly string[], string, string, boolean]>([
    [['/cart'], '/cart', 'Prefix', true],
    [['/cart/'], '/cart', 'Prefix', true],
    [['/cart'], '/cart/admin', 'Exact', true],
    [['/cart'], '/cartoon', 'Prefix', false],
    [['/cart*'], '/cartoon', 'Prefix', true],
    [['/cart'], '/', 'Prefix', false],
    [['/cart/admin'], '/cart', 'Prefix', false],
    [['/pay', '/cart'], '/cart', 'Exact', true],
    [['/'], '/cart', 'Prefix', true],
    [['*'], '/', 'Prefix', true],
  ])('by the paths %j of the path %s (%s): %s', (paths, path, pathType, isOwned) => {
    expect(ownerOf([{ name: 'a', paths }], { path, pathType })).toBe(isOwned ? '`a`' : shop);
  });
});
