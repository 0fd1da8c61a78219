import { describe, expect, test } from 'vitest';
import { matches } from '../../src/algebra/matches.ts';
import { overlap, overlapIn } from '../../src/algebra/overlap.ts';
import { box, everything, exact, type Field, type Pattern, prefix, present } from '../../src/algebra/pattern.ts';
import { type Request, request } from '../../src/algebra/request.ts';
import { envoy138 } from '../../src/algebra/semantics.ts';

const is = (value: string): Field => ({ absent: false, values: exact(value), lines: 'some' });
const isNot = (value: string): Field => ({ absent: false, values: { is: 'not', of: exact(value) }, lines: 'every' });
const absent: Field = { absent: true, values: { is: 'none' }, lines: 'some' };
const header = (...fields: readonly Field[]) => [box({}, { headers: new Map([['x-a', fields]]) })];

describe('a witness is readable', () => {
  test.each<[string, Parameters<typeof box>[0], Partial<Request>]>([
    ['nothing asked for', {}, {}],
    ['an exact path', { path: exact('/cart') }, { path: '/cart' }],
    ['a prefix', { path: prefix('/cart') }, { path: '/cart' }],
    ['a prefix that is a folder', { path: prefix('/cart/') }, { path: '/cart/' }],
    ['a suffix', { path: { is: 'suffix', text: '.js' } }, { path: '/a.js' }],
    ['a wildcard host', { host: { is: 'labels', suffix: 'example.com', most: 1 } }, { host: 'a.example.com' }],
    ['a method', { method: exact('DELETE') }, { method: 'DELETE' }],
    ['no GET', { method: { is: 'not', of: exact('GET') } }, { method: 'POST' }],
    ['https', { scheme: exact('https') }, { scheme: 'https', port: 443 }],
    ['a port', { port: exact('8080') }, { port: 8080 }],
    ['a server name', { sni: exact('a.test') }, { sni: 'a.test', scheme: 'https', port: 443 }],
  ])('%s', (_, parts, expected) => {
    expect(overlap([box(parts)])).toEqual({ verdict: 'overlapping', witness: request(expected), ordinary: true });
  });

  test('what is barred from a prefix leaves what is below it', () => {
    const path: Pattern = { is: 'all', of: [prefix('/cart'), { is: 'not', of: exact('/cart') }] };
    expect(overlap([box({ path })])).toMatchObject({ witness: { path: '/cart/x' } });
  });

  test('a prefix without its segment is a sibling', () => {
    const path: Pattern = {
      is: 'all',
      of: [prefix('/chapter'), { is: 'not', of: { is: 'segment-prefix', text: '/chapter' } }],
    };
    expect(overlap([box({ path })])).toMatchObject({ witness: { path: '/chapter1' } });
  });

  test('headers and query parameters only where they must be', () => {
    const set = [
      box(
        {},
        {
          headers: new Map([
            ['x-a', [is('foo')]],
            ['x-b', [absent]],
          ]),
          query: new Map([['q', [is('1')]]]),
        },
      ),
    ];
    expect(overlap(set)).toMatchObject({ witness: { headers: [{ name: 'x-a', value: 'foo' }], query: 'q=1' } });
  });
});

describe('repeated lines', () => {
  test('two values of one header meet in two lines, which is unusual', () => {
    const headers = [
      { name: 'x-a', value: 'foo' },
      { name: 'x-a', value: 'bar' },
    ];
    expect(overlap(header(is('foo')), header(is('bar')))).toEqual({
      verdict: 'overlapping',
      witness: request({ headers }),
      ordinary: false,
    });
  });

  test('an older Envoy joins lines, so two values of one header never meet', () => {
    expect(overlapIn(envoy138, header(is('foo')), header(is('bar')))).toEqual({ verdict: 'disjoint' });
    const contains = (text: string): Field => ({ absent: false, values: { is: 'contains', text }, lines: 'some' });
    expect(overlapIn(envoy138, header(contains('foo'), contains('bar')))).toMatchObject({ ordinary: true });
    const two = request({
      headers: [
        { name: 'x-a', value: 'foo' },
        { name: 'x-a', value: 'bar' },
      ],
    });
    expect(matches(header(is('foo')), two, envoy138)).toBe(false);
    expect(matches(header(is('foo,bar')), two, envoy138)).toBe(true);
  });

  test('a value and its inversion never meet', () => {
    expect(overlap(header(is('foo')), header(isNot('foo')))).toEqual({ verdict: 'disjoint' });
  });

  test('an inversion does not take the missing header', () => {
    expect(overlap(header(absent), header(isNot('foo')))).toEqual({ verdict: 'disjoint' });
  });

  test('a query parameter has one value', () => {
    const q = (value: string) => [box({}, { query: new Map([['q', [is(value)]]]) })];
    expect(overlap(q('1'), q('2'))).toEqual({ verdict: 'disjoint' });
  });

  test('lines that Envoy joins are one value, and of some headers nobody knows', () => {
    const two = (name: string) => {
      const line = (value: string) => [box({}, { headers: new Map([[name, [is(value)]]]) })];
      return overlap(line('a'), line('b'));
    };
    expect(two('content-type')).toEqual({ verdict: 'disjoint' });
    expect(two('cookie')).toEqual({ verdict: 'undecided', cap: 'repeated lines of the header `cookie`' });
  });

  test('no header and no query parameter has a name that cannot be sent', () => {
    expect(overlap([box({}, { headers: new Map([['x a', [present]]]) })])).toEqual({ verdict: 'disjoint' });
    expect(overlap([box({}, { query: new Map([['a=b', [present]]]) })])).toEqual({ verdict: 'disjoint' });
    expect(overlap([box({}, { headers: new Map([['x a', [absent]]]) })])).toMatchObject({ verdict: 'overlapping' });
  });
});

describe('undecided says why', () => {
  test.each<[string, Parameters<typeof box>[0]]>([
    [
      'the regular expression `/a(?=b)` of the path (refused: look-around `(?=`)',
      { path: { is: 'regex', text: '/a(?=b)' } },
    ],
    ['the value `$HOST` of the host', { host: { is: 'unknown', text: '$HOST' } }],
  ])('%s', (cap, parts) => expect(overlap([box(parts)])).toEqual({ verdict: 'undecided', cap }));

  test('an opaque condition', () => {
    const opaque = new Set(['metadata team=a']);
    expect(overlap([box({}, { opaque })])).toEqual({ verdict: 'undecided', cap: 'the condition `metadata team=a`' });
  });

  test('but another dimension may prove that nothing is shared', () => {
    const path: Pattern = { is: 'unknown', text: '$PATH' };
    expect(overlap([box({ path, method: exact('GET') })], [box({ method: exact('POST') })])).toEqual({
      verdict: 'disjoint',
    });
  });

  test('and another alternative may be a witness', () => {
    expect(overlap([box({ path: { is: 'unknown', text: '$PATH' } }), box({ path: exact('/b') })])).toMatchObject({
      witness: { path: '/b' },
    });
  });
});

test('an exotic method is ordinary only where a set names it', () => {
  const standard = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'].map(exact);
  expect(overlap([box({ method: { is: 'not', of: { is: 'some', of: standard } } })])).toMatchObject({
    ordinary: false,
  });
  expect(overlap([box({ method: exact('PURGE') })])).toMatchObject({ witness: { method: 'PURGE' }, ordinary: true });
});

test('no set has nothing in common with anything, and everything has all', () => {
  expect(overlap([], everything)).toEqual({ verdict: 'disjoint' });
  expect(overlap(everything, header(present))).toMatchObject({ verdict: 'overlapping', ordinary: true });
});
