import { describe, expect, it } from 'vitest';
import { split } from '../../src/document/split.ts';

const parts = (text: string) => split(text).map(({ start, end }) => text.slice(start, end));

describe('the documents of a text', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['one', 'a: 1\n', ['a: 1\n']],
    ['two', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['a mark first', '---\na: 1\n', ['---\na: 1\n']],
    ['comments before the first mark', '# c\n\n---\na: 1\n', ['# c\n\n---\na: 1\n']],
    ['directives before the mark', '%YAML 1.2\n---\na: 1\n', ['%YAML 1.2\n---\na: 1\n']],
    ['an end mark', 'a: 1\n...\nb: 2\n', ['a: 1\n...\n', 'b: 2\n']],
    ['an end mark before directives', 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n', ['a: 1\n...\n', '%YAML 1.2\n---\nb: 2\n']],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['CR', 'a: 1\r---\rb: 2\r', ['a: 1\r', '---\rb: 2\r']],
    ['a byte order mark before a mark', 'a: 1\n\uFEFF---\nb: 2\n', ['a: 1\n', '\uFEFF---\nb: 2\n']],
    ['content behind the mark', '--- a\n--- b', ['--- a\n', '--- b']],
    ['a mark in a block scalar', 'a: |\n  x\n---\nb: 1\n', ['a: |\n  x\n', '---\nb: 1\n']],
    [
      'no mark but dashes',
      'a: |\n  -----BEGIN-----\n----\n ---\n---x\n',
      ['a: |\n  -----BEGIN-----\n----\n ---\n---x\n'],
    ],
    ['JSON objects in a row', '{"a":1}\n{"b":"}{"} {}', ['{"a":1}', '\n{"b":"}{"}', ' {}']],
    ['a template, not JSON', '{{ a }}\n{{ b }}\n', ['{{ a }}\n{{ b }}\n']],
    ['a flow mapping as a key', '{a: 1}: {b: 2}\n', ['{a: 1}: {b: 2}\n']],
  ])('%s', (_, text, expected) => {
    expect(parts(text)).toEqual(expected);
  });
});
