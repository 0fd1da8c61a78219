import { describe, expect, test } from 'vitest';
import {
  box,
  everything,
  exact,
  type Field,
  type Pattern,
  prefix,
  present,
  type RequestSet,
} from '../../src/algebra/pattern.ts';
import { request } from '../../src/algebra/request.ts';
import { subtract } from '../../src/algebra/subtract.ts';

const absent: Field = { absent: true, values: { is: 'none' }, lines: 'some' };
const is = (value: string): Field => ({ absent: false, values: exact(value), lines: 'some' });
const at = (path: Pattern, field?: Field): RequestSet => [
  box({ path }, field === undefined ? {} : { headers: new Map([['x-a', [field]]]) }),
];
const minus = (from: RequestSet, takers: Readonly<Record<string, RequestSet>>) =>
  subtract(
    [from],
    Object.entries(takers).map(([as, requests]) => ({ as, requests })),
  );

describe('empty', () => {
  test('by itself: no taker', () => {
    expect(minus(at(exact('/a?b')), { all: everything })).toEqual({ verdict: 'empty', takenBy: [] });
    expect(subtract([at(exact('/a')), at(exact('/b'))], [])).toEqual({ verdict: 'empty', takenBy: [] });
  });

  test('one taker has it', () => {
    expect(minus(at(exact('/a')), { other: at(exact('/b')), prefix: at(prefix('/')) })).toEqual({
      verdict: 'empty',
      takenBy: ['prefix'],
    });
  });

  test('the first of those that have it, rather than two together', () => {
    const takers = {
      present: at(prefix('/'), present),
      absent: at(prefix('/'), absent),
      all: everything,
      again: everything,
    };
    expect(minus(at(prefix('/a')), takers)).toEqual({ verdict: 'empty', takenBy: ['all'] });
  });

  test('two takers have it together', () => {
    const takers = { present: at(prefix('/'), present), other: at(exact('/a')), absent: at(prefix('/'), absent) };
    expect(minus(at(prefix('/a')), takers)).toEqual({
      verdict: 'empty',
      takenBy: expect.arrayContaining(['present', 'absent']),
    });
  });

  test('a segment and its siblings', () => {
    const siblings: Pattern = {
      is: 'all',
      of: [prefix('/a'), { is: 'not', of: { is: 'segment-prefix', text: '/a' } }],
    };
    const answer = minus(at(prefix('/a')), {
      segment: at({ is: 'segment-prefix', text: '/a' }),
      siblings: at(siblings),
    });
    expect(answer).toMatchObject({ verdict: 'empty', takenBy: { length: 2 } });
  });

  test('a regular expression in the same one, and in /', () => {
    const expression: Pattern = { is: 'regex', text: '/a[0-9]+' };
    expect(minus(at(expression), { same: at(expression) })).toEqual({ verdict: 'empty', takenBy: ['same'] });
    expect(minus(at(expression), { all: at(prefix('/')) })).toEqual({ verdict: 'empty', takenBy: ['all'] });
  });

  test('a regular expression that two others share by a header', () => {
    const takers = { present: at(prefix('/'), present), absent: at(prefix('/'), absent) };
    expect(minus(at({ is: 'regex', text: '/a+' }), takers)).toMatchObject({ verdict: 'empty', takenBy: { length: 2 } });
  });

  test('two expressions that cover a third only together', () => {
    const takers = { even: at({ is: 'regex', text: '/(aa)*' }), odd: at({ is: 'regex', text: '/a(aa)*' }) };
    expect(minus(at({ is: 'regex', text: '/a*' }), takers)).toMatchObject({ verdict: 'empty', takenBy: { length: 2 } });
    expect(minus(at({ is: 'regex', text: '/a*b?' }), takers)).toMatchObject({ witness: { path: '/b' } });
  });

  test('a preferred taker that gets a request, beside a cover without one', () => {
    const takers = [
      { requests: at(exact('/a')), as: 'other' },
      { requests: everything, as: 'same' },
    ];
    const prefers = (as: string) => as === 'other';
    expect(subtract([at(prefix('/a'))], takers, { prefers })).toEqual({ verdict: 'empty', takenBy: ['other', 'same'] });
    expect(subtract([at(prefix('/a'))], [...takers].reverse(), { prefers })).toEqual({
      verdict: 'empty',
      takenBy: ['same'],
    });
    expect(subtract([at(prefix('/a'))], takers)).toEqual({ verdict: 'empty', takenBy: ['same'] });
  });

  test('equal unknown texts are one set', () => {
    const host = (text: string): RequestSet => [box({ host: { is: 'unknown', text } })];
    expect(minus(host('$A'), { same: host('$A') })).toEqual({ verdict: 'empty', takenBy: ['same'] });
    expect(minus(host('$A'), { other: host('$A-$B') })).toMatchObject({ verdict: 'undecided' });
  });

  test('an opaque set that a taker has', () => {
    expect(
      minus([box({ path: exact('/a') }, { opaque: new Set(['random 50 %']) })], { all: at(prefix('/')) }),
    ).toMatchObject({ verdict: 'empty' });
  });
});

