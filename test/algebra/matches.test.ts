import { describe, expect, test } from 'vitest';
import { holds, matches } from '../../src/algebra/matches.ts';
import { box, exact, type Field, type Pattern, prefix, present } from '../../src/algebra/pattern.ts';
import { request } from '../../src/algebra/request.ts';

const some = (values: Pattern): Field => ({ absent: false, values, lines: 'some' });
const every = (values: Pattern): Field => ({ absent: false, values, lines: 'every' });
const not = (of: Pattern): Pattern => ({ is: 'not', of });
const unknown: Pattern = { is: 'unknown', text: '$HOST' };
const header = (field: Field) => [box({}, { headers: new Map([['x', [field]]]) })];
const lines = (...values: readonly string[]) => request({ headers: values.map((value) => ({ name: 'x', value })) });

/** Measured on Envoy 1.40.0; `Y` and `.` for: absent, ``, foo, bar, foo and bar, foo and oo. */
describe('a header condition, in the table that Envoy gives', () => {
  const columns = [[], [''], ['foo'], ['bar'], ['foo', 'bar'], ['foo', 'oo']];
  test.each<[string, Field, string]>([
    ['exact foo', some(exact('foo')), '..Y.YY'],
    ['exact foo, inverted', every(not(exact('foo'))), '.Y.Y..'],
    ['exact foo, inverted, missing is empty', { ...every(not(exact('foo'))), absent: true }, 'YY.Y..'],
    ['suffix oo', some({ is: 'suffix', text: 'oo' }), '..Y.YY'],
    ['any value', some({ is: 'any' }), '.YYYYY'],
    ['any value, missing is empty', { ...some({ is: 'any' }), absent: true }, 'YYYYYY'],
    ['present', present, '.YYYYY'],
    ['absent', { absent: true, values: { is: 'none' }, lines: 'some' }, 'Y.....'],
    ['nothing', { absent: false, values: { is: 'none' }, lines: 'every' }, '......'],
  ])('%s', (_, field, row) => {
    expect(columns.map((values) => (matches(header(field), lines(...values)) ? 'Y' : '.')).join('')).toBe(row);
  });

  test('two conditions on one name may be met by two lines', () => {
    const both = [box({}, { headers: new Map([['x', [some(prefix('a')), some({ is: 'suffix', text: 'z' })]]]) })];
    expect(matches(both, lines('a', 'z'))).toBe(true);
    expect(matches(both, lines('a', 'b'))).toBe(false);
  });

  test('the host header and pseudo-headers stay undecided', () => {
    expect(matches([box({}, { headers: new Map([[':path', [some(exact('/'))]]]) })], request())).toBeNull();
    expect(matches([box({}, { headers: new Map([['host', [some(exact('a'))]]]) })], request())).toBeNull();
  });
});

describe('a query parameter', () => {
  const q = (field: Field, query: string) =>
    matches([box({}, { query: new Map([['a', [field]]]) })], request({ query }));
  test.each([
    ['a=1', '1', true],
    ['b=2&a=1', '1', true],
    ['a=2&a=1', '1', false],
    ['a=1=', '1=', true],
    ['a', '', true],
    ['a=%31', '1', false],
    ['A=1', '1', false],
    ['x?a=1', '1', false],
  ])('`%s` has a=%s: %s', (query, value, expected) => expect(q(some(exact(value)), query)).toBe(expected));

  test('is missing in an empty query', () => {
    expect(q(present, '')).toBe(false);
    expect(q({ absent: true, values: { is: 'none' }, lines: 'some' }, 'b=1')).toBe(true);
  });
});

