import { describe, expect, test } from 'vitest';
import { checkRegex } from '../../src/algebra/check-regex.ts';
import { matches } from '../../src/algebra/matches.ts';
import { overlap } from '../../src/algebra/overlap.ts';
import {
  type Box,
  box,
  exact,
  type Field,
  type Pattern,
  prefix,
  present,
  type RequestSet,
} from '../../src/algebra/pattern.ts';
import { subtract } from '../../src/algebra/subtract.ts';

const regex = (text: string): Pattern => ({ is: 'regex', text });
const at = (path: Pattern): RequestSet => [box({ path })];
const some = (values: Pattern): Field => ({ absent: false, values, lines: 'some' });
const every = (values: Pattern): Field => ({ absent: false, values: { is: 'not', of: values }, lines: 'every' });
const left = (from: RequestSet, ...takers: readonly RequestSet[]) =>
  subtract(
    [from],
    takers.map((requests, as) => ({ requests, as })),
  );

/** Each must come back soon, and honestly: what is given up says which count was exceeded. */
describe('hostile expressions', () => {
  test.each<[string, string, RegExp]>([
    ['ten megabytes', `/${'a'.repeat(10_000_000)}`, /more than 100000 characters/],
    ['a million alternatives', `/(${Array.from({ length: 1_000_000 }, (_, i) => `a${i}`).join('|')})`, /characters/],
    ['groups in groups', `${'(?:'.repeat(5000)}a${')'.repeat(5000)}`, /nested/],
  ])('%s are undecided', (_, text, cap) => {
    const answer = left(at(prefix('/')), at(regex(text)));
    expect(answer.verdict).toBe('undecided');
    expect(answer).toMatchObject({ cap: expect.stringMatching(cap) });
    expect(JSON.stringify(answer).length).toBeLessThan(400);
  });

  test.each<[string, string, RegExp]>([['/[ab]*a[ab]{20}', '/(a|b)*a(a|b){20}', /more than 5000 states/]])(
    '%s in %s takes too many states',
    (inner, outer, cap) => {
      expect(left(at(regex(inner)), at(regex(outer)))).toMatchObject({
        verdict: 'undecided',
        cap: expect.stringMatching(cap),
      });
    },
  );

  test('but decided where another dimension decides, or a request that comes to mind', () => {
    const hostile = regex('/(a|b)*a(a|b){20}');
    expect(left([box({ path: hostile, method: exact('GET') })], [box({ method: exact('GET') })])).toMatchObject({
      verdict: 'empty',
    });
    expect(left([box({ method: exact('PUT') })], [box({ path: hostile, method: exact('GET') })])).toMatchObject({
      verdict: 'some',
    });
    expect(left(at(exact('/abab')), at(hostile)).verdict).toBe('some');
    expect(left(at(exact(`/${'a'.repeat(21)}`)), at(hostile)).verdict).toBe('undecided');
    expect(left(at(hostile), at(hostile))).toMatchObject({ verdict: 'empty', takenBy: [0] });
  });

  test.each(['/(a+)+b', '/(a|a)*b', '/(a*)*(a*)*b', '/((a{1,30}){1,30}){1,1}b'])('%s never backtracks', (text) => {
    const long = `/${'a'.repeat(3000)}`;
    const set = at(regex(text));
    expect(left(at(exact(long)), set)).toMatchObject({ verdict: 'some', witness: { path: long } });
    expect(left(at(exact(`${long.slice(0, 60)}b`)), set)).toMatchObject({ verdict: 'empty' });
  });

  test('many alternatives that fit', () => {
    const text = `/(${Array.from({ length: 3000 }, (_, i) => `r${i}`).join('|')})`;
    expect(left(at(exact('/r2999')), at(regex(text)))).toMatchObject({ verdict: 'empty' });
    expect(left(at(exact('/r3000')), at(regex(text)))).toMatchObject({ verdict: 'some' });
    expect(checkRegex(text)).toMatchObject({ is: 'refused' });
  });

  test('the program of copies of copies is counted, not built', () => {
    expect(checkRegex('((a{10}b?){10}c*){10}', 32_768)).toMatchObject({ is: 'ok' });
    expect(checkRegex('(abcdefghijklmnopqrstuvwxyz0123456789[a-cx-z]+){1000}', 32_768)).toMatchObject({
      is: 'refused',
    });
  });
});

