import { describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';

const read = (text: string) => {
  const { documents, templates } = parse(new SourceText('a.yaml', text));
  return { documents: documents.length, templates: templates.map(({ line, kind }) => `${line} ${kind}`) };
};

describe('a template', () => {
  it.each<[string, string, string]>([
    ['a value that reads as a mapping', 'kind: a\nname: {{ .Values.x }}\n', '2 Helm template'],
    ['a line', '{{- if .Values.x }}\na: 1\n{{- end }}\n', '1 Helm template'],
    ['a quoted value', 'a: "{{ .Values.x }}"\n', '1 Helm template'],
    ['quotes in quotes', 'a: "{{ .Values.x | default "y" }}"\n', '1 Helm template'],
    ['a part of a value', 'a: x-{{ include "name" . }}\n', '1 Helm template'],
    ['a block', 'a:\n  {{- toYaml .Values.a | nindent 2 }}\n', '2 Helm template'],
    ['a comment of Go templates', '{{/* x */}}\na: 1\n', '1 Go template'],
    ['a field', 'a: {{ .name }}\n', '1 Go template'],
    ['a keyword', 'a:\n{{ range .a }}\n- 1\n{{ end }}\n', '2 Go template'],
    ['a bare word', 'certificateARN: {{LB_CERT_ARN}}\n', '1 Mustache template'],
    ['a quoted bare word', "a: '{{ name }}'\n", '1 Mustache template'],
    ['a Jinja block', '{% if x %}\na: 1\n{% endif %}\n', '1 Jinja template'],
    ['actions in JSON', '{"a": "{{ .Values.x }}"}', '1 Helm template'],
    ['broken YAML with an action', 'a: "x\nb: {{ .Values.x }}\n', '2 Helm template'],
  ])('is recognised by %s', (_, text, expected) => {
    expect(read(text)).toEqual({ documents: 0, templates: [expected] });
  });

  it.each<[string, string]>([
    ['in a comment', 'a: 1 # {{ .Values.x }}\n'],
    ['in a block scalar', 'data:\n  rules: |\n    summary: {{ $labels.x }} {{ .Values.x }}\n'],
    ['in a folded scalar', 'a: >-\n  {{ .x }}\n'],
    ['in quotes, of an alert', 'summary: "Instance {{ $labels.instance }} down"\n'],
    ['in quotes, of Alertmanager', "text: '{{ .CommonLabels.alertname }}'\n"],
    ['that does not end', 'a: "{{ x"\n'],
    ['in a comment of broken YAML', 'a: @x # {{ .Values.x }}\n'],
  ])('is none because of an action %s', (_, text) => {
    expect(read(text)).toEqual({ documents: 1, templates: [] });
  });

  it('is told for each document, and the others are read', () => {
    expect(read('a: 1\n---\nb: {{ .Values.x }}\n---\nc: 1\n')).toEqual({
      documents: 2,
      templates: ['3 Helm template'],
    });
  });

  it('counts among the documents of its text', () => {
    expect(parse(new SourceText('a.yaml', 'b: {{ .x }}\n---\nc: 1\n')).documents.map(({ id }) => id)).toEqual([
      'a.yaml#2',
    ]);
  });
});

describe('what a template will be is read where it is plain', () => {
  const becomes = (text: string) => parse(new SourceText('a.yaml', text)).templates[0]?.becomes;
  const head = 'kind: VirtualNode\nmetadata:\n';
  it.each<[string, string, object]>([
    ['all of it', `${head}  name: a\n  namespace: "shop"\nspec: {{ .x }}\n`, { name: 'a', namespace: 'shop' }],
    ['deeper indentation', `${head}    labels:\n      name: b\n    name: a\nspec: {{ .x }}\n`, { name: 'a' }],
    ['CRLF', `${head}  name: a\nspec: {{ .x }}\n`.replaceAll('\n', '\r\n'), { kind: 'VirtualNode', name: 'a' }],
    ['no name', `${head}  namespace: shop\n  name: {{ .x }}\n`, { namespace: 'shop', name: null }],
    ['a part of a name', `${head}  name: {{ .x }}-cart\n`, { name: null }],
    ['a name behind a condition', `${head}  {{- if .x }}\n  name: a\n  {{- end }}\n`, { name: null, namespace: null }],
    ['two kinds', '{{ if .x }}\nkind: A\n{{ else }}\nkind: B\n{{ end }}\n', { kind: null }],
    ['a kind with an action', 'kind: {{ .x }}\n', { kind: null }],
    ['no metadata', 'kind: A\nspec: {{ .x }}\n', { kind: 'A', namespace: null, name: null }],
  ])('%s', (_, text, expected) => {
    expect(becomes(text)).toMatchObject(expected);
  });
});