describe('some', () => {
  test('a witness beside the taker', () => {
    expect(minus(at(prefix('/cart')), { exact: at(exact('/cart')) })).toEqual({
      verdict: 'some',
      witness: request({ path: '/cart/x' }),
      ordinary: true,
    });
  });

  test('a witness of another dimension where nobody can read the path', () => {
    const taker = [box({ path: { is: 'unknown', text: '$PATH' }, method: exact('GET') })];
    expect(minus(at(prefix('/a')), { taker })).toMatchObject({ verdict: 'some', witness: { method: 'POST' } });
  });

  test('the nine methods leave an exotic one, which is unusual', () => {
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];
    const takers = Object.fromEntries(methods.map((method) => [method, [box({ method: exact(method) })]]));
    expect(minus(everything, takers)).toMatchObject({ verdict: 'some', ordinary: false });
  });

  test('a value behind an inversion is left to repeated lines, which is unusual', () => {
    const both = [box({}, { headers: new Map([['x-a', [is('foo'), is('bar')]]]) })];
    expect(minus(both, { other: at(prefix('/b')) })).toMatchObject({ verdict: 'some', ordinary: false });
  });
});

describe('requests that few clients send', () => {
  const path = (answer: ReturnType<typeof minus>) => (answer.verdict === 'some' ? answer.witness.path : null);

  test('bytes beyond ASCII, which HTTP/2 lets through', () => {
    const answer = minus(at(prefix('/')), { ascii: at({ is: 'regex', text: '/[ -~]*' }) });
    expect(answer).toMatchObject({ verdict: 'some', ordinary: false });
    expect(path(answer)).toMatch(/^\/[\udc80-\udcff]$/);
    const letters = minus(at({ is: 'regex', text: '/(caf\u00e9)+' }), { ascii: at({ is: 'regex', text: '/[ -~]*' }) });
    expect(path(letters)).toBe('/caf\u00e9');
  });

  test('and a path with them is ordinary to nobody', () => {
    expect(minus(at(prefix('/caf\u00e9')), {})).toMatchObject({ verdict: 'some', ordinary: false });
    expect(minus(at(exact('/caf\u00e9')), { any: at({ is: 'regex', text: '/caf..' }) })).toMatchObject({
      verdict: 'empty',
    });
    expect(minus(at(exact('/caf\u00e9')), { one: at({ is: 'regex', text: '/caf.' }) })).toMatchObject({
      verdict: 'some',
    });
  });

  test('two lines, of which each meets one of two conditions', () => {
    const starts = (value: string): Field => ({ absent: false, values: prefix(value), lines: 'some' });
    const both = [box({}, { headers: new Map([['x-a', [starts('a'), starts('b')]]]) })];
    expect(minus(both, {})).toMatchObject({
      ordinary: false,
      witness: {
        headers: [
          { name: 'x-a', value: 'a' },
          { name: 'x-a', value: 'b' },
        ],
      },
    });
  });
});

describe('undecided', () => {
  test('a regular expression that the engine refuses may take the rest', () => {
    expect(minus(at(exact('/a')), { regex: at({ is: 'regex', text: '/a(?!b)' }) })).toEqual({
      verdict: 'undecided',
      cap: 'the regular expression `/a(?!b)` of the path (refused: look-around `(?!`)',
    });
  });

  test('an opaque condition never covers, not even itself', () => {
    const opaque = [box({}, { opaque: new Set(['random 50 %']) })];
    expect(minus(opaque, { same: opaque })).toEqual({ verdict: 'undecided', cap: 'the condition `random 50 %`' });
    expect(minus(everything, { opaque })).toMatchObject({ verdict: 'undecided' });
  });

  test('an unusual witness proves nothing while the ordinary rest is open', () => {
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];
    const ordinary: Pattern = { is: 'some', of: methods.map(exact) };
    expect(minus(everything, { path: [box({ path: { is: 'unknown', text: '$A' }, method: ordinary })] })).toMatchObject(
      {
        verdict: 'undecided',
      },
    );
  });
});

test('many takers that differ in one header are told apart', () => {
  const tenants = Array.from({ length: 3000 }, (_, i) => ({ as: i, requests: at(prefix('/'), is(`tenant-${i}`)) }));
  expect(subtract([at(exact('/a'), is('tenant-2999'))], tenants)).toEqual({ verdict: 'empty', takenBy: [2999] });
  expect(subtract([at(exact('/a'), is('tenant-x'))], tenants)).toMatchObject({ verdict: 'some' });
});