describe('many conditions', () => {
  const named = (count: number, field: (i: number) => Field): Box =>
    box({}, { headers: new Map(Array.from({ length: count }, (_, i) => [`x-${i}`, [field(i)]])) });

  test('ten thousand headers on one route', () => {
    const wide = [named(10_000, (i) => some(exact(`v${i}`)))];
    const answer = overlap(wide);
    expect(answer.verdict === 'overlapping' && matches(wide, answer.witness)).toBe(true);
    expect(left(wide, [named(10_000, () => present)])).toMatchObject({ verdict: 'empty', takenBy: [0] });
    expect(left(wide, [named(9_999, () => present)], wide).verdict).toBe('empty');
    expect(left([named(9_999, () => present)], wide).verdict).toBe('some');
  });

  test('ten thousand conditions on one header', () => {
    const conditions = (field: (i: number) => Field) => [
      box({}, { headers: new Map([['x-a', Array.from({ length: 10_000 }, (_, i) => field(i))]]) }),
    ];
    expect(overlap(conditions((i) => every(exact(`v${i}`))))).toMatchObject({ verdict: 'overlapping' });
    expect(overlap(conditions((i) => some({ is: 'contains', text: `v${i}` }))).verdict).not.toBe('disjoint');
  });

  test('a thousand values of which one is left', () => {
    const takers = Array.from(
      { length: 1000 },
      (_, i): RequestSet => [box({}, { headers: new Map([['x-a', [some(exact(`v${i}`))]]]) })],
    );
    const one = (value: string): RequestSet => [box({}, { headers: new Map([['x-a', [some(exact(value))]]]) })];
    expect(left(one('v999'), ...takers)).toMatchObject({ verdict: 'empty', takenBy: [999] });
    expect(left([box({}, { headers: new Map([['x-a', [present]]]) })], ...takers)).toMatchObject({ ordinary: true });
  });
});

describe('many routes', () => {
  test('fifty thousand that are the same', () => {
    const takers = Array.from({ length: 50_000 }, (_, as) => ({ requests: at(prefix('/a')), as }));
    expect(subtract([at(exact('/a/b'))], takers)).toEqual({ verdict: 'empty', takenBy: [0] });
    expect(subtract([at(prefix('/'))], takers)).toMatchObject({ verdict: 'some' });
  });

  test('tables like a hard problem of logic', () => {
    let state = 9;
    const next = () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return state / 0x7fffffff;
    };
    const absent: Field = { absent: true, values: { is: 'none' }, lines: 'some' };
    const verdicts = [40, 60, 80, 100].map((variables) => {
      const clauses = Array.from({ length: Math.round(4.26 * variables) }, (): RequestSet => {
        const headers = new Map<string, readonly Field[]>();
        while (headers.size < 3) headers.set(`h${Math.floor(next() * variables)}`, [next() < 0.5 ? present : absent]);
        return [box({}, { headers })];
      });
      const answer = left([box()], ...clauses);
      if (answer.verdict === 'some') expect(clauses.every((set) => matches(set, answer.witness) === false)).toBe(true);
      return answer.verdict;
    });
    expect(verdicts).not.toContain('undecided');
  });

  test('a counted budget gives up at the same place on every machine', () => {
    const crossing = Array.from(
      { length: 40 },
      (_, i): RequestSet => [
        box(
          {},
          {
            headers: new Map(
              Array.from({ length: 12 }, (_, k): [string, readonly Field[]] => [
                'x-a',
                [some({ is: 'contains', text: `${String.fromCharCode(97 + ((i + k) % 26))}${k}` })],
              ]),
            ),
          },
        ),
      ],
    );
    const first = left([box({}, { headers: new Map([['x-a', [present]]]) })], ...crossing);
    expect(left([box({}, { headers: new Map([['x-a', [present]]]) })], ...crossing)).toEqual(first);
  });
});
