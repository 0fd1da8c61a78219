import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralise, neutraliseJson, neutralisePath, neutraliseStart } from '../../src/report/neutralise.ts';
import { reporters } from '../../src/report/reporter.ts';
import { findingWith, gatewayRoute, placeless, placeOf, plain, runWith, SourceText } from './run.ts';

describe('neutralise', () => {
  it.each([
    ['an ANSI escape', '\x1b[31m', '\\u{1B}[31m'],
    ['a C1 control', '\x9b31m', '\\u{9B}31m'],
    ['DEL', '\x7f', '\\u{7F}'],
    ['a line feed', 'a\nb', 'a\\u{A}b'],
    ['a bidi override', '\u202Eevil', '\\u{202E}evil'],
    ['a bidi isolate', '\u2066x', '\\u{2066}x'],
    ['a zero-width space', 'a\u200Bb', 'a\\u{200B}b'],
    ['a tag character', '\u{E0041}', '\\u{E0041}'],
    ['a line separator', '\u2028', '\\u{2028}'],
    ['half of a surrogate pair', 'a\uD800b', 'a\\u{D800}b'],
    ['a command of the GitHub runner', '##[add-mask]x', '#\\u{23}[add-mask]x'],
    ['a command of Azure Pipelines', '##vso[task.setvariable]', '#\\u{23}vso[task.setvariable]'],
    ['one after more signs', '###[x]', '##\\u{23}[x]'],
  ])('shows %s', (_, text, shown) => {
    expect(neutralise(text)).toBe(shown);
  });

  it.each(['plain text', '日本語', 'e\u0301', '☁\uFE0F', '## heading [x]', '#[x]', 'a::b'])('keeps %s', (text) => {
    expect(neutralise(text)).toBe(text);
  });
});

describe('neutraliseStart', () => {
  it('breaks a command and nothing else', () => {
    expect(neutraliseStart(' ::add-mask::x')).toBe(' \\u{3A}:add-mask::x');
    expect(neutraliseStart('a ::b')).toBe('a ::b');
  });
});

describe('neutralisePath', () => {
  it.each([
    ['::add-mask::x', './::add-mask::x'],
    [' ::error::x', './ ::error::x'],
    ['a::b', 'a::b'],
  ])('begins no line with a command: %s', (path, shown) => {
    expect(neutralisePath(path)).toBe(shown);
  });
});

describe('neutraliseJson', () => {
  it('keeps the meaning of every document', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(JSON.parse(neutraliseJson(JSON.stringify(value, null, 2)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('escapes what a terminal or a runner would act upon', () => {
    expect(neutraliseJson(JSON.stringify('\x9b\u202E##[x]\u{E0041}'))).toBe(
      '"\\u009b\\u202e#\\u0023[x]\\udb40\\udc41"',
    );
  });
});

describe.each(Object.entries(reporters))('%s', (_, reporter) => {
  const nasty = fc
    .array(
      fc.constantFrom(
        ...['::add-mask::', '##[', '##vso[', '[', '#', '\x1b[2J', '\x9b', '\r', '\n', '\t', '\u202E', '\u200D'],
        ...['\uD83D', '\u{E0041}', '日', '👍🏽', 'e\u0301', ' ', '"', "'", 'name: authorization', '- ', '{', '}'],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  it('prints nothing that a terminal or a runner acts upon, whatever the input', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, fc.integer({ min: 1, max: 120 }), (path, line, what, name, width) => {
        const source = new SourceText(path, `a: ${line}\nb: x\n`);
        const at = {
          ...placeOf(source, 'a'),
          span: source.span(0, source.text.length - 3),
        };
        const output = reporter(
          runWith(
            [
              findingWith({
                at,
                what,
                why: what,
                fix: what,
                related: [{ ...placeOf(source, 'b:'), note: what }],
              }),
              findingWith({
                at: placeless(gatewayRoute(name), what),
                what,
                rule: 'x',
              }),
            ],
            [source],
          ),
          { ...plain, width },
        );
        expect(output).not.toMatch(/(?!\n)[\p{Cc}\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E0FFF}]/u);
        expect(output).not.toMatch(/\p{Cs}/u);
        expect(output).not.toMatch(/##\w*\[/);
        for (const printed of output.split('\n')) expect(printed).not.toMatch(/^\s*::[^:]/);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
