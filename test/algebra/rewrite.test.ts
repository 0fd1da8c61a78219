import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { matches } from '../../src/algebra/matches.ts';
import { any, type Box, box, exact, prefix } from '../../src/algebra/pattern.ts';
import { request } from '../../src/algebra/request.ts';
import { apply, image } from '../../src/algebra/rewrite.ts';

test.each([
  ['/chapter/1', '/1'],
  ['/chapter1', '/1'],
  ['/chapter', '/'],
  ['/verse', '/verse'],
])('App Mesh strips the prefix /chapter of %s', (path, expected) => {
  expect(apply({ path: { prefix: '/chapter', to: '/' } }, request({ path }))?.path).toBe(expected);
});

test('a prefix is replaced by another one', () => {
  expect(apply({ path: { prefix: '/old', to: '/new' } }, request({ path: '/old/a' }))?.path).toBe('/new/a');
});

test('a whole path and a host are replaced', () => {
  const rewritten = apply({ path: { whole: '/b' }, host: 'b.test' }, request({ path: '/a', query: 'x=1' }));
  expect(rewritten).toEqual(request({ path: '/b', host: 'b.test', query: 'x=1' }));
});

test('a named port is the one of the next hop', () => {
  expect(apply({ port: 8080 }, request({ port: 80 }))).toEqual(request({ port: 8080 }));
});

test.each([{ path: { unknown: 'a template' } }, { port: { unknown: 'a variable' } }])(
  'an unknown rewrite gives no request: %j',
  (rewrite) => {
    expect(apply(rewrite, request())).toBeNull();
  },
);

test('no rewrite leaves the request', () => {
  const same = request();
  expect(apply(null, same)).toBe(same);
});

describe('image', () => {
  const inSlash = { path: { prefix: '/a', to: '/' }, host: 'b.test' };

  it('has every rewritten request, and each of its requests comes from one', () => {
    const texts = fc.array(fc.constantFrom('/', 'a', 'b'), { maxLength: 4 }).map((parts) => parts.join(''));
    const cases = fc.record({ from: texts, to: texts, rest: texts, method: fc.constantFrom('GET', 'POST') });
    fc.assert(
      fc.property(cases, ({ from, to, rest, method }) => {
        const rewrite = { path: { prefix: `/${from}`, to: `/${to}` } };
        const before = [box({ path: prefix(`/${from}`), method: exact('GET') })];
        const after = image(rewrite, before) ?? [];
        const sent = request({ path: `/${from}${rest}`, method });
        const arriving = apply(rewrite, sent) ?? sent;
        expect(matches(after, arriving)).toBe(matches(before, sent));
        // Whatever stands behind the new prefix can have stood behind the old one.
        const other = request({ path: `/${to}${rest}` });
        const sources = [`/${from}${rest}`, `/${from}/${rest}`].map((path) => apply(rewrite, request({ path }))?.path);
        expect([matches(after, other), sources.includes(other.path)]).toEqual([true, true]);
      }),
      { seed: 20_261_126, numRuns: 2000 },
    );
  });

  it('names the host and the port of the next hop', () => {
    expect(image({ ...inSlash, port: 81 }, [box({ path: prefix('/a'), host: exact('a.test') })])).toEqual([
      box({ path: prefix('/'), host: exact('b.test'), port: exact('81') }),
    ]);
  });

  it('leaves the host open where a variable is part of it', () => {
    expect(image({ host: `b.\${NAMESPACE}` }, [box()])).toEqual([box({ host: any })]);
  });

  it.each<readonly [string, Parameters<typeof image>[0], Box]>([
    ['a prefix of an expression', inSlash, box({ path: { is: 'regex', text: '/a.*' } })],
    ['a longer prefix', inSlash, box({ path: prefix('/ab') })],
    ['an unknown path', { path: { unknown: 'a template' } }, box({ path: prefix('/a') })],
    ['an unknown port', { port: { unknown: 'a variable' } }, box()],
  ])('is not known for %s', (_, rewrite, one) => {
    expect(image(rewrite, [one])).toBeNull();
  });
});
