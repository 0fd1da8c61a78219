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

test('an unknown rewrite gives no request', () => {
  expect(apply({ path: { unknown: 'a template' } }, request())).toBeNull();
});

test('no rewrite leaves the request', () => {
  const same = request();
  expect(apply(null, same)).toBe(same);
});
