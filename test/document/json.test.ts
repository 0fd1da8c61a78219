import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string, path = 'a.json') => {
  const { documents } = parse(new SourceText(path, text));
  return {
    values: documents.map(({ value }) => value),
    faults: documents.flatMap(({ faults }) =>
      faults.map(({ span, found, instead }) => ({ at: `${span?.line}:${span?.column}`, found, instead })),
    ),
    complete: documents.every(({ complete }) => complete),
  };
};

describe('a JSON file is read as JSON', () => {
  it.each<[string, string, unknown, string, string, string]>([
    [
      'a trailing comma in an object',
      '{"a": 1,}',
      { a: 1 },
      '1:8',
      'a comma behind the last entry',
      'remove the comma',
    ],
    [
      'a trailing comma in a list',
      '["a",\n "b",\n]',
      ['a', 'b'],
      '2:5',
      'a comma behind the last entry',
      'remove the comma',
    ],
    ['single quotes', "{\"a\": 'it''s'}", { a: "it's" }, '1:7', "`'it''s'` in single quotes", 'write `"it\'s"`'],
    ['a bare key', '{a: 1}', { a: 1 }, '1:2', 'the key `a` without quotes', 'write `"a"`'],
    ['a bare value', '{"a": http}', { a: 'http' }, '1:7', '`http` without quotes', 'write `"http"`'],
    ['a boolean of YAML', '{"a": yes}', { a: true }, '1:7', '`yes` without quotes', 'write `"yes"`'],
    [
      'a leading zero',
      '{"a": [010]}',
      { a: [8] },
      '1:8',
      '`010`',
      'write it in decimals without leading zeros or `+`, or `"010"` if it is text',
    ],
    [
      'a plus',
      '{"a": +1}',
      { a: 1 },
      '1:7',
      '`+1`',
      'write it in decimals without leading zeros or `+`, or `"+1"` if it is text',
    ],
    ['a key alone', '{"a"}', { a: null }, '1:2', '`"a"` without a value', 'write the value, or remove the key'],
    [
      'a colon alone',
      '{"a":, "b": 1}',
      { a: null, b: 1 },
      '1:5',
      '`:` without a value',
      'write the value, or remove the key',
    ],
    [
      'an escape of YAML',
      '{"a": "\\x41"}',
      { a: 'A' },
      '1:8',
      'the escape `\\x`',
      'write the backslash twice (`\\\\x`)',
    ],
    [
      'a text on two lines',
      '{"a": "b\n  c"}',
      { a: 'b c' },
      '1:9',
      'a line break or control character in a text',
      'write it as an escape, as in `\\n`',
    ],
  ])('%s is a fault at its place', (_, text, value, at, found, instead) => {
    expect(read(text)).toEqual({ values: [value], faults: [{ at, found, instead }], complete: true });
  });

  it.each([
    ['//', '{ // why\n"a": 1 }'],
    ['/* */', '{ /* why\n not */ "a": 1 }'],
    ['#', '{ # why\n"a": 1 }'],
    ['// before', '{"a": 1 // why\n}'],
  ])('a comment with %s is a fault, and read over', (_, text) => {
    const { values, faults } = read(text);
    expect(values).toEqual([{ a: 1 }]);
    expect(faults.map(({ found }) => found.slice(0, 14))).toEqual([
      'the comment `'.concat(text.match(/\/[/*]|#/)?.[0].at(0) ?? ''),
    ]);
  });

  it('several of one sort are one fault', () => {
    expect(read('{\n"a": [1,],\n"b": [2,],\n}').faults).toEqual([
      { at: '2:8', found: 'a comma behind the last entry', instead: 'remove the comma, and so in 2 more places' },
    ]);
  });

  it('what YAML cannot read either is told once', () => {
    expect(read('{"a": 1 "b": 2,}').faults.map(({ found }) => found)).toEqual(['`"b"` right after another entry']);
    expect(read('{"a": "b}').faults).toHaveLength(1);
  });

  it.each([
    ['JSON', '{"a": [1.5e+3, -0, true, null, "\\u00e9\\n//#\'"], "b": {}, "": []}\n'],
    ['a byte order mark', '\uFEFF{"a": 1}'],
    ['several objects', '{"a": 1}\n{"b": 2}\n'],
    ['variables', `{"a": \${PORT}, "b": [$HOST, "x-$Y"], \${KEY}: 1}`],
    ['YAML, which does not begin like JSON', 'a: {b: c,}\n'],
    ['nothing', ''],
  ])('%s is none', (_, text) => {
    expect(read(text).faults).toEqual([]);
  });

  it('a file of another name is YAML', () => {
    expect(read("{a: 'b', }", 'a.yaml').faults).toEqual([]);
    expect(read('{"a": 1,}', 'a.json.template').faults).toHaveLength(1);
  });

  it.each([
    ['a text of 8 MB', `{"a": "${'x'.repeat(8_000_000)}", }`],
    ['a million commas', `[${'1,'.repeat(1_000_000)}]`],
    ['200,000 comments', `[${'1, // x\n'.repeat(200_000)}1]`],
    ['a comment that does not end', `{"a": ${'/*'.repeat(500_000)}`],
    ['a million single quotes', `{"a": ${"'".repeat(1_000_001)}}`],
  ])('%s takes bounded time', (_, text) => {
    expect(read(text).faults.length).toBeGreaterThan(0);
  });
});
