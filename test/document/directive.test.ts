import { describe, expect, it } from 'vitest';
import { annotationDirectives } from '../../src/document/directive.ts';
import { objectDocument } from '../../src/document/object-document.ts';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string) => {
  const { documents } = parse(new SourceText('a.yaml', text));
  return {
    directives: documents.flatMap(({ directives }) =>
      directives.map(({ rule, reason, lines }) => `${rule}: ${reason} (${lines?.from}-${lines?.to})`),
    ),
    faults: documents.flatMap(({ faults }) => faults.map(({ id, span, found }) => `${id} ${span?.line} ${found}`)),
  };
};

describe('a comment that suppresses', () => {
  it.each<[string, string, string[]]>([
    [
      'behind a value speaks of its line',
      'a: 1 # routeproof-ignore missing-retry: it is safe\n',
      ['missing-retry: it is safe (1-1)'],
    ],
    [
      'above a line speaks of both',
      '# routeproof-ignore missing-retry: it is safe\na: 1\n',
      ['missing-retry: it is safe (1-2)'],
    ],
    ['above other comments speaks of the next content', '# routeproof-ignore a-b: c\n# d\n\na: 1\n', ['a-b: c (1-4)']],
    ['at the end speaks of its line', 'a: 1\n# routeproof-ignore a-b: c\n', ['a-b: c (2-2)']],
    [
      'may name several rules',
      'a: 1 # routeproof-ignore a-b, c-d: e: f, g\n',
      ['a-b: e: f, g (1-1)', 'c-d: e: f, g (1-1)'],
    ],
    ['without a space', 'a: 1 #routeproof-ignore a-b:c\n', ['a-b: c (1-1)']],
    ['without a reason', 'a: 1 # routeproof-ignore a-b\n', ['a-b: null (1-1)']],
    ['with an empty reason', 'a: 1 # routeproof-ignore a-b: \n', ['a-b: null (1-1)']],
    ['with words and no colon', 'a: 1 # routeproof-ignore a-b because of c\n', ['a-b: null (1-1)']],
    ['before the mark of its document', '# routeproof-ignore a-b: c\n---\na: 1\n', ['a-b: c (1-2)']],
    [
      'in a document without content belongs to the next',
      '---\n# routeproof-ignore a-b: c\n---\na: 1\n',
      ['a-b: c (2-3)'],
    ],
    ['in broken YAML', 'a: @x # routeproof-ignore a-b: c\n', ['a-b: c (1-1)']],
    ['in CRLF', 'a: 1 # routeproof-ignore a-b: c\r\nb: 1\r\n', ['a-b: c (1-1)']],
    ['in a flow collection', 'a: [1, # routeproof-ignore a-b: c\n  2]\n', ['a-b: c (1-1)']],
    ['behind a quoted #', 'a: "# x" # routeproof-ignore a-b: c\n', ['a-b: c (1-1)']],
  ])('%s', (_, text, expected) => {
    expect(read(text).directives).toEqual(expected);
  });

  it.each([
    ['in quotes', 'a: "x # routeproof-ignore a-b: c"\n'],
    ['in a block scalar', 'a: |\n  # routeproof-ignore a-b: c\n  x\n'],
    ['in a plain value', 'a: x#routeproof-ignore a-b: c\n'.replace(': c', '-c')],
    ['in another comment', 'a: 1 # see # routeproof-ignore a-b: c\n'],
    ['not at the beginning of the comment', 'a: 1 # about routeproof-ignore a-b: c\n'],
  ])('%s is none', (_, text) => {
    expect(read(text)).toEqual({ directives: [], faults: [] });
  });

  it.each([
    ['names no rule', 'a: 1 # routeproof-ignore\n', 'no rule'],
    ['has a reason and no rule', 'a: 1 # routeproof-ignore: x\n', 'no rule'],
    ['has another word', 'a: 1 # routeproof-ignore-file a-b: c\n', '`routeproof-ignore-file a-b: c`'],
    [
      'has words where a rule should be',
      'a: 1 # routeproof-ignore this and that: c\n',
      '`routeproof-ignore this and that: c`',
    ],
    ['has a comma too many', 'a: 1 # routeproof-ignore a-b,: c\n', '`routeproof-ignore a-b,: c`'],
  ])('that %s is a fault', (_, text, found) => {
    expect(read(text)).toEqual({
      directives: [],
      faults: [`unknown-suppression 1 found ${found}`.replace('found ', '')],
    });
  });

  it('stands where the comment does', () => {
    const [document] = parse(new SourceText('a.yaml', 'a: 1\nb: 2 # routeproof-ignore a-b: c \n')).documents;
    expect(document?.directives[0]?.at).toEqual({ path: 'a.yaml', line: 2, column: 6, endLine: 2, endColumn: 32 });
  });
});

describe('an annotation that suppresses', () => {
  const object = { metadata: { annotations: { 'ignore.routeproof.dev/missing-retry': ' safe ', other: 'x' } } };

  it('is read from an object', () => {
    expect(annotationDirectives(objectDocument('a', object), [])).toEqual([
      {
        from: 'annotation',
        rule: 'missing-retry',
        reason: 'safe',
        at: {
          document: 'a',
          path: ['metadata', 'annotations', 'ignore.routeproof.dev/missing-retry'],
          part: 'key',
        },
      },
    ]);
  });

  it('is read from an item of a List', () => {
    const [directive] = annotationDirectives(objectDocument('a', { items: [{}, object] }), ['items', 1]);
    expect(directive?.at).toMatchObject({
      path: ['items', 1, 'metadata', 'annotations', 'ignore.routeproof.dev/missing-retry'],
    });
  });

  it.each(['', ' ', null, 5])('with %j for a reason gives none', (reason) => {
    const document = objectDocument('a', { metadata: { annotations: { 'ignore.routeproof.dev/x': reason } } });
    expect(annotationDirectives(document, []).map((directive) => directive.reason)).toEqual([null]);
  });

  it.each([null, 'x', [], { metadata: null }, { metadata: { annotations: [] } }, { metadata: { annotations: 'x' } }])(
    'is not in %j',
    (value) => {
      expect(annotationDirectives(objectDocument('a', value), [])).toEqual([]);
    },
  );
});
