// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string) => parse(new SourceText('a.yaml', text)).documents;
const found = (text: string) => read(text).flatMap(({ faults }) => faults.map((fault) => fault.found));

/** Nodes of a value, counted as a walker would meet them, up to a limit. */
function size(value: unknown, limit: number): number {
  const open = [value];
  let count = 0;
  while (open.length > 0 && count <= limit) {
    const next = open.pop();
    count++;
    if (typeof next === 'object' && next !== null) open.push(...Object.values(next));
  }
  return count;
}

const letters = [...'abcdefghijklmnop'];
const tenfold = (link: (name: string) => string) =>
  letters.slice(1).map((name, i) => `${name}: &${name} ${link(`*${letters[i]}`)}`);

describe('hostile input', () => {
  it('an alias bomb is refused, and what is left of it is small', () => {
    const bomb = ['a: &a [x]', ...tenfold((alias) => `[${Array(10).fill(alias).join(', ')}]`)].join('\n');
    expect(found(bomb)).toEqual(['aliases that stand for more than 1,000,000 values']);
    expect(size(read(bomb)[0]?.value, 3_000_000)).toBeLessThan(3_000_000);
  });

  it('a bomb of merges is refused', () => {
    const bomb = [
      'a: &a {x: 1}',
      ...tenfold((alias) => `{<<: [${Array(10).fill(alias).join(', ')}], a: {<<: ${alias}}}`),
    ];
    expect(size(read(bomb.join('\n'))[0]?.value, 3_000_000)).toBeLessThan(3_000_000);
  });

  it('documents share one allowance of aliases', () => {
    const document = ['a: &a [x]', ...tenfold((alias) => `[${Array(3).fill(alias).join(', ')}]`).slice(0, 11)].join(
      '\n',
    );
    expect(found(document)).toEqual([]);
    expect(found(Array(9).fill(document).join('\n---\n')).length).toBeGreaterThan(0);
  });

  it('aliases in the manner of people are not refused', () => {
    expect(found(`a: &a {x: [1, 2, 3]}\n${Array.from({ length: 1000 }, (_, i) => `k${i}: *a`).join('\n')}\n`)).toEqual(
      [],
    );
  });

  it.each([
    ['brackets', (levels: number) => '['.repeat(levels) + ']'.repeat(levels)],
    ['braces', (levels: number) => `${'{a: '.repeat(levels - 1)}{a: 1}${'}'.repeat(levels - 1)}`],
    ['JSON', (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`],
    ['lists', (levels: number) => `${'- '.repeat(levels)}x\n`],
    ['mappings', (levels: number) => `${Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`],
    [
      'aliases',
      (levels: number) =>
        `- &a1 [x]\n${Array.from({ length: levels - 2 }, (_, i) => `- &a${i + 2} [*a${i + 1}]`).join('\n')}\n`,
    ],
  ])('%s may nest 100 levels, not more', (_, nested) => {
    expect(found(nested(100))).toEqual([]);
    expect(found(nested(101))).toEqual(['more than 100 levels of nesting']);
    expect(found(nested(1_000))).toEqual(['more than 100 levels of nesting']);
  });

  it('nesting of 10,000 levels exhausts no stack', () => {
    for (const open of ['[', '{', '{a: ', '{"a":', '- ', '? ', '[{']) {
      expect(found(open.repeat(10_000)).length).toBeGreaterThan(0);
    }
  });

  it('nesting beyond the limit spoils only its own entry', () => {
    const [document] = read(`a: 1\nb: ${'['.repeat(200)}${']'.repeat(200)}\nc: 2\n`);
    expect(document?.value).toEqual({ a: 1, b: null, c: 2 });
    expect(document?.locate(['b'], 'value')).toMatchObject({ line: 2 });
    expect(document?.faults[0]?.span).toMatchObject({ line: 2 });
    expect(document?.faults[0]?.span?.column).toBeGreaterThan(100);
  });

  it('a chain of merges exhausts no stack', () => {
    const chain = `a0: &a0 {x: 1}\n${Array.from({ length: 5000 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: *a${i}}`).join('\n')}\n`;
    const [document] = read(chain);
    expect(document?.value).toMatchObject({ a5000: { x: 1 } });
    expect(document?.locate(['a5000', 'x'], 'value')).not.toBeNull();
  });

  it('a line of a megabyte is read', () => {
    expect(read(`a: ${'x'.repeat(1 << 20)}\n`)[0]?.value).toEqual({ a: 'x'.repeat(1 << 20) });
  });

  it('a text with tens of thousands of breaks is given up, not mended to its end', () => {
    const [document] = read(Array.from({ length: 20_000 }, (_, i) => `k${i}: @x`).join('\n'));
    expect(document?.complete).toBe(false);
    expect(document?.faults.length).toBeLessThanOrEqual(50);
  });

  it('a text that is no YAML at all is not reported line by line', () => {
    expect(found('lorem [ipsum} "dolor\nsit { amet ]\nconsectetur \' adipiscing }\n'.repeat(50)).length).toBeLessThan(
      8,
    );
  });

  it.each([
    '\0',
    '\u0001',
    '\uFEFF\uFEFF',
    '\ud800',
    '"\ud800"',
    '%',
    '%YAML',
    '%YAML 9.9\n---\na',
    '%TAG ! x\n---\n!a b',
    '---\n%x',
    '&',
    '*',
    '!',
    '!<',
    '|',
    '>9',
    '|-+',
    '"',
    "'",
    '"\\',
    '"\\x',
    '- - -',
    '? ? ?',
    ': : :',
    '[',
    ']',
    '}',
    '{,}',
    '[,]',
    ',',
    '@',
    '`',
    '\t',
    '\t- a',
    'a:\tb',
    'a: b: c: d',
    '<<: *a',
    '<<: [*a, {<<: *b}]',
    '&a *a',
    '? &a [*a]\n: *a',
    '{{',
    '{{}}',
    '{% %}',
    '${',
    '${A',
    '...\n...\n---\n...',
    '--- |\n---\n--- >',
    '\r\r\n\n\r',
    '# routeproof-ignore',
    'a: !!binary "?"',
    '!!float x: !!int y',
  ])('%j is read without an exception', (text) => {
    for (const document of read(text)) {
      for (const fault of document.faults) {
        expect(fault.span?.line).toBeGreaterThan(0);
        expect(document.locate(fault.at.path, fault.at.part)).not.toBeNull();
      }
    }
  });
});
