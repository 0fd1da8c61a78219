import fc from 'fast-check';
import { inBox } from '../../src/algebra/matches.ts';
import { type Box, box, type Field, type Part, type Pattern, type RequestSet } from '../../src/algebra/pattern.ts';
import { type Request, request } from '../../src/algebra/request.ts';
import { envoy140, type Semantics } from '../../src/algebra/semantics.ts';

/** Readings of unreadable patterns: what is proved must hold in each of them. */
export type Reading = (unread: { readonly is: 'unknown'; readonly text: string }) => Pattern;

const paths = ['/', '/a', '/b', '/ab', '/a/', '/a/b', '/a/ab', '/b/a', '/aa', '/x'];
const hosts = ['a.s', 'b.s', 'a.b.s', 'b.a.b.s', 's', 't', 'x.t'];
const methods = ['GET', 'POST', 'PURGE'];
const lines: readonly (readonly string[])[] = [
  [],
  ['a'],
  ['b'],
  ['ab'],
  [''],
  ['a', 'b'],
  ['ab', 'x'],
  ['5', 'b'],
  ['b', 'ab', '7'],
  ['7'],
];
const queries = ['', 'q=a', 'q=b', 'q=', 'q=ab&q=a', 'q=b&q=a', 'r=1&q=a'];

/** Requests in which each path, host, method and `x-a` stand together once; the other parts go round. */
export const universe: readonly Request[] = [...requests()];

function* requests(): Iterable<Request> {
  let count = 0;
  for (const path of paths) {
    for (const host of hosts) {
      for (const method of methods) {
        for (const a of lines) {
          const pick = <T>(items: readonly T[], of: number): T => items[of % items.length] as T;
          count += 1;
          const b = pick(lines, Math.floor(count / 3));
          yield request({
            path,
            host,
            method,
            port: pick([80, 8080], Math.floor(count / 7)),
            query: pick(queries, Math.floor(count / 2)),
            headers: [...a.map((value) => ({ name: 'x-a', value })), ...b.map((value) => ({ name: 'x-b', value }))],
            ...(count % 5 < 2 && { scheme: 'https' }),
            ...(count % 5 === 0 && { sni: 'a.s' }),
          });
        }
      }
    }
  }
}

const text = fc.stringMatching(/^[ab]{0,2}$/);
const pathText = fc.stringMatching(/^\/[ab]{0,2}(\/[ab]{0,1})?$/);
const tooFar = fc.constantFrom<Pattern>(
  { is: 'exact', text: '/a?b' },
  { is: 'prefix', text: 'a' },
  { is: 'exact', text: '' },
);

const simplePath: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 4, arbitrary: pathText.map((is): Pattern => ({ is: 'exact', text: is })) },
  { weight: 4, arbitrary: pathText.map((is): Pattern => ({ is: 'prefix', text: is })) },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('', '/a', '/b', '/a/b', '/ab')
      .map((is): Pattern => ({ is: 'segment-prefix', text: is })),
  },
  { weight: 1, arbitrary: tooFar },
);
const simpleHost: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constantFrom(...hosts).map((is): Pattern => ({ is: 'exact', text: is })),
  fc
    .record({ suffix: fc.constantFrom('s', 't', 'b.s'), most: fc.constantFrom(1, 2, null) })
    .map((of): Pattern => ({ is: 'labels', ...of })),
);
const simpleMethod: fc.Arbitrary<Pattern> = fc.oneof(
  fc.constantFrom(...methods).map((is): Pattern => ({ is: 'exact', text: is })),
  fc
    .subarray(methods, { minLength: 2 })
    .map((of): Pattern => ({ is: 'some', of: of.map((is): Pattern => ({ is: 'exact', text: is })) })),
);
const simpleField: fc.Arbitrary<Field> = fc.oneof(
  text.map((is): Field => ({ absent: false, values: { is: 'exact', text: is }, lines: 'some' })),
  text.map((is): Field => ({ absent: false, values: { is: 'not', of: { is: 'exact', text: is } }, lines: 'every' })),
  fc.constantFrom<Field>(
    { absent: false, values: { is: 'any' }, lines: 'some' },
    { absent: true, values: { is: 'none' }, lines: 'some' },
  ),
);

const richText = (part: fc.Arbitrary<string>): fc.Arbitrary<Pattern> =>
  fc.oneof(
    fc
      .record({ is: fc.constantFrom('exact', 'prefix', 'suffix', 'contains'), text: part, fold: fc.boolean() })
      .map(({ is, text: of, fold }): Pattern => (fold ? { is, text: of.toUpperCase(), fold: true } : { is, text: of })),
    fc.constantFrom<Pattern>({ is: 'integers', from: 5, to: 7 }, { is: 'integers', from: 6, to: 10 }),
  );

