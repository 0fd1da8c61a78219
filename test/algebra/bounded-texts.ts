import fc from 'fast-check';
import type { Pattern } from '../../src/algebra/pattern.ts';

/** Kinds whose texts differ in what can be sent. */
export const kinds = ['path', 'host', 'header', 'query'] as const;
export type BoundedKind = (typeof kinds)[number];

/** Every string over the alphabet of at most so many letters. */
function strings(alphabet: readonly string[], most: number): string[] {
  const shorter = most === 0 ? [] : strings(alphabet, most - 1);
  const longest = shorter.filter((text) => text.length === most - 1);
  return most === 0 ? [''] : [...shorter, ...longest.flatMap((text) => alphabet.map((letter) => text + letter))];
}

const labels = ['a', 'b', 's'].flatMap((a) =>
  ['', '.a', '.b', '.s'].flatMap((b) => ['', '.b', '.s'].map((c) => a + b + c)),
);
const numbers = ['4', '5', '6', '7', '9', '10', '+6', '06', '-1', '-06', '6a', 'a6', '16', '66', '9223372036854775808'];

/** Texts that a request can carry. */
export const sendableTexts: Readonly<Record<BoundedKind, readonly string[]>> = {
  path: strings(['a', 'b', 'A', '/'], 3).map((text) => `/${text}`),
  host: [...labels, '.s', '.b.s', 'a.a.b.s', 'b.a.a.b.s', '', 'ab', 't'],
  header: [...strings(['a', 'b', 'A', 'B'], 3), ...numbers],
  query: [...strings(['a', 'b', 'A', 'B'], 3), ...numbers, 'a=', '=b'],
};

const parts: Readonly<Record<BoundedKind, readonly string[]>> = {
  path: ['', '/', '/a', '/A', '/b', '/a/', '/ab', '/a/b', 'a', 'b', '/aa', 'aB', '/a?b', '/ '],
  host: ['', 'a', 's', '.s', '.b.s', 'b.s', 'a.', 'a.s', 'a.b.s', 'b.a.b.s', 'A.s', 'a b'],
  header: ['', 'a', 'b', 'A', 'ab', 'aB', 'ba', 'abb', '6', '06', '-', '1', 'a6', ' a', 'a '],
  query: ['', 'a', 'b', 'A', 'ab', 'aB', 'ba', 'abb', '6', '06', '-', 'a&b', '=', 'a '],
};

const unread = fc.constantFrom<Pattern>({ is: 'unknown', text: 'U' }, { is: 'unknown', text: 'R' });
const expressions: Readonly<Record<BoundedKind, readonly string[]>> = {
  path: ['/a.*', '/[ab]*', '/.*b', '(?i)/ab?', '/(a|b/)*', '/[^/]*', '/a\\b.*', '/a/?', '^/a$', '.*/', '(/a)+(/.*)?'],
  host: ['[ab]\\.s', '.*\\.b\\.s', 'a.*', '[^.]+\\.s', '(a\\.)*b\\.s', '\\w+'],
  header: ['a+', '[ab]*', '.*b.*', '(?i)ab?', 'a|b|', '[0-9]+', '[+-]?0*6', '(ab?)+', '\\w{2}', 'a{2,}'],
  query: ['a+', '[ab]*', '.*b.*', '(?i)ab?', 'a|b|', '[0-9]+', '.*=.*', '(ab?)+', '[^b]*'],
};
const ranges = fc.constantFrom<Pattern>(
  { is: 'integers', from: 5, to: 7 },
  { is: 'integers', from: 6, to: 10 },
  { is: 'integers', from: 7, to: 10 },
  { is: 'integers', from: -1, to: 6 },
  { is: 'integers', from: 6, to: 6 },
);

/** Combinations of every pattern there is, near enough to each other to meet often. */
export function patterns(kind: BoundedKind): fc.Arbitrary<Pattern> {
  const part = fc.constantFrom(...parts[kind]);
  const textual = fc
    .record({ is: fc.constantFrom('exact', 'prefix', 'suffix', 'contains'), text: part, fold: fc.boolean() })
    .map(({ is, text, fold }): Pattern => (fold ? { is, text, fold: true } : { is, text }));
  const own: Readonly<Record<BoundedKind, fc.Arbitrary<Pattern>>> = {
    path: fc.constantFrom('', '/a', '/b', '/a/b', '/ab').map((text): Pattern => ({ is: 'segment-prefix', text })),
    host: fc
      .record({ suffix: fc.constantFrom('s', 'b.s', 'a.b.s', 'a'), most: fc.constantFrom(1, 2, 3, null) })
      .map((of): Pattern => ({ is: 'labels', ...of })),
    header: ranges,
    query: ranges,
  };
  const leaf = fc.oneof(
    { weight: 8, arbitrary: textual },
    { weight: 8, arbitrary: own[kind] },
    { weight: 5, arbitrary: fc.constantFrom(...expressions[kind]).map((text): Pattern => ({ is: 'regex', text })) },
    { weight: 1, arbitrary: unread },
    { weight: 1, arbitrary: fc.constantFrom<Pattern>({ is: 'any' }, { is: 'none' }) },
  );
  const literal = fc.oneof(
    leaf,
    leaf.map((of): Pattern => ({ is: 'not', of })),
  );
  const all = fc.array(literal, { minLength: 2, maxLength: 3 }).map((of): Pattern => ({ is: 'all', of }));
  const group = fc
    .record({ is: fc.constantFrom('all', 'some'), of: fc.array(literal, { maxLength: 3 }), inverted: fc.boolean() })
    .map(({ is, of, inverted }): Pattern => (inverted ? { is: 'not', of: { is, of } } : { is, of }));
  return fc.oneof(
    { weight: 3, arbitrary: all },
    { weight: 1, arbitrary: fc.tuple(group, fc.oneof(group, literal)).map((of): Pattern => ({ is: 'all', of })) },
  );
}
