import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matches } from '../../src/algebra/matches.ts';
import { box } from '../../src/algebra/pattern.ts';
import { type Envoy, envoyBinary, startEnvoy } from '../support/envoy.ts';
import { type HeaderMatcher, headerField } from './matchers.ts';
import { received } from './requests.ts';
import { answering } from './tables.ts';

/** Lines of the header in one request. */
const columns: Readonly<Record<string, readonly string[]>> = {
  'no line': [],
  'an empty line': [''],
  foo: ['foo'],
  bar: ['bar'],
  'foo and bar': ['foo', 'bar'],
  'bar and foo': ['bar', 'foo'],
  'foo and oo': ['foo', 'oo'],
  'foo and an empty line': ['foo', ''],
  'foo, bar in one line': ['foo,bar'],
  'foo between blanks': ['  foo\t'],
};

type What = Omit<HeaderMatcher, 'name'>;
const inverted = { invert_match: true } as const;
const empty = { treat_missing_header_as_empty: true } as const;
const foo: What = { string_match: { exact: 'foo' } };
const any: What = { string_match: { safe_regex: { regex: '.*' } } };

/** `Y` and `.` for the columns, as Envoy 1.40.0 answered when it was first asked. */
const rows: readonly (readonly [string, What, string])[] = [
  ['exact foo', foo, '..Y.YYYY.Y'],
  ['exact foo, inverted', { ...foo, ...inverted }, '.Y.Y....Y.'],
  ['exact foo, inverted, missing is empty', { ...foo, ...inverted, ...empty }, 'YY.Y....Y.'],
  ['exact foo, missing is empty', { ...foo, ...empty }, '..Y.YYYY.Y'],
  ['exact and empty', { string_match: { exact: '' } }, '.Y.....Y..'],
  ['exact and empty, inverted', { string_match: { exact: '' }, ...inverted }, '..YYYYY.YY'],
  ['exact and empty, missing is empty', { string_match: { exact: '' }, ...empty }, 'YY.....Y..'],
  ['suffix oo', { string_match: { suffix: 'oo' } }, '..Y.YYYY.Y'],
  ['prefix fo, inverted', { string_match: { prefix: 'fo' }, ...inverted }, '.Y.Y......'],
  ['contains a', { string_match: { contains: 'a' } }, '...YYY..Y.'],
  ['FOO in any case', { string_match: { exact: 'FOO', ignore_case: true } }, '..Y.YYYY.Y'],
  ['any value', any, '.YYYYYYYYY'],
  ['any value, inverted', { ...any, ...inverted }, '..........'],
  ['any value, missing is empty', { ...any, ...empty }, 'YYYYYYYYYY'],
  ['any value, inverted, missing is empty', { ...any, ...inverted, ...empty }, '..........'],
  ['present', { present_match: true }, '.YYYYYYYYY'],
  ['the name alone', {}, '.YYYYYYYYY'],
  ['present, inverted', { present_match: true, ...inverted }, 'Y.........'],
  ['not present', { present_match: false }, 'Y.........'],
  ['not present, inverted', { present_match: false, ...inverted }, '.YYYYYYYYY'],
  ['present, missing is empty', { present_match: true, ...empty }, 'YYYYYYYYYY'],
  ['present, inverted, missing is empty', { present_match: true, ...inverted, ...empty }, '..........'],
  ['not present, missing is empty', { present_match: false, ...empty }, '..........'],
  ['not present, inverted, missing is empty', { present_match: false, ...inverted, ...empty }, 'YYYYYYYYYY'],
];

/** Values that are numbers to some readers. */
const numbers = ['10', '15', '20', '9', '+15', '015', '-15', '0xf', '1 5', '15.0', '1e1', '', '9223372036854775808'];
const ranges: readonly (readonly [string, What, string])[] = [
  ['from 10 to 20', { range_match: { start: 10, end: 20 } }, 'YY..YY.......'],
  ['from 10 to 20, inverted', { range_match: { start: 10, end: 20 }, ...inverted }, '..YY..YYYYYYY'],
  ['from -20 to 10', { range_match: { start: -20, end: 10 } }, '...Y..Y......'],
  ['from 10 to 10', { range_match: { start: 10, end: 10 } }, '.............'],
  ['from 0 to 1, missing is empty', { range_match: { start: 0, end: 1 }, ...empty }, '.............'],
];

describe.skipIf(envoyBinary === undefined)('the truth table of header conditions (needs ENVOY_BIN)', () => {
  let envoy: Envoy;
  const all = [...rows, ...ranges];

  beforeAll(async () => {
    const routes = all.map(([name, what], i) =>
      answering(name, { path: `/${i}`, headers: [{ name: 'x-a', ...what }] }),
    );
    const virtual_hosts = [
      { name: 'single', domains: ['single'], routes },
      {
        name: 'two',
        domains: ['two'],
        routes: [answering('two', { prefix: '/', headers: two })],
      },
    ];
    envoy = await startEnvoy([{ name: 'l', routes: { virtual_hosts } }]);
  });
  afterAll(() => envoy?.end());

  const request = (host: string, row: number, lines: readonly string[]) => ({
    method: 'GET',
    target: `/${row}`,
    host,
    headers: lines.map((value) => ({ name: 'X-A', value })),
  });
  const answers = async (host: string, row: number, of: readonly (readonly string[])[]) => {
    let line = '';
    for (const lines of of) line += (await envoy.send('l', request(host, row, lines))).status === 200 ? 'Y' : '.';
    return line;
  };
  const evaluated = (of: readonly (readonly string[])[], ...what: readonly What[]) =>
    of
      .map((lines) => {
        const set = [box({}, { headers: new Map([['x-a', what.map((one) => headerField({ name: 'x-a', ...one }))]]) })];
        const read = received(request('single', 0, lines));
        const said = read === null ? null : matches(set, read);
        return said === null ? '?' : said ? 'Y' : '.';
      })
      .join('');
  /** What only an expression decides may stay open; all else is as in Envoy. */
  const agrees = (said: string, expected: string) =>
    [...said].every((one, i) => one === expected[i] || one === '?') && said.length === expected.length;

  test.each(rows.map(([name, what, expected], i) => ({ name, what, expected, i })))(
    '$name: $expected',
    async ({ what, expected, i }) => {
      const lines = Object.values(columns);
      expect(await answers('single', i, lines)).toBe(expected);
      const said = evaluated(lines, what);
      if (what.string_match !== undefined && 'safe_regex' in what.string_match) {
        expect(agrees(said, expected), said).toBe(true);
      } else expect(said).toBe(expected);
    },
  );

  test.each(ranges.map(([name, what, expected], i) => ({ name, what, expected, i: rows.length + i })))(
    'integers $name: $expected',
    async ({ what, expected, i }) => {
      const lines = numbers.map((number) => [number]);
      expect(await answers('single', i, lines)).toBe(expected);
      expect(evaluated(lines, what)).toBe(expected);
    },
  );

  test('two conditions on one name may be met by two lines', async () => {
    const lines = [['a', 'z'], ['z', 'a'], ['az'], ['a'], ['a,z'], ['b', 'z']];
    expect(await answers('two', 0, lines)).toBe('YYY.Y.');
    expect(evaluated(lines, ...two)).toBe('YYY.Y.');
  });
});

const two = [
  { name: 'x-a', string_match: { prefix: 'a' } },
  { name: 'x-a', string_match: { suffix: 'z' } },
] as const;