describe('a pattern', () => {
  test.each<[string, Pattern, string, boolean | null]>([
    ['exact', exact('/a'), '/a', true],
    ['exact, another case', exact('/a'), '/A', false],
    ['folded', { is: 'exact', text: '/A', fold: true }, '/a', true],
    ['folded beyond ASCII', { is: 'exact', text: 'k', fold: true }, '\u212a', false],
    ['prefix, a sibling', prefix('/a'), '/abc', true],
    ['segment prefix, itself', { is: 'segment-prefix', text: '/a' }, '/a', true],
    ['segment prefix, below', { is: 'segment-prefix', text: '/a' }, '/a/b', true],
    ['segment prefix, a sibling', { is: 'segment-prefix', text: '/a' }, '/ab', false],
    ['segment prefix of everything', { is: 'segment-prefix', text: '' }, '/ab', true],
    ['one label', { is: 'labels', suffix: 's.t', most: 1 }, 'a.s.t', true],
    ['two labels where one is allowed', { is: 'labels', suffix: 's.t', most: 1 }, 'a.b.s.t', false],
    ['any number of labels', { is: 'labels', suffix: 's.t', most: null }, 'a.b.s.t', true],
    ['no label', { is: 'labels', suffix: 's.t', most: null }, 's.t', false],
    ['nothing before the dot', { is: 'labels', suffix: 's.t', most: null }, '.s.t', false],
    ['an integer', { is: 'integers', from: 10, to: 20 }, '15', true],
    ['an integer with a sign', { is: 'integers', from: 10, to: 20 }, '+15', true],
    ['an integer with leading zeros', { is: 'integers', from: 10, to: 20 }, '0015', true],
    ['the end of the range', { is: 'integers', from: 10, to: 20 }, '20', false],
    ['a hexadecimal number', { is: 'integers', from: 10, to: 20 }, '0xf', false],
    ['no number', { is: 'integers', from: -1, to: 20 }, '', false],
    ['beyond 64 bits', { is: 'integers', from: 0, to: Infinity }, '9223372036854775808', false],
    ['the largest of 64 bits', { is: 'integers', from: 0, to: Infinity }, '9223372036854775807', true],
    ['a regular expression never backtracks', { is: 'regex', text: '(a+)+b' }, `${'a'.repeat(2000)}c`, false],
    ['a regular expression takes the whole text', { is: 'regex', text: '/a' }, '/ab', false],
    ['a regular expression that the engine refuses', { is: 'regex', text: 'a(?=b)' }, 'a', null],
    ['false beats unknown', { is: 'all', of: [unknown, exact('b')] }, 'a', false],
    ['unknown beats true', { is: 'all', of: [unknown, exact('a')] }, 'a', null],
    ['true beats unknown', { is: 'some', of: [unknown, exact('a')] }, 'a', true],
    ['not unknown', not(unknown), 'a', null],
    ['all of nothing', { is: 'all', of: [] }, 'a', true],
    ['some of nothing', { is: 'some', of: [] }, 'a', false],
  ])('%s', (_, pattern, text, expected) => expect(holds(pattern, text)).toBe(expected));
});

describe('a set', () => {
  test('false of one condition beats an opaque one', () => {
    const opaque = new Set(['runtime fraction 50 %']);
    expect(matches([box({ path: exact('/a') }, { opaque })], request({ path: '/b' }))).toBe(false);
    expect(matches([box({ path: exact('/a') }, { opaque })], request({ path: '/a' }))).toBeNull();
  });

  test('true of one box beats an unknown one', () => {
    expect(matches([box({ host: unknown }), box({ path: prefix('/') })], request())).toBe(true);
    expect(matches([box({ host: unknown }), box({ path: exact('/x') })], request())).toBeNull();
  });

  test('of no box has nothing', () => expect(matches([], request())).toBe(false));

  test('compares ports as text, and what is missing as the empty text', () => {
    expect(matches([box({ port: exact('8080') })], request({ port: 8080 }))).toBe(true);
    expect(matches([box({ sni: not(exact('a')) })], request())).toBe(true);
    expect(matches([box({ 'caller-namespace': exact('shop') })], request())).toBe(false);
  });

  test("reads the caller's labels", () => {
    const caller = { namespace: 'shop', labels: new Map([['app', 'front']]) };
    const set = [box({}, { callerLabels: new Map([['app', [some(exact('front'))]]]) })];
    expect(matches(set, request({ caller }))).toBe(true);
    expect(matches(set, request())).toBe(false);
  });
});
