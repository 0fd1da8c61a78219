import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import type { Path } from '../../src/document/ref.ts';
import { SourceText } from '../../src/document/source-text.ts';

/** The text of the span that a path of the first document has, with its line and column. */
const at = (text: string, path: Path, part: 'key' | 'value' = 'value') => {
  const source = new SourceText('a.yaml', text);
  const span = parse(source).documents[0]?.locate(path, part);
  if (!span) throw new Error('no place');
  const offset = (line: number, column: number) => (source.lineStarts[line - 1] ?? 0) + column - 1;
  const shown = text.slice(offset(span.line, span.column), offset(span.endLine, span.endColumn));
  return `${span.line}:${span.column} ${shown}`;
};

const text = `# head
apiVersion: v1
metadata:
  name: "cart" # the cart
  labels: { app: cart, 'tier': x }
spec:
  empty:
  list:
  - one
  -
  - key: 1
    other: [a,
      b]
  text: |
    line 1
    line 2
  folded: a
    b
`;

describe('places', () => {
  it.each<[string, Path, 'key' | 'value', string]>([
    ['a plain value', ['apiVersion'], 'value', '2:13 v1'],
    ['a key', ['apiVersion'], 'key', '2:1 apiVersion'],
    ['a quoted value with its quotes', ['metadata', 'name'], 'value', '4:9 "cart"'],
    ['a quoted key', ['metadata', 'labels', 'tier'], 'key', "5:24 'tier'"],
    ['a flow mapping', ['metadata', 'labels'], 'value', "5:11 { app: cart, 'tier': x }"],
    ['a block mapping, its first line', ['metadata'], 'value', '4:3 name: "cart"'],
    ['a block mapping that begins with a key of its own line', [], 'value', '2:1 apiVersion: v1'],
    ['a value that is not written, its key', ['spec', 'empty'], 'value', '7:3 empty'],
    ['a list, its first line', ['spec', 'list'], 'value', '9:3 - one'],
    ['a list item', ['spec', 'list', 0], 'value', '9:5 one'],
    ['a list item that is not written, its dash', ['spec', 'list', 1], 'value', '10:3 -'],
    ['a mapping in a list', ['spec', 'list', 2], 'value', '11:5 key: 1'],
    ['the key of a list item, its value', ['spec', 'list', 0], 'key', '9:5 one'],
    ['a flow list of two lines, its first line', ['spec', 'list', 2, 'other'], 'value', '12:12 [a,'],
    ['a block scalar with its header', ['spec', 'text'], 'value', '14:9 |\n    line 1\n    line 2'],
    ['a value of two lines', ['spec', 'folded'], 'value', '17:11 a\n    b'],
    ['an absent key: the key of the mapping', ['spec', 'absent'], 'value', '6:1 spec'],
    ['an absent path below an absent key', ['spec', 'absent', 0, 'x'], 'key', '6:1 spec'],
    ['an absent item: the key of the list', ['spec', 'list', 9], 'value', '8:3 list'],
    ['an absent key of a list item: the item', ['spec', 'list', 2, 'absent'], 'value', '11:5 key: 1'],
    ['an absent key of the root: its first line', ['absent'], 'value', '2:1 apiVersion: v1'],
    ['a path into a scalar: the scalar', ['apiVersion', 'x'], 'key', '2:13 v1'],
    ['an index as text', ['spec', 'list', '0'], 'value', '9:5 one'],
  ])('of %s', (_, path, part, expected) => {
    expect(at(text, path, part)).toBe(expected);
  });

  it('are the same in a text with CRLF', () => {
    expect(at(text.replaceAll('\n', '\r\n'), ['spec', 'list', 2, 'key'])).toBe('11:10 1');
  });

  it('of an alias are those of what it stands for, its key where it is written', () => {
    const aliased = 'a: &a\n  x: 1\nb: *a\n';
    expect(at(aliased, ['b', 'x'])).toBe('2:6 1');
    expect(at(aliased, ['b'], 'key')).toBe('3:1 b');
  });

  it('of a merged key are those where it was written last', () => {
    const merged = 'a: &a {x: 1, w: 1}\nb:\n  x: 2\n  <<: *a\n  w: 3\n';
    expect(at(merged, ['b', 'x'])).toBe('1:11 1');
    expect(at(merged, ['b', 'w'])).toBe('5:6 3');
    expect(at(merged, ['b', '<<'], 'key')).toBe('4:3 <<');
  });

  it('of a key that stands twice are those of the last one', () => {
    expect(at('a: 1\na: 2\n', ['a'])).toBe('2:4 2');
  });

  it('count UTF-16 units', () => {
    expect(at('a: {"😀": b}\n', ['a', '😀'])).toBe('1:11 b');
  });

  it('skip tags and anchors', () => {
    expect(at('a: !!str &x 5\nb: !!map\n  c: 1\n', ['a'])).toBe('1:13 5');
    expect(at('a: !!str &x 5\nb: !!map\n  c: 1\n', ['b'])).toBe('3:3 c: 1');
    expect(at('a: &x\nb: 1\n', ['a'])).toBe('1:4 &x');
  });

  it('in a document after the first have the lines of the text', () => {
    const source = new SourceText('a.yaml', 'a: 1\n---\n\nb: 2\n');
    expect(parse(source).documents[1]?.locate(['b'], 'value')).toEqual({
      path: 'a.yaml',
      line: 4,
      column: 4,
      endLine: 4,
      endColumn: 5,
    });
  });

  it('of JSON are exact', () => {
    const json = '{\n  "spec": {\n    "hosts": ["a", "b"]\n  }\n}\n';
    expect(at(json, ['spec', 'hosts', 1])).toBe('3:20 "b"');
    expect(at(json, ['spec'], 'key')).toBe('2:3 "spec"');
    expect(at(json, ['spec'])).toBe('2:11 {');
    expect(at(json, ['spec', 'hosts'])).toBe('3:14 ["a", "b"]');
  });

  it('see no block header in a comment', () => {
    expect(at('a: # b | c\n  |\n  x\n', ['a'])).toBe('2:3 |\n  x');
  });

  it('follow no more merges than a bomb may have', () => {
    const bomb = `a: &a {x: 1}\n${[...'bcdefghij'].map((name, i) => `${name}: &${name} {<<: [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]}`).join('\n')}\n`;
    expect(at(bomb, ['j', 'absent'], 'value')).toMatch(/^10:1 j/);
  });
});
