// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are written so
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { pointer } from '../../src/document/ref.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string) => {
  const { documents } = parse(new SourceText('a.yaml', text));
  return {
    complete: documents.map(({ complete }) => complete),
    values: documents.map(({ value }) => value),
    faults: documents.flatMap(({ faults }) =>
      faults.map(({ id, span, at, found }) => `${id} ${span?.line}:${span?.column} ${pointer(at.path)} found ${found}`),
    ),
  };
};

describe('a break is told once, at its place, and the rest is read', () => {
  it.each<[string, string, unknown, string]>([
    [
      'a list item among keys',
      'a: 1\n- b: 1\n  c: 2\n- d\ne: 2\n',
      { a: 1, e: 2 },
      '2:1 /- found the list item `- b:` between the keys of a mapping',
    ],
    [
      'a key among list items',
      'l:\n  - a: 1\n  d: 3\n  f: 4\n  - b: 2\ne: 4\n',
      { l: [{ a: 1 }, { b: 2 }], e: 4 },
      '3:3 /l/d found the key `d:` between the items of a list',
    ],
    [
      'a key deeper than its sibling',
      'a:\n  b: true,\n    c:\n      d: 1\ne: 2\n',
      { a: { b: true, c: { d: 1 } }, e: 2 },
      '3:5 /a/c found `c:` indented under `b: true,`, which has a value already',
    ],
    [
      'a key between two levels',
      'a:\n  b: 1\n c: 2\nd: 3\n',
      { a: { b: 1, c: 2 }, d: 3 },
      '3:2 /a/c found `c:` indented by 1 space, where nothing above is',
    ],
    [
      'a list item between two levels',
      'a:\n  - b\n - c\nd: 1\n',
      { a: ['b', 'c'], d: 1 },
      '3:2 /a/1 found `- c` indented by 1 space, where nothing above is',
    ],
    [
      'a list item that is deeper than its keys',
      'l:\n      - a: 1\n    b: 2\n    c: 3\nd: 1\n',
      { l: [{ a: 1, b: 2, c: 3 }], d: 1 },
      '3:5 /l/0/b found `b:` indented by 4 spaces, where nothing above is',
    ],
    ['tabs', 'a:\n\tb:\n\t\tc: 1\n\td: 2\n', { a: { b: { c: 1 }, d: 2 } }, '2:1  found a tab in the indentation'],
    [
      'a tab beside spaces',
      'a:\n  b: 1\n\tc: 2\nd: 3\n',
      { a: { b: 1, c: 2 }, d: 3 },
      '3:1  found a tab in the indentation',
    ],
    [
      'a double quote',
      'a: "x\nb: 2\nc:\n  d: 3\n',
      { a: 'x', b: 2, c: { d: 3 } },
      '1:4 /a found a `"` that is never closed',
    ],
    [
      'a double quote before others',
      'm:\n  a: "x\n  b: "y"\n  c: 1\nd: 2\n',
      { m: { a: 'x', b: 'y', c: 1 }, d: 2 },
      '2:6 /m/a found a `"` that is never closed',
    ],
    ['a single quote', "a: 'x # y\nb: 2\n", { a: 'x', b: 2 }, "1:4 /a found a `'` that is never closed"],
    [
      'a quote within quotes',
      "a: 'it's fine'\nb: 2\n",
      { a: 'it', b: 2 },
      "1:8 /a found `s fine'` after the closing quote",
    ],
    [
      'a bracket',
      'x:\n  a: [1, 2\n  b: 3\nc: 4\n',
      { x: { a: [1, 2], b: 3 }, c: 4 },
      '2:6 /x/a found a `[` that is never closed',
    ],
    ['a brace at the end', 'a: {b: 1, c: 2\n', { a: { b: 1, c: 2 } }, '1:4 /a found a `{` that is never closed'],
    [
      'a brace that was never meant',
      '{kind: a\nspec:\n  b: 1\n',
      { kind: 'a', spec: { b: 1 } },
      '1:1  found a `{` that is never closed',
    ],
    [
      'the wrong bracket',
      'a: {b: [2, 3}\nc: 3\n',
      { a: { b: [2, 3] }, c: 3 },
      '1:13 /a/b found `}` while a `[` is open',
    ],
    [
      'JSON without a comma',
      '{\n  "a": 1\n  "b": 2\n}\n',
      { a: 1, b: 2 },
      '3:3 /b found `"b"` right after another entry',
    ],
    [
      'JSON with a comma too many',
      '{\n  "a": 1,,\n  "b": 2\n}\n',
      { a: 1, b: 2 },
      '2:10 /a found a comma with nothing before it',
    ],
    ['JSON that ends early', '{"a": {"b": 1}', { a: { b: 1 } }, '1:1  found a `{` that is never closed'],
    ['an escape', 'a: "\\d+\\.x"\nb: 2\n', { a: '\\d+\\.x', b: 2 }, '1:5 /a found `\\d` in double quotes'],
    ['a reserved character', 'a: @x\nb: 2\n', { a: '@x', b: 2 }, '1:4 /a found a value that begins with `@`'],
    ['a backtick', 'a: `x` # y\nb: 2\n', { a: '`x`', b: 2 }, '1:4 /a found a value that begins with a backtick'],
    ['a lone star', 'hosts:\n- *\n- x\n', { hosts: ['*', 'x'] }, '2:3 /hosts/0 found a value that begins with `*`'],
    [
      'a wildcard',
      'host: *.example.com\nb: 1\n',
      { host: '*.example.com', b: 1 },
      '1:7 /host found the alias `*.example.com`, for which no anchor `&.example.com` stands before it',
    ],
    [
      'an alias without an anchor',
      'a: *x\nb: 2\n',
      { b: 2 },
      '1:4 /a found the alias `*x`, for which no anchor `&x` stands before it',
    ],
    [
      'an alias in a list without an anchor',
      'a: [*x, 1]\n',
      { a: [null, 1] },
      '1:5 /a/0 found the alias `*x`, for which no anchor `&x` stands before it',
    ],
    [
      'an anchor that holds its own alias',
      'a: &a [1, *a]\n',
      { a: [1, null] },
      '1:11 /a/1 found the alias `*a` within the value that it stands for',
    ],
    ['a pipe with text', 'a: | x\nb: 2\n', { a: '| x', b: 2 }, '1:4 /a found a value that begins with `|`'],
    [
      'an unknown tag handle',
      'a: !foo!bar x\nb: 2\n',
      { a: '!foo!bar x', b: 2 },
      '1:4 /a found a value that begins with `!`',
    ],
    [
      'a value that is not what its tag says',
      'a: !!int x\nb: 2\n',
      { a: 'x', b: 2 },
      '1:10 /a found `x`, which is not what its tag says',
    ],
    [
      'a second colon',
      'm: Error: ${X} # c\nb: 2\n',
      { m: 'Error: ${X}', b: 2 },
      '1:9 /m found a second `:` on the line, after `Error`',
    ],
    ['a line without a colon', 'a: 1\nfoo\nb: 2\n', { a: 1, b: 2 }, '2:1 /foo found `foo` without a colon'],
    [
      'a key without its colon',
      'a:\n  ports\n    - port: 1\n  b: 2\n',
      { a: { ports: [{ port: 1 }], b: 2 } },
      '2:3 /a/ports found `ports` without a colon',
    ],
    ['a colon without a space', 'b:2\na: 1\n', { a: 1, b: 2 }, '1:1 /b found `b:2` without a space behind the colon'],
    [
      'a comma behind a key',
      'a:\n  hosts:,\n  - x\n  b: 1\n',
      { a: { hosts: ['x'], b: 1 } },
      '2:9 /a/hosts found `,` behind `hosts:`',
    ],
    [
      'a control character',
      'a: 1\u0000\nb: x\u0007y\n',
      { a: 1, b: 'x y' },
      '1:5 /a found the control character U+0000',
    ],
    [
      'a merge of no mapping',
      '<<: x\na: 1\n',
      { a: 1 },
      '1:5 /<< found a merge (`<<`) of something that is no mapping',
    ],
    ['a value without a key', 'a: 1\n: 2\n', { a: 1 }, '2:1  found a value without a key'],
    ['a mapping as a key', 'a: 1\n? {b: 2}\n: 3\n', { a: 1 }, '2:3  found `{b: 2` as a key'],
  ])('%s', (_, text, value, fault) => {
    expect(read(text)).toEqual({ complete: [false], values: [value], faults: [`invalid-yaml ${fault}`] });
  });

  it.each<[string, string, unknown, string]>([
    [
      'a key that stands twice: the last counts',
      'a: 1\nb: 2\na: 3\n',
      { a: 3, b: 2 },
      '3:1 /a found the key `a` a second time',
    ],
    [
      'a tab on an empty line, which Kubernetes refuses',
      'a:\n  b: 1\n\t\nc: 2\n',
      { a: { b: 1 }, c: 2 },
      '3:1  found a tab on a line without content',
    ],
    [
      'an indented mark, which Kubernetes takes for text',
      ' ---\na: 1\n',
      { a: 1 },
      '1:2  found a `---` that does not begin the line',
    ],
    ['an anchor that Kubernetes cannot read', 'a: &x.y 1\n', { a: 1 }, '1:4 /a found the anchor `&x.y`'],
    [
      'a number that JSON does not have',
      'a: .inf\n',
      { a: Number.POSITIVE_INFINITY },
      '1:4 /a found the number `.inf`',
    ],
  ])('%s, and everything is read', (_, text, value, fault) => {
    expect(read(text)).toEqual({ complete: [true], values: [value], faults: [`invalid-yaml ${fault}`] });
  });

  it('names both places of a key that stands twice', () => {
    const [document] = parse(new SourceText('a.yaml', 'a: 1\nb: 2\na: 3\n')).documents;
    expect(document?.faults[0]?.related).toEqual([
      { at: { path: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 }, note: '`a` stands here first' },
    ]);
  });

  it('reports several breaks of one document each', () => {
    expect(read('a: "x\nb: 2\nc:\n  d: 3\n e: 4\nf: @x\n')).toEqual({
      complete: [false],
      values: [{ a: 'x', b: 2, c: { d: 3, e: 4 }, f: '@x' }],
      faults: [
        'invalid-yaml 1:4 /a found a `"` that is never closed',
        'invalid-yaml 5:2 /c/e found `e:` indented by 1 space, where nothing above is',
        'invalid-yaml 6:4 /f found a value that begins with `@`',
      ],
    });
  });

  it('spoils no other document', () => {
    expect(read('a: 1\n---\nb: [1,\n---\nc: 3\n')).toEqual({
      complete: [true, false, true],
      values: [{ a: 1 }, { b: [1] }, { c: 3 }],
      faults: ['invalid-yaml 3:4 /b found a `[` that is never closed'],
    });
  });

  it('has words that name placeholders as they are written', () => {
    expect(read('a: ${A}: ${B:-x}\n').faults).toEqual([
      'invalid-yaml 1:8 /a found a second `:` on the line, after `${A}`',
    ]);
  });

  it('says what to write', () => {
    const [document] = parse(new SourceText('a.yaml', 'a:\n  b: true,\n    c: 1\n')).documents;
    expect(document?.faults[0]).toMatchObject({
      expected: ['2 spaces, like `b`', 'no spaces, like `a`'],
      instead: 'indent it like `b`, and remove the comma at the end of that line',
    });
  });
});

