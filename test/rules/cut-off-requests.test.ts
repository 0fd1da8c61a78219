import { describe, expect, it } from 'vitest';
import { files, ingress, plainly, toldOfChange } from '../support/change.ts';

const told = (before: string, after: string, config?: string) =>
  toldOfChange('cut-off-requests', before, after, config);

/** For any host. */
const any = (namespace: string, path: string) =>
  ingress(namespace, path).replace('    - host: shop.test\n      http', '    - http');
const more = (namespace: string, path: string) => ingress(namespace, path).replace('routes', 'more');

describe('cut-off-requests', () => {
  it('names who keeps requests from whom, where, and one such request', async () => {
    const found = await told(any('team-b', '/cart'), files(any('team-b', '/cart'), ingress('team-a', '/pay')));
    expect(found.map(plainly)).toEqual([
      {
        severity: 'warning',
        what: 'route `team-a/routes shop.test/pay` cuts requests off from route `team-b/routes /cart`',
        why: 'before the change namespace `team-b` sent them to `Service team-b/team-b`, and now the routes of namespace `team-a` for the host are asked instead and do not match them: the answer is `404`',
        fix: 'narrow the host, add a route for them there, or agree with namespace `team-b`',
        line: 18,
        related: ['8 route `team-b/routes /cart` had such requests'],
        witness: 'shop.test/cart',
      },
    ]);
  });

  it('tells requests once, whoever is told of them', async () => {
    const [before, after] = [any('team-b', '/cart'), files(any('team-b', '/cart'), ingress('team-a', '/pay'))];
    expect(await toldOfChange('stolen-requests', before, after)).toEqual([]);
    const taken = files(any('team-b', '/cart'), ingress('team-a', '/'));
    expect(await told(before, taken)).toEqual([]);
    expect(await toldOfChange('stolen-requests', before, taken)).toHaveLength(1);
  });

  it.each([
    ['by their own owner', any('team-b', '/cart'), files(any('team-b', '/cart'), more('team-b', '/pay'))],
    ['of a route that goes at the same time', any('team-b', '/cart'), ingress('team-a', '/pay')],
    [
      'of whoever has a route for the host',
      files(any('team-b', '/cart'), more('team-b', '/cart'), ingress('team-a', '/pay')),
      files(any('team-b', '/cart'), more('team-b', '/orders'), ingress('team-a', '/pay')),
    ],
    [
      'of a route that does not match them any more',
      files(any('team-b', '/cart'), ingress('team-a', '/pay')),
      files(any('team-b', '/orders'), ingress('team-a', '/pay')),
    ],
    ['of a catch-all', any('team-b', '/'), files(any('team-b', '/'), ingress('team-a', '/pay'))],
  ])('is silent on requests %s', async (_, before, after) => {
    expect((await told(before, after)).map(({ what }) => what)).toEqual([]);
  });

  it('goes by the owners of the config', async () => {
    const [before, after] = [any('team-b', '/cart'), files(any('team-b', '/cart'), ingress('team-a', '/pay'))];
    expect(await told(before, after, 'owners: [{ name: both, namespaces: ["team-*"] }]\n')).toEqual([]);
  });
});
