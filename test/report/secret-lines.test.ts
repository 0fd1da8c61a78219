import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretLines } from '../../src/report/secret-lines.ts';
import { SourceText } from './run.ts';

/** The text with each secret as `***`. */
function hide(text: string): string {
  const source = new SourceText('a.yaml', text);
  const lines = secretLines(source);
  return text
    .split('\n')
    .map((line, i) =>
      [...(lines.get(i + 1) ?? [])]
        .sort((a, b) => b.start - a.start)
        .reduce((shown, { start, end }) => `${shown.slice(0, start)}***${shown.slice(end)}`, line),
    )
    .join('\n');
}

describe('secretLines', () => {
  it.each<[string, string, string]>([
    [
      'App Mesh: the condition below a named header',
      'headers:\n- name: authorization\n  match:\n    exact: Bearer abc\n',
      'headers:\n- name: authorization\n  match:\n    exact: ***\n',
    ],
    [
      'one header of a list, not the next one',
      'headers:\n- name: cookie\n  value: abc\n- name: x-canary\n  value: def\n',
      'headers:\n- name: cookie\n  value: ***\n- name: x-canary\n  value: def\n',
    ],
    [
      'the condition before the name',
      'headers:\n  - match: { regex: "abc.*" }\n    name: X-Api-Key\n',
      'headers:\n  - match: { regex: "***" }\n    name: X-Api-Key\n',
    ],
    [
      'App Mesh: gRPC metadata',
      'match:\n  metadata:\n    - name: token\n      match: { exact: abc }\n',
      'match:\n  metadata:\n    - name: token\n      match: { exact: *** }\n',
    ],
    [
      'Gateway API: value beside name',
      'headers:\n- name: authorization\n  type: Exact\n  value: abc # why\n',
      'headers:\n- name: authorization\n  type: Exact\n  value: *** # why\n',
    ],
    [
      'Gateway API: a header that is set',
      'requestHeaderModifier:\n  set:\n  - { name: x-token, value: abc }\n',
      'requestHeaderModifier:\n  set:\n  - { name: x-token, value: *** }\n',
    ],
    [
      'Istio: a header by key',
      'headers:\n  x-api-key:\n    exact: abc\n  x-canary:\n    exact: "1"\n',
      'headers:\n  x-api-key:\n    exact: ***\n  x-canary:\n    exact: "1"\n',
    ],
    [
      'Istio: query parameters in flow style',
      'queryParams: { token: { exact: abc }, page: { exact: "1" } }\n',
      'queryParams: { token: { exact: *** }, page: { exact: "1" } }\n',
    ],
    [
      'Istio: a header that is set',
      'headers: { request: { set: { authorization: Bearer abc } } }\n',
      'headers: { request: { set: { authorization: *** } } }\n',
    ],
    [
      'Istio: a condition of an AuthorizationPolicy',
      'when:\n- key: request.headers[authorization]\n  values: ["abc", def]\n',
      'when:\n- key: request.headers[authorization]\n  values: ["***", ***]\n',
    ],
    [
      'a block scalar',
      'headers:\n- name: cookie\n  value: |\n    a=1\n\n    b=2\n  type: Exact\n',
      'headers:\n- name: cookie\n  value: |\n    ***\n\n    ***\n  type: Exact\n',
    ],
    [
      'a plain scalar of two lines',
      'headers:\n- name: cookie\n  value: abc\n    def\n',
      'headers:\n- name: cookie\n  value: ***\n    ***\n',
    ],
    [
      'a quoted scalar of two lines',
      'headers:\n- name: cookie\n  value: "abc\n    def"\n  type: Exact\n',
      'headers:\n- name: cookie\n  value: "***\n    ***"\n  type: Exact\n',
    ],
    [
      'a list below a header',
      'headers: { set: { cookie: [abc, def] } }\n',
      'headers: { set: { cookie: [***, ***] } }\n',
    ],
    ['a quote in a quoted scalar', "cookie: 'it''s'\n", "cookie: '***'\n"],
    ['a quoted key', '"cookie": "a\\"b"\n', '"cookie": "***"\n'],
    ['a tag and an anchor', 'cookie: !!str &c abc\n', 'cookie: !!str &c ***\n'],
    [
      'JSON in one line',
      '{"headers":[{"name":"authorization","match":{"exact":"abc"}},{"name":"x","match":{"exact":"1"}}]}',
      '{"headers":[{"name":"authorization","match":{"exact":"***"}},{"name":"x","match":{"exact":"1"}}]}',
    ],
    [
      'JSON over many lines',
      '{\n  "headers": [\n    {\n      "value": "abc",\n      "name": "cookie"\n    }\n  ]\n}',
      '{\n  "headers": [\n    {\n      "value": "***",\n      "name": "cookie"\n    }\n  ]\n}',
    ],
    [
      'an environment variable',
      'env:\n- name: DB_PASSWORD\n  value: abc\n- name: PORT\n  value: "1"\n',
      'env:\n- name: DB_PASSWORD\n  value: ***\n- name: PORT\n  value: "1"\n',
    ],
    [
      'the data of a Secret, not its name',
      'kind: Secret\nmetadata: { name: my-token }\ndata:\n  any: YWJj\nstringData: { other: abc }\n',
      'kind: Secret\nmetadata: { name: my-token }\ndata:\n  any: ***\nstringData: { other: *** }\n',
    ],
    [
      'a Secret in a List',
      'kind: List\nitems:\n- kind: ConfigMap\n  data: { a: b }\n- data: { a: b }\n  kind: Secret\n',
      'kind: List\nitems:\n- kind: ConfigMap\n  data: { a: b }\n- data: { a: *** }\n  kind: Secret\n',
    ],
    ['a document behind a broken one', 'a: [ {\n---\ncookie: abc\n', 'a: [ {\n---\ncookie: ***\n'],
    ['a document on the line of its marker', '--- { cookie: abc }\n', '--- { cookie: *** }\n'],
    ['CRLF', 'cookie: abc\r\nother: x\r\n', 'cookie: ***\r\nother: x\r\n'],
  ])('masks %s', (_, text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  it.each<[string, string]>([
    ['names of secrets', 'secretName: shop\ncertificateRefs:\n- kind: Secret\n  name: shop-token\n'],
    ['a backend with a telling name', 'backendRefs:\n- name: token-service\n  port: 8080\n  weight: 1\n'],
    ['a route with a telling name', 'http:\n- name: token\n  match:\n  - uri: { prefix: /token }\n'],
    ['label selectors', 'matchExpressions:\n- { key: app, operator: In, values: [a] }\n'],
    ['header names', 'headers:\n  remove: [authorization, cookie]\n  add:\n  - { name: x-user, value: token }\n'],
    ['whether a header is present', 'headers:\n- name: authorization\n  invert: true\n  match: { present: true }\n'],
    ['the data of a ConfigMap', 'kind: ConfigMap\ndata:\n  token.txt: abc\n'],
    ['the schema of a cookie', 'cookie:\n  properties: { ttl: { type: string } }\n  required:\n  - name\n'],
    ['the keys of a list in a CRD', 'headers:\n  x-kubernetes-list-map-keys:\n  - name\n'],
    ['a comment', '# cookie: abc\n'],
    ['a URL behind a plain key', 'headers: { x-url: http://a/b, key: x }\n'],
  ])('keeps %s', (_, text) => {
    expect(hide(text)).toBe(text);
  });

  it('reads what stands behind brackets without end', () => {
    expect(hide(`a: ${'['.repeat(5000)}\n---\n${'- '.repeat(5000)}a\n---\ncookie: abc\n`)).toMatch(
      /\ncookie: \*\*\*\n$/,
    );
  });

  it('reads every text to its end', () => {
    const piece = fc.constantFrom(
      ...[
        '\n',
        '\n  ',
        '- ',
        'cookie',
        ': ',
        ':',
        ' ',
        '{',
        '}',
        '[',
        ']',
        ',',
        '"',
        "'",
        '#',
        '|',
        '&a ',
        '---',
        '\t',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const source = new SourceText('a.yaml', `${pieces.join('')}\ncookie`);
        for (const [line, stretches] of secretLines(source)) {
          for (const { start, end } of stretches) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(source.line(line).length);
          }
        }
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});