/** Patterns that nobody can read. */
const unread = fc.constantFrom<Pattern>({ is: 'unknown', text: 'R' }, { is: 'unknown', text: 'U' });

const expression = (...of: readonly string[]): fc.Arbitrary<Pattern> =>
  fc.constantFrom(...of).map((is): Pattern => ({ is: 'regex', text: is }));

const combined = (leaf: fc.Arbitrary<Pattern>): fc.Arbitrary<Pattern> =>
  fc.letrec<{ pattern: Pattern }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'pattern' },
      { weight: 4, arbitrary: leaf },
      {
        weight: 1,
        arbitrary: fc.record({ is: fc.constantFrom('all', 'some'), of: fc.array(tie('pattern'), { maxLength: 3 }) }),
      },
      { weight: 1, arbitrary: tie('pattern').map((of): Pattern => ({ is: 'not', of })) },
    ),
  })).pattern;

interface Shapes {
  readonly path: fc.Arbitrary<Pattern>;
  readonly host: fc.Arbitrary<Pattern>;
  readonly method: fc.Arbitrary<Pattern>;
  readonly field: fc.Arbitrary<Field>;
}

const simple: Shapes = { path: simplePath, host: simpleHost, method: simpleMethod, field: simpleField };
const pathExpressions = expression(
  '/a.*',
  '/[ab]*',
  '/[^/]*',
  '(?i)/A.*',
  '/a\\b.*',
  '(/[ab]+)*/?',
  '^/b$',
  '/.*[ab]',
  '/(a|b/?a?)?',
);
const value = combined(
  fc.oneof(
    { weight: 8, arbitrary: richText(text) },
    { weight: 4, arbitrary: expression('a+', '[ab]*', '.*b', 'a?b?', '(?i)AB?', '[5-7]', '(a|bb)*', 'b.*') },
    { weight: 1, arbitrary: unread },
  ),
);
const rich: Shapes = {
  path: combined(
    fc.oneof(
      { weight: 4, arbitrary: simplePath },
      { weight: 3, arbitrary: richText(pathText) },
      { weight: 4, arbitrary: pathExpressions },
      { weight: 1, arbitrary: unread },
    ),
  ),
  host: combined(fc.oneof(simpleHost, richText(fc.constantFrom('a', '.s', 's', 'a.')))),
  method: combined(simpleMethod),
  field: fc.record({ absent: fc.boolean(), values: value, lines: fc.constantFrom('some', 'every') }),
};

/** Present `there` times in ten. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, there: number): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: there, arbitrary }, { weight: 10 - there, arbitrary: fc.constant(undefined) });

const boxes = ({ path, host, method, field }: Shapes): fc.Arbitrary<Box> =>
  fc
    .record({
      path: maybe(path, 8),
      host: maybe(host, 4),
      method: maybe(method, 4),
      port: maybe(
        fc.constantFrom<Pattern>({ is: 'exact', text: '80' }, { is: 'not', of: { is: 'exact', text: '80' } }),
        2,
      ),
      scheme: maybe(
        fc.constantFrom<Pattern>({ is: 'exact', text: 'https' }, { is: 'not', of: { is: 'exact', text: 'https' } }),
        2,
      ),
      sni: maybe(fc.constantFrom<Pattern>({ is: 'exact', text: 'a.s' }), 1),
      a: maybe(fc.array(field, { minLength: 1, maxLength: 2 }), 5),
      b: maybe(fc.array(field, { minLength: 1, maxLength: 1 }), 3),
      q: maybe(fc.array(field, { minLength: 1, maxLength: 2 }), 3),
    })
    .map(({ a, b, q, ...parts }) =>
      box(present(parts), {
        headers: new Map(Object.entries(present({ 'x-a': a, 'x-b': b }))),
        query: new Map(Object.entries(present({ q }))),
      }),
    );

function present<T>(of: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const kept: Record<string, T> = {};
  for (const [key, one] of Object.entries(of)) if (one !== undefined) kept[key] = one;
  return kept;
}

const sets = (shapes: Shapes): fc.Arbitrary<RequestSet> =>
  fc.oneof(
    { weight: 5, arbitrary: boxes(shapes).map((one) => [one]) },
    { weight: 1, arbitrary: fc.array(boxes(shapes), { maxLength: 2 }) },
  );

/** Sets whose every question with one taker is decided without automata. */
export const simpleSets = boxes(simple).map((one): RequestSet => [one]);