const corpus = new URL('../../../shared/corpus/', import.meta.url);

describe.skipIf(!existsSync(corpus))('what people published broken (needs ../shared/corpus)', () => {
  const text = (path: string) => readFileSync(new URL(path, corpus), 'utf8');

  it('color-app.yaml: a second route as a list item', () => {
    const { documents } = parse(new SourceText('color-app.yaml', text('articles/color-app.yaml')));
    const broken = documents.filter(({ complete }) => !complete);
    expect(broken.map(({ value }) => value)).toMatchObject([
      {
        kind: 'GatewayRoute',
        metadata: { name: 'color-gateway-route' },
        spec: { routeSpec: { httpRoute: { match: { prefix: '/color' } }, priority: 100 } },
      },
    ]);
    expect(broken.flatMap(({ faults }) => faults.map(({ at, found }) => `${pointer(at.path)} ${found}`))).toEqual([
      '/spec/- the list item `- httpRoute:` between the keys of a mapping',
    ]);
  });

  const folder = 'appmesh/aws-app-mesh-examples/walkthroughs/eks-app-mesh-cross-account-acm/mesh/';
  const updates = existsSync(new URL(folder, corpus))
    ? readdirSync(new URL(folder, corpus)).filter((name) => name.endsWith('_update.yaml'))
    : [];
  it.each(updates)('%s: a comma, then a deeper key', (name) => {
    const [document] = parse(new SourceText(name, text(folder + name))).documents;
    expect(document?.value).toMatchObject({
      spec: { backendDefaults: { clientPolicy: { tls: { enforce: true, validation: { trust: { acm: {} } } } } } },
    });
    expect(document?.faults.map(({ at, found }) => `${pointer(at.path)} ${found}`)).toEqual([
      '/spec/backendDefaults/clientPolicy/tls/validation `validation:` indented under `enforce: true,`, which has a value already',
    ]);
  });
});
