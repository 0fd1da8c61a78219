// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { compose, maxAliasedNodes } from '../../src/document/compose.ts';
import { readPlain, traitsOf } from '../../src/document/plain.ts';
import { read } from '../../src/document/reading.ts';
import { maxReading } from '../../src/document/recover.ts';
import { isBlank, split } from '../../src/document/split.ts';

/** How many documents of a text the scanner accepts, each of them compared with what the parser of all of YAML makes of it. */
function accepted(text: string): { readonly plain: number; readonly all: number } {
  const traits = traitsOf(text);
  let plain = 0;
  let all = 0;
  for (const chunk of split(text)) {
    const own = text.slice(chunk.start, chunk.end);
    if (!isBlank(text, chunk)) all++;
    const found = readPlain(text, chunk, traits);
    if (found === null) continue;
    plain++;
    const where = JSON.stringify(own.slice(0, 1000));
    const reading = read(own, { repairs: maxReading });
    if (reading.is !== 'document') throw new Error(`a template: ${where}`);
    const root = reading.tree?.root ?? null;
    const composed = compose(root, { aliased: maxAliasedNodes });
    expect([reading.breaks, reading.tree?.misfits, composed.oddities], where).toEqual([[], [], []]);
    expect(found.value, where).toStrictEqual(composed.value);
    expect(found.root(), where).toStrictEqual(root);
  }
  return { plain, all };
}

const corpus = new URL('../../../shared/corpus/', import.meta.url);

function manifests(): readonly string[] {
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)(\.(template|tmpl|tpl))?$/.test(name))
    .sort()
    .map((name) => readFileSync(new URL(name, corpus), 'utf8'));
}

describe.skipIf(!existsSync(corpus))('the manifests that people published (needs ../shared/corpus)', () => {
  it('are read as by the parser of all of YAML, and most of them', () => {
    const counts = manifests().map(accepted);
    const sum = (of: 'plain' | 'all') => counts.reduce((total, count) => total + count[of], 0);
    expect(sum('plain') / sum('all')).toBeGreaterThan(0.9);
  });

  it('are so when a character of theirs is another', () => {
    const texts = manifests().filter((text) => text.length < 4000);
    const characters = fc.constantFrom(
      ...' \n:-#"\'[]{},|>&*!?%@.<ax0\t\r\\',
      '  ',
      '\n  ',
      '---',
      '',
      ': ',
      '- ',
      ' #',
      '\n\n',
    );
    let plain = 0;
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), characters), { minLength: 1, maxLength: 3 }),
        (at, edits) => {
          let text = texts[at % texts.length] ?? '';
          for (const [place, length, put] of edits) {
            const start = place % (text.length + 1);
            text = text.slice(0, start) + put + text.slice(start + length);
          }
          plain += accepted(text).plain;
        },
      ),
      { seed: 20261126, numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(1000);
  });
});

const word = fc.oneof(
  fc.constantFrom(
    'on',
    'n',
    'null',
    '~',
    '',
    '0644',
    '1e3',
    '.inf',
    '-1',
    '- a',
    'a: b',
    'a:',
    '# c',
    'a #b',
    'a#b',
    '*a',
    '<<',
    '|',
    "it's",
  ),
  fc.constantFrom(
    '"q"',
    '\\d+',
    'a\nb',
    'a\n\n  b\n',
    ' x ',
    '\t',
    'ä€',
    '😀',
    '---',
    '...',
    '{',
    '}',
    '[a]',
    ',',
    '$A',
    '${B:-c}',
    '?',
    '-',
  ),
  fc.string({ maxLength: 8 }),
);
const key = fc.oneof(
  fc.constantFrom('a', 'spec', 'x-y', 'on', '1', '1.5', '__proto__', 'a b', 'a:b', 'toString'),
  word,
);
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
  it('are read as by the parser of all of YAML', () => {
    let plain = 0;
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 2 }),
        fc.record({
          indent: fc.constantFrom(1, 2, 4),
          indentSeq: fc.boolean(),
          collectionStyle: fc.constantFrom('any', 'block', 'flow'),
          defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
          defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
          lineWidth: fc.constantFrom(0, 20, 80),
        } as const),
        (values, style) => {
          const text = values
            .map((each) => `---\n${stringify({ value: each }, { ...style, aliasDuplicateObjects: false })}`)
            .join('');
          plain += accepted(text).plain;
        },
      ),
      { seed: 20261126, numRuns: 5000 },
    );
    expect(plain).toBeGreaterThan(1000);
  });

  it('of pieces of YAML in any order are so', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b: ',
        'c:',
        ':',
        ' ',
        '  ',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '-',
        '"',
        "'",
        '"d"',
        "'e'",
        '[',
        ']',
        '{',
        '}',
        ',',
        ', ',
      ],
      ...[
        '#',
        ' # f',
        '|',
        '>',
        '|-\n',
        '>+\n',
        '&a ',
        '*a',
        '!!int ',
        '<<: ',
        '---\n',
        '...\n',
        '\t',
        '\r',
        '? ',
        '%',
        '@',
        '${A}',
        '$A',
      ],
      ...[
        '{{ x }}',
        '\\',
        '1',
        'on',
        '.inf',
        '\u0000',
        '\uFEFF',
        '\u0085',
        '\u2028',
        '# routeproof-ignore a: b\n',
        'g: h\n',
        '- i\n',
      ],
    );
    let plain = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        plain += accepted(pieces.join('')).plain;
      }),
      { seed: 20261126, numRuns: 60_000 },
    );
    expect(plain).toBeGreaterThan(1000);
  });
});
