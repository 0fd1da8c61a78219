import { describe, expect, test } from 'vitest';
import { accepts, automaton } from '../../src/algebra/automaton.ts';
import { toBytes, toText } from '../../src/algebra/bytes.ts';
import { checkRegex } from '../../src/algebra/check-regex.ts';
import { programSize } from '../../src/algebra/engine-program.ts';
import { engineTree } from '../../src/algebra/engine-tree.ts';
import { type Expression, parse } from '../../src/algebra/expression.ts';
import { isMatch } from '../../src/algebra/expression-match.ts';
import { decimal } from '../../src/algebra/expression-of.ts';
import { holds } from '../../src/algebra/matches.ts';
import { refused, sizes } from './measured-expressions.ts';

function tree(text: string): Expression {
  const parsed = parse(text);
  if (parsed.is !== 'expression') throw new Error(`${text}: ${parsed.is}`);
  return parsed.tree;
}

describe('an expression is taken, refused and counted as Envoy does', () => {
  test.each(Object.entries(sizes))('%j has the size %i', (text, size) => {
    expect(programSize(engineTree(tree(text)))).toBe(size);
    expect(checkRegex(text, size)).toEqual({ is: 'ok' });
    expect(checkRegex(text, size - 1)).toMatchObject({ is: 'refused' });
  });

  test.each(refused)('%j is refused', (text) => {
    expect(checkRegex(text, 100_000)).toMatchObject({ is: 'refused' });
  });

  test.each([
    ['', 'an empty expression'],
    ['/a(?=b)', 'look-around `(?=`'],
    ['(a)\\1', 'the escape `\\1`'],
    ['a++', 'a repetition of a repetition `++`'],
    ['[b-a]', 'the backward range `b-a`'],
    ['\\p{Foo}', 'the unknown class `\\p{Foo}`'],
    ['a{1000}', 'a program size of 1004, which is more than 100'],
    ['(a{1000}){1000}', 'nested repetitions out of bounds `{1000}`'],
    ['[a', 'a bracket that is not closed `[a`'],
    ['/(?x)a', 'the group `(?x)`'],
  ])('%j: %s', (text, why) => expect(checkRegex(text)).toEqual({ is: 'refused', why }));

  test('nobody looks at what is very long or very deep', () => {
    expect(checkRegex('a'.repeat(100_001))).toMatchObject({ is: 'unknown' });
    expect(checkRegex(`${'(?:'.repeat(600)}a${')'.repeat(600)}`)).toMatchObject({ is: 'unknown' });
  });
});

/** Every string over the letters of at most so many. */
function strings(letters: string, most: number): readonly string[] {
  let last = [''];
  const all = [...last];
  for (let length = 1; length <= most; length++) {
    last = last.flatMap((text) => [...letters].map((letter) => text + letter));
    all.push(...last);
  }
  return all;
}

describe('the automaton of an expression matches what the expression does', () => {
  const all = strings('abAé/\n._0', 4);
  test.each([
    '/a/[0-9]+',
    '(a|b)*a(a|b){2}',
    '\\ba\\b.*',
    '^a$',
    '(?m)^a$',
    '(?m)(^a$\n?)+',
    '(?i)ab?',
    '[^/]*',
    'a{2,}',
    '(?s).*b',
    '\\Qa.b\\E?',
    '[[:alpha:]]+',
    '\\w+\\B.',
    'a\\B.|\\b_',
    'x*',
    'a||b',
    '(?:a*)*b',
    '(?i:a(?-i)b)*',
    '.*\u00e9.*',
    '[\u00e9]+',
    '(a?){3}b{0}',
    '$a|b^|a',
  ])('%j', (text) => {
    const compiled = automaton(tree(text));
    const wrong = all.filter((one) => accepts(compiled, toBytes(one)) !== isMatch(tree(text), one));
    expect(wrong).toEqual([]);
  });

  test('a letter that is not ASCII is its two bytes, and a class of it either of them', () => {
    expect(isMatch(tree('\u00e9'), '\u00e9')).toBe(true);
    expect(isMatch(tree('[\u00e9]'), '\u00e9')).toBe(false);
    expect(isMatch(tree('[\u00e9]{2}'), '\u00e9')).toBe(true);
    expect(isMatch(tree('(?i)k'), '\u212a')).toBe(false);
  });
});

describe('decimal ranges', () => {
  const numbers = [
    ...strings('0159+-', 3),
    ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '00099', '1000', '-0', '+100', '99'],
  ];
  test.each([
    [0, 1],
    [-5, 12],
    [5, 5],
    [95, 1001],
    [-110, -9],
    [1, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, 0],
    [0.5, 9.5],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ])('from %d to %d', (from, to) => {
    const compiled = automaton(decimal(from, to));
    const wrong = numbers.filter((one) => accepts(compiled, toBytes(one)) !== holds({ is: 'integers', from, to }, one));
    expect(wrong).toEqual([]);
  });
});

test('texts and bytes are the same thing', () => {
  for (const bytes of [
    [0xff],
    [0xc3, 0xa9],
    [0x61, 0xc3],
    [0xe2, 0x84, 0xaa, 0x80],
    [0xf0, 0x9f, 0x98, 0x80, 0xed, 0xa0, 0x80],
  ]) {
    expect([...toBytes(toText(Uint8Array.from(bytes)))]).toEqual(bytes);
  }
  expect(toText(toBytes('caf\u00e9 \u{1f600}'))).toBe('caf\u00e9 \u{1f600}');
});