const crossingField = fc.constantFrom<Field>(
  { absent: false, values: { is: 'any' }, lines: 'some' },
  { absent: true, values: { is: 'none' }, lines: 'some' },
  { absent: false, values: { is: 'exact', text: 'a' }, lines: 'some' },
  { absent: true, values: { is: 'not', of: { is: 'exact', text: 'a' } }, lines: 'every' },
);

/** Sets that often only several others cover. */
export const crossingSets: fc.Arbitrary<RequestSet> = fc
  .record({
    path: maybe(
      fc.constantFrom('/a', '/a/b').map((is): Pattern => ({ is: 'segment-prefix', text: is })),
      5,
    ),
    method: maybe(
      fc.constantFrom<Pattern>({ is: 'exact', text: 'GET' }, { is: 'not', of: { is: 'exact', text: 'GET' } }),
      3,
    ),
    a: maybe(crossingField, 6),
    b: maybe(crossingField, 3),
  })
  .map(
    ({ a, b, ...parts }): RequestSet => [
      box(present(parts), { headers: new Map(Object.entries(present({ 'x-a': a && [a], 'x-b': b && [b] }))) }),
    ],
  );

/** Sets that differ in one header or query parameter only. */
export const fieldSets: fc.Arbitrary<RequestSet> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(rich.field, { minLength: 1, maxLength: 2 })
      .map((a): RequestSet => [box({}, { headers: new Map([['x-a', a]]) })]),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(rich.field, { minLength: 1, maxLength: 2 })
      .map((q): RequestSet => [box({}, { query: new Map([['q', q]]) })]),
  },
);

/** Sets whose paths are mostly regular expressions. */
export const expressionSets: fc.Arbitrary<RequestSet> = fc
  .record({
    path: fc.oneof(
      { weight: 3, arbitrary: pathExpressions },
      { weight: 1, arbitrary: simplePath },
      { weight: 1, arbitrary: pathExpressions.map((of): Pattern => ({ is: 'not', of })) },
    ),
    method: maybe(fc.constant<Pattern>({ is: 'exact', text: 'GET' }), 2),
    opaque: maybe(fc.constant('weather'), 1),
    a: maybe(crossingField, 3),
  })
  .map(
    ({ path, method, opaque, a }): RequestSet => [
      box(present({ path, method }), {
        headers: new Map(Object.entries(present({ 'x-a': a && [a] }))),
        opaque: new Set(opaque === undefined ? [] : [opaque]),
      }),
    ],
  );

/** Sets that differ in their hosts only. */
export const hostSets: fc.Arbitrary<RequestSet> = simpleHost.map((host): RequestSet => [box({ host })]);

/** Sets with every kind of pattern. */
export const richSets = sets(rich);

/** The pattern with every unreadable one in it replaced. */
export function readPattern(of: Pattern, reading: Reading): Pattern {
  if (of.is === 'unknown') return reading(of);
  if (of.is === 'all' || of.is === 'some') return { is: of.is, of: of.of.map((part) => readPattern(part, reading)) };
  return of.is === 'not' ? { is: 'not', of: readPattern(of.of, reading) } : of;
}

/** The set with every unreadable pattern replaced. */
export function read(set: RequestSet, reading: Reading): RequestSet {
  const pattern = (of: Pattern): Pattern => readPattern(of, reading);
  const fields = (of: Box['headers']) =>
    new Map([...of].map(([name, all]) => [name, all.map((field) => ({ ...field, values: pattern(field.values) }))]));
  return set.map((of) => ({
    ...of,
    parts: present(Object.fromEntries(Object.entries(of.parts).map(([part, one]) => [part as Part, pattern(one)]))),
    headers: fields(of.headers),
    query: fields(of.query),
  }));
}

export const readings: readonly Reading[] = [
  ({ text: of }) => ({ is: of === 'R' ? 'suffix' : 'contains', text: 'b' }),
  ({ text: of }) => (of === 'R' ? { is: 'any' } : { is: 'none' }),
  ({ text: of }) => (of === 'R' ? { is: 'none' } : { is: 'prefix', text: '/a' }),
];

/** Which requests of the universe are in the set, one byte each. */
export function members(set: RequestSet, semantics: Semantics = envoy140): Uint8Array {
  return Uint8Array.from(universe, (one) => (set.some((of) => inBox(of, one, semantics) === true) ? 1 : 0));
}
