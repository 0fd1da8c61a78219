import { expect, test } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { apply } from '../../src/algebra/rewrite.ts';

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
