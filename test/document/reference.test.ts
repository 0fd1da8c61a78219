// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { readWithYaml } from './yaml-reader.ts';

/** Compares the values and the places of a text with what another parser makes of it; false iff it is left out. */
function agrees(text: string): boolean {
  const expected = readWithYaml(text);
  const source = new SourceText('a.yaml', text);
  const { documents, templates } = parse(source);
  if (expected === null || templates.length > 0) return false;
  expect(documents.flatMap(({ faults }) => faults)).toEqual([]);
  expect(documents.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
  for (const [index, { places }] of expected.entries()) {
    for (const { path, part, start, end } of places) {
      const where = `${part} of ${path.join('/')} in ${JSON.stringify(text.slice(0, 500))}`;
      expect(documents[index]?.locate(path, part), where).toEqual(source.span(start, end));
    }
  }
  return true;
}

const corpus = new URL('../../../shared/corpus/', import.meta.url);

describe.skipIf(!existsSync(corpus))('the manifests that people published (needs ../shared/corpus)', () => {
  it('read as with another parser, key by key', { timeout: 120_000 }, () => {
    const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(ya?ml|json)$/.test(name),
    );
    let compared = 0;
    for (const name of names) {
      const text = readFileSync(new URL(name, corpus), 'utf8');
      // The one reads placeholders, the other does not; and a megabyte of schemas says no more than ten kilobytes.
      if (/\$\{|\$[A-Z_]/.test(text) || text.length > 100_000) continue;
      if (agrees(text)) compared++;
    }
    expect(compared).toBeGreaterThan(300);
  });
});

const word = fc.oneof(
  fc.constantFrom(
    'on',
    'yes',
    'n',
    'null',
    '~',
    '',
    '0644',
    '0x1F',
    '1e3',
    '.5',
    '1_000',
    '2001-01-01',
    '12:30',
    '<',
    '- a',
    'a: b',
    '# c',
    '*a',
    '&a',
    '!a',
    '|',
    '@',
    '%',
    '`',
    "it's",
    '"q"',
    '\\d+',
    'a\nb',
    'a\n\n  b\n',
    ' x ',
    '\t',
    'ä€😀',
    '---',
    '...',
    '{',
    '}',
    '[a]',
    ',',
  ),
  fc.string({ maxLength: 8 }),
);
const key = fc.oneof(fc.constantFrom('a', 'spec', 'x-y', 'on', '1', '1.5', '__proto__', 'a b', 'a:b', '?', '#'), word);
const value = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).node;

describe('generated documents', () => {
  it('read as with another parser, key by key', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 3 }),
        fc.record({
          indent: fc.constantFrom(1, 2, 4),
          indentSeq: fc.boolean(),
          collectionStyle: fc.constantFrom('any', 'block', 'flow'),
          defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
          defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
          lineWidth: fc.constantFrom(0, 20, 80),
        } as const),
        fc.constantFrom('\n', '\r\n', '\r'),
        (values, style, lineBreak) => {
          const text = values
            .map((each) => `---\n${stringify({ value: each }, { ...style, aliasDuplicateObjects: false })}`)
            .join('');
          if (/\$\{|\$[A-Z_]|\{[{%]/.test(text)) return;
          // The other parser knows no line break but LF and CRLF.
          if (lineBreak !== '\r' && agrees(text.replaceAll('\n', lineBreak))) compared++;
        },
      ),
      { seed: 20261121, numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(500);
  });

  it('of any characters are read without an exception, and every fault has a place', () => {
    const soup = fc.array(
      fc.constantFrom(
        'a',
        ':',
        ' ',
        '  ',
        '\n',
        '\n  ',
        '- ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        ',',
        '#',
        '|',
        '>',
        '&a',
        '*a',
        '!!int',
        '<<',
        '---\n',
        '...\n',
        '\t',
        '\r',
        '?',
        '%',
        '@',
        '${A}',
        '{{ x }}',
        '\\',
        '1',
        'on',
        '\u0000',
        '\uFEFF',
        '# routeproof-ignore a: b\n',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(soup, (pieces) => {
        const source = new SourceText('a.yaml', pieces.join(''));
        for (const document of parse(source).documents) {
          for (const { span, at } of document.faults) {
            const shown = span ?? document.locate(at.path, at.part);
            expect(shown?.line).toBeGreaterThan(0);
            expect(shown?.endLine).toBeLessThanOrEqual(source.lineStarts.length);
          }
          if (!document.complete) expect(document.faults).not.toEqual([]);
        }
      }),
      { seed: 20261121, numRuns: 20_000 },
    );
  });
});
