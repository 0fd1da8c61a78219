import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { masked, maskRequest, maskText } from '../../src/report/mask.ts';
import { reporters } from '../../src/report/reporter.ts';
import { isSecretName } from '../../src/report/secret-name.ts';
import { statsTable } from '../../src/report/stats.ts';
import { summaryText } from '../../src/report/summary.ts';
import { findingWith, placeless, placeOf, plain, runWith, SourceText } from './run.ts';

describe('isSecretName', () => {
  it.each([
    ...[
      'authorization',
      'Authorization',
      'proxy-authorization',
      'cookie',
      'set-cookie',
      'x-auth-token',
      'access_token',
    ],
    ...[
      'key',
      'x-api-key',
      'apiKey',
      'apikey',
      'api_key_id',
      'client_secret',
      'password',
      'x-passwd',
      'jwt',
      'API-Keys',
    ],
  ])('takes %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['x-canary', 'keyword', 'keyboard', 'user-agent', 'accept', 'x-author', 'host', 'passage'])(
    'leaves %s',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});

describe('maskRequest', () => {
  it('masks headers by name', () => {
    const headers = [
      { name: 'authorization', value: 'Bearer abc' },
      { name: 'x-canary', value: 'true' },
      { name: 'cookie', value: 'id=7' },
    ];
    expect(maskRequest(request({ headers })).headers).toEqual([
      { name: 'authorization', value: '***' },
      { name: 'x-canary', value: 'true' },
      { name: 'cookie', value: '***' },
    ]);
  });

  it('keeps an empty value, which is no secret', () => {
    const headers = [{ name: 'authorization', value: '' }];
    expect(maskRequest(request({ headers })).headers).toEqual(headers);
  });

  it('masks query parameters by name, also where the name is encoded', () => {
    const query = 'x=1&token=abc&a%70i_key=def&y&password=';
    expect(maskRequest(request({ query })).query).toBe('x=1&token=***&a%70i_key=***&y&password=');
  });

  it('masks a credential in the value of another header', () => {
    const headers = [{ name: 'referer', value: 'https://a.test/?token=abc' }];
    expect(maskRequest(request({ headers })).headers[0]?.value).toBe('https://a.test/?token=***');
  });
});

describe('maskText', () => {
  it.each([
    ['a header line', 'sends `authorization: Bearer abc`', 'sends `authorization: ***`'],
    ['a bearer token', 'found "Bearer eyJhbGciOi.J9"', 'found "Bearer ***"'],
    ['a long bearer token without digits', 'Bearer abcdefghijklmnopqrstuvwxyz', 'Bearer ***'],
    ['a query parameter', '`/cart?x=1&access_token=abc`', '`/cart?x=1&access_token=***`'],
    ['a password in a URL', 'https://me:pass@example.com/', 'https://me:***@example.com/'],
    ['an nginx directive', 'proxy_set_header Authorization "Basic abc";', 'proxy_set_header Authorization "***";'],
  ])('masks %s', (_, text, expected) => {
    expect(maskText(text)).toBe(expected);
  });

  it.each([
    'the header `authorization` is matched',
    '`authorization`: only one of both is matched',
    'basic authentication is not checked',
    '`/cart?x=1`',
    'https://example.com:8080/@me',
  ])('keeps prose: %s', (text) => {
    expect(maskText(text)).toBe(text);
  });

  it('masks the secrets that it is told', () => {
    expect(maskText('`hunter2` and hunter2', ['hunter2'])).toBe('`***` and ***');
  });
});

describe('masked', () => {
  const source = new SourceText('a.yaml', 'headers:\n  - name: x-api-key\n    match: { exact: hunter2 }\n');

  it('masks in every sentence of a finding what is masked in the lines it points at', () => {
    const finding = findingWith({
      at: placeOf(source, 'name: x-api-key'),
      what: 'what hunter2',
      why: 'why hunter2',
      fix: 'fix hunter2',
      related: [{ ...placeOf(source, 'exact: hunter2'), note: 'note hunter2' }],
    });
    const [result] = masked(runWith([finding], [source])).findings;
    expect([result?.what, result?.why, result?.fix, result?.related[0]?.note]).toEqual([
      'what ***',
      'why ***',
      'fix ***',
      'note ***',
    ]);
  });

  it('masks in sentences what is masked in the witness', () => {
    const headers = [{ name: 'authorization', value: 'opaque-value' }];
    const witness = request({ query: 'token=other-value', headers });
    const finding = findingWith({
      at: placeless(),
      what: 'opaque-value and other-value',
      witness,
    });
    expect(masked(runWith([finding])).findings[0]?.what).toBe('*** and ***');
  });

  it('masks the whole of a secret that begins with another one', () => {
    const headers = [
      { name: 'x-a-token', value: 'hunter' },
      { name: 'x-b-token', value: 'hunter2' },
    ];
    const finding = findingWith({ at: placeless(), what: 'hunter2', witness: request({ headers }) });
    expect(masked(runWith([finding])).findings[0]?.what).toBe('***');
  });

  it('masks what stands in a later line of its place', () => {
    const span = source.span(0, source.text.length);
    const finding = findingWith({ at: { ...placeless(), span }, what: 'what hunter2' });
    expect(masked(runWith([finding], [source])).findings[0]?.what).toBe('what ***');
  });

  it('keeps a sentence whose words are as short as a secret', () => {
    const witness = request({ headers: [{ name: 'x-api-key', value: 'a' }] });
    const finding = findingWith({ at: placeless(), what: 'a route', witness });
    expect(masked(runWith([finding])).findings[0]?.what).toBe('a route');
  });
});

describe('no output holds a secret', () => {
  const source = new SourceText(
    'a.yaml',
    `http:
  headers:
    - name: authorization
      value: "Bearer hunter2"
`,
  );
  const sentence = 'sends `authorization: Bearer hunter2`';
  const run = runWith(
    [
      findingWith({
        at: placeOf(source, 'value: "Bearer hunter2"'),
        what: sentence,
        why: sentence,
        fix: sentence,
        related: [{ ...placeOf(source, 'headers'), note: sentence }],
        witness: request({
          query: 'token=hunter2',
          headers: [{ name: 'authorization', value: 'Bearer hunter2' }],
        }),
      }),
    ],
    [source],
    {
      notes: [sentence],
      skipped: [{ path: 'b.yaml', reason: sentence }],
      undecided: [{ question: sentence, cap: sentence }],
    },
  );

  it.each(Object.entries(reporters))('of %s', (_, reporter) => {
    expect(reporter(run, plain)).toContain('***');
    expect(reporter(run, plain)).not.toContain('hunter2');
  });

  it('of the summary', () => {
    expect(summaryText(run.summary)).toContain('***');
    expect(summaryText(run.summary)).not.toContain('hunter2');
  });

  it('of the statistics', () => {
    expect(statsTable(run)).toContain('***');
    expect(statsTable(run)).not.toContain('hunter2');
  });
});

describe('the line of a minified file', () => {
  const values = Array.from({ length: 300 }, (_, i) => `{"headers":[{"name":"cookie","value":"secret${1000 + i}"}]}`);
  const source = new SourceText('a.json', `[${values.join(',')}]`);

  it('hides in the sentences of a finding what is near its place', () => {
    const finding = findingWith({ at: placeOf(source, 'secret1200'), what: 'secret1200 and secret1201' });
    expect(masked(runWith([finding], [source])).findings[0]?.what).toBe('*** and ***');
  });
});
