// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { describe, expect, it } from 'vitest';
import { objectDocument } from '../../src/document/object-document.ts';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string) => parse(new SourceText('a.yaml', text));
const value = (text: string) => {
  const { documents } = read(text);
  expect(documents).toHaveLength(1);
  expect(documents[0]?.faults).toEqual([]);
  expect(documents[0]?.complete).toBe(true);
  return documents[0]?.value;
};

describe('documents', () => {
  it('have ids that count documents with content', () => {
    expect(read('---\n---\na: 1\n---\n# nothing\n---\nnull\n---\nb: 2\n').documents.map(({ id }) => id)).toEqual([
      'a.yaml#1',
      'a.yaml#2',
    ]);
  });

  it.each(['', '\n', '# only a comment\n', '---\n---\n', '...\n', '---\n...\n', '\uFEFF', '~\n'])(
    '%j has none',
    (text) => {
      expect(read(text)).toEqual({ documents: [], templates: [] });
    },
  );

  it.each([
    ['a byte order mark', '\uFEFFa: 1\n'],
    ['CRLF', 'a: 1\r\n'],
    ['CR', 'a: 1\r'],
    ['no line break at the end', 'a: 1'],
    ['a mark and an end', '---\na: 1\n...\n'],
  ])('with %s are read', (_, text) => {
    expect(value(text)).toEqual({ a: 1 });
  });

  it('of JSON with tabs are read', () => {
    expect(value('{\n\t"a": {\n\t\t"b": [\n\t\t\t1,\n\t\t\t"\\u00e4\\/"\n\t\t]\n\t}\n}\n')).toEqual({
      a: { b: [1, 'ä/'] },
    });
  });

  it('of JSON may stand one behind the other', () => {
    expect(read('{"a":1}\n{"a":2}\n').documents.map((document) => document.value)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('that came without a text have no places', () => {
    const document = objectDocument('cluster/a', { a: 1 });
    expect(document).toMatchObject({ id: 'cluster/a', source: null, value: { a: 1 }, complete: true, faults: [] });
    expect(document.locate(['a'], 'value')).toBeNull();
  });
});

describe('values', () => {
  it('are what Kubernetes reads', () => {
    expect(value('a: on\nb: "on"\nc: 0644\nd: \'1\'\ne: 2001-01-01\nf:\ng: !!str 5\nh: !!int "5"\n')).toEqual({
      a: true,
      b: 'on',
      c: 420,
      d: '1',
      e: '2001-01-01',
      f: null,
      g: '5',
      h: 5,
    });
  });

  it('have keys that are text', () => {
    expect(value('1: a\non: b\n1.50: c\n"2": d\n')).toEqual({ '1': 'a', true: 'b', '1.5': 'c', '2': 'd' });
  });

  it('keep keys of the prototype as plain keys', () => {
    const read = value('__proto__: {x: 1}\nconstructor: 2\ntoString: 3\n') as Record<string, unknown>;
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(read['x']).toBeUndefined();
  });

  it('resolve aliases, also as keys', () => {
    expect(value('a: &a {x: 1}\nb: *a\nc: &k key\n? *k\n: 2\n')).toEqual({
      a: { x: 1 },
      b: { x: 1 },
      c: 'key',
      key: 2,
    });
  });

  it('take an anchor that is defined twice as it is defined last', () => {
    expect(value('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it('merge mappings and lists of mappings, the first of a list first', () => {
    expect(value('a: &a {x: 1, w: 1}\nb: &b {w: 2, z: 2}\nc:\n  <<: [*a, *b]\n  z: 3\n')).toMatchObject({
      c: { x: 1, w: 1, z: 3 },
    });
  });

  it('let a merge override the keys before it, as go-yaml v2 does', () => {
    expect(value('x: 1\n<<: {x: 2}\n')).toEqual({ x: 2 });
  });

  it('do not merge a quoted key', () => {
    expect(value('"<<": {x: 2}\n')).toEqual({ '<<': { x: 2 } });
  });

  it('fold and keep the lines of block scalars', () => {
    expect(value('a: |\n  x\n  y\nb: >-\n  x\n  y\nc: |+\n  x\n\n')).toEqual({ a: 'x\ny\n', b: 'x y', c: 'x\n\n' });
  });

  it('hold placeholders as strings, in keys too, and never resolve them', () => {
    expect(value('port: ${PORT}\nlist: [${A}, x-${B:-c, d}]\n${KEY}: $VALUE\nquoted: "a${X:-"b"}c"\n')).toEqual({
      port: '${PORT}',
      list: ['${A}', 'x-${B}'],
      '${KEY}': '${VALUE}',
      quoted: 'a${X}c',
    });
  });

  it.each([
    ['a list in brackets', 'x:\n  a: [\n  1\n]\n', { x: { a: [1] } }],
    ['a mapping in braces', 'x:\n  a: {\n  b: 1\n  }\n', { x: { a: { b: 1 } } }],
    ['a quoted string', 'x:\n  a: "b\nc"\n', { x: { a: 'b c' } }],
  ])('of %s may be indented less than YAML asks, as libyaml reads them', (_, text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('may have a comment right behind a bracket, as libyaml reads it', () => {
    expect(value('a: [1]#x\nb: 2\n')).toEqual({ a: [1], b: 2 });
  });
});
