// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../src/document/mask.ts';
import { hasPlaceholder, sameText } from '../../src/document/placeholder.ts';

describe('placeholders', () => {
  it.each([
    ['${VAR}', '${VAR}'],
    ['a-${VAR}-b', 'a-${VAR}-b'],
    ['${VAR:-default}', '${VAR}'],
    ['${VAR-a: b, [c] # "d"}', '${VAR}'],
    ['${VAR:=x}', '${VAR}'],
    ['${VAR:?missing}', '${VAR}'],
    ['${A:-${B:-c}}', '${A}'],
    ['${A}${B}', '${A}${B}'],
    ['${A:-ä€😀}x', '${A}x'],
    ['${VAR^^}', '${VAR^^}'],
    ['${aws:username}', '${aws:username}'],
    ['${var.region}', '${var.region}'],
    ['$VAR', '${VAR}'],
    ['$VAR_1/x', '${VAR_1}/x'],
    ['$A$B', '${A}${B}'],
    ['$A${B}', '${A}${B}'],
  ])('%s is read as %s', (text, value) => {
    const masked = mask(text);
    expect(masked.text).toHaveLength(text.length);
    expect(masked.unmask(masked.text)).toBe(value);
  });

  it.each(['$1', '$host', '^/a$', '$', '$$', '${', '${}', '${1}', '${A', '${A\n}', '$(VAR)'])('%j is none', (text) => {
    const masked = mask(text);
    expect(masked.text).toBe(text);
    expect(masked.unmask(text)).toBe(text);
  });

  it('keep out of the way of private-use characters of the text', () => {
    const text = '\uE024\uE07B ${A}';
    const masked = mask(text);
    expect(masked.unmask(masked.text)).toBe(text);
  });

  it.each([
    ['${A}', true],
    ['x${A}y', true],
    ['$A', false],
    ['${', false],
    ['}${', false],
  ])('%s holds one: %s', (text, expected) => {
    expect(hasPlaceholder(text)).toBe(expected);
  });
});

describe('sameText', () => {
  it.each([
    ['a', 'a', 'same'],
    ['a', 'b', 'different'],
    ['${A}', '${A}', 'same'],
    ['x-${A}', 'x-${A}', 'same'],
    ['${A}', '${B}', 'unknown'],
    ['${A}', 'x', 'unknown'],
    ['${A}', '', 'unknown'],
    ['${A}', '${A}-${B}', 'different'],
    ['${A}', '${A}${B}', 'unknown'],
    ['a${A}', 'b${B}', 'different'],
    ['${A}a', '${B}b', 'different'],
    ['${A}-${B}', '${B}-${A}', 'unknown'],
    ['${A}-${B}', '${B}--${A}', 'different'],
    ['a${A}', '${A}a', 'unknown'],
    ['a${A}', '${A}b', 'different'],
    ['${A}x${B}', '${A}${B}', 'different'],
    ['x${A}', '${B}', 'unknown'],
  ])('%s and %s: %s', (left, right, expected) => {
    expect(sameText(left, right)).toBe(expected);
    expect(sameText(right, left)).toBe(expected);
  });

  const token = fc.constantFrom('a', 'b', '${A}', '${B}');
  const text = fc.array(token, { maxLength: 5 }).map((tokens) => tokens.join(''));
  const values = ['', 'a', 'b', 'aa', 'ab', 'ba', 'bb', 'aba'];
  const filled = (template: string, a: string, b: string) => template.replaceAll('${A}', a).replaceAll('${B}', b);

  it('claims nothing that some values of the variables refute', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const verdict = sameText(left, right);
        const equal = values.flatMap((a) => values.map((b) => filled(left, a, b) === filled(right, a, b)));
        if (verdict === 'same') expect(equal).not.toContain(false);
        if (verdict === 'different') expect(equal).not.toContain(true);
        if (verdict === 'unknown') expect(equal).toContain(false);
      }),
      { seed: 20261121, numRuns: 5000 },
    );
  });
});
