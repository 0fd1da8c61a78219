import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/algebra/request.ts';
import { UsageError } from '../../src/cli/exit-code.ts';
import { parseRequest } from '../../src/cli/request.ts';
import { shellWords } from '../../src/cli/shell-words.ts';

const read = (text: string, method?: string, headers: readonly string[] = []): Request =>
  parseRequest(text, method, headers);
const refusal = (text: string, headers: readonly string[] = []): string => {
  try {
    read(text, undefined, headers);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}; ${error.hint}`;
    throw error;
  }
  throw new Error('it was read');
};

describe('a request as one line', () => {
  it('has method, scheme, host, port, path and query', () => {
    expect(read('POST https://Shop.Example.com:8443/cart?x=1&y#part')).toEqual({
      scheme: 'https',
      method: 'POST',
      host: 'shop.example.com',
      port: 8443,
      path: '/cart',
      query: 'x=1&y',
      headers: [],
      sni: 'shop.example.com',
    });
  });

  it.each([
    ['shop.example.com', { scheme: 'http', method: 'GET', port: 80, path: '/', query: '' }],
    ['http://shop.example.com?x', { path: '/', query: 'x' }],
    ['https://shop.example.com', { port: 443, path: '/' }],
    ['http://[::1]:8080/', { host: '[::1]', port: 8080 }],
    ['http://bücher.example/', { host: 'xn--bcher-kva.example' }],
    ['http://shop.test/a b', null],
    ['http://shop.test/ä?ö', { path: '/%C3%A4', query: '%C3%B6' }],
    ['http://shop.test/a%2Fb//c/../d', { path: '/a%2Fb//c/../d' }],
    ['PURGE http://shop.test/', { method: 'PURGE' }],
    ['get', { host: 'get' }],
    ['http://shop.test/\ud800?\udc00', { path: '/%EF%BF%BD', query: '%EF%BF%BD' }],
    ['http://100%:%zz%40@shop.test/', { headers: [{ name: 'authorization', value: 'Basic MTAwJTolenpA' }] }],
  ] as const)('%s', (text, expected) => {
    if (expected === null) expect(refusal(text)).toContain('is no request');
    else expect(read(text)).toMatchObject(expected);
  });

  it('takes the method and headers beside it; a host header is the host, not the server name of the handshake', () => {
    expect(
      read('https://edge.test/', 'PUT', ['Host: shop.test', 'X-Canary: true', 'x-empty;', 'x-canary:  two ']),
    ).toEqual({
      ...read('https://edge.test/', 'PUT'),
      host: 'shop.test',
      headers: [
        { name: 'x-canary', value: 'true' },
        { name: 'x-empty', value: '' },
        { name: 'x-canary', value: 'two' },
      ],
    });
    expect(read('/cart', undefined, ['Host: shop.test:8080'])).toMatchObject({
      host: 'shop.test',
      port: 8080,
      path: '/cart',
    });
  });

  it.each([
    ['', [], '`` is no request'],
    ['/cart', [], "`/cart` names no host; write the whole URL, or add -H 'Host: shop.example.com'"],
    ['ftp://shop.test/', [], '`ftp://shop.test/` has the scheme `ftp`'],
    ['http://shop.test:99999/', [], '`http://shop.test:99999/` names no port'],
    ['http://sh op/', [], 'is no request'],
    ['http://shop.test/', ['x-canary'], '`x-canary` is no header'],
    ['http://shop.test/', ['x canary: 1'], '`x canary: 1` is no header'],
    ['G=T http://shop.test/', [], '`G=T` is no HTTP method'],
    ['GET', [], '`GET` names no URL'],
  ] as const)('refuses %j with %j', (text, headers, message) => {
    expect(refusal(text, headers)).toContain(message);
  });
});

describe('a pasted curl command', () => {
  it('as browsers copy it', () => {
    const text = `curl 'https://shop.test/cart?x=1' \\\n  -H 'accept: */*' \\\n  -H $'x-name: b\\u00fc' \\\n  -b 'a=1; b=2' \\\n  --data-raw '{"a":1}' --compressed`;
    expect(read(text)).toMatchObject({
      method: 'POST',
      host: 'shop.test',
      query: 'x=1',
      headers: [
        { name: 'accept', value: '*/*' },
        { name: 'x-name', value: 'bü' },
        { name: 'cookie', value: 'a=1; b=2' },
        { name: 'content-type', value: 'application/x-www-form-urlencoded' },
      ],
    });
  });

  it.each([
    ['curl shop.test', { method: 'GET', scheme: 'http', path: '/' }],
    ['curl -sSLo out.html -XDELETE https://shop.test/a', { method: 'DELETE', path: '/a' }],
    ['curl -I http://shop.test', { method: 'HEAD' }],
    ['curl --url http://shop.test/a -T file', { method: 'PUT', path: '/a' }],
    ['curl -G http://shop.test/a?x=1#top -d y=2 -d z=3', { method: 'GET', query: 'x=1&y=2&z=3', headers: [] }],
    [`curl -d y=2 http://shop.test -G -H 'content-type: a/b'`, { headers: [{ name: 'content-type', value: 'a/b' }] }],
    ['curl http://shop.test/a -s | jq .', { path: '/a', headers: [] }],
    ['curl http://shop.test/a > out.json 2>&1; rm out.json', { path: '/a' }],
    [`curl "http://shop.test/a|b" -H 'x: a | b'`, { path: '/a|b', headers: [{ name: 'x', value: 'a | b' }] }],
    ['curl http://shop.test/a/./b/../c', { path: '/a/c' }],
    ['curl http://shop.test/a/..', { path: '/' }],
    ['curl --path-as-is http://shop.test/a/../b', { path: '/a/../b' }],
    ['curl -u me:pw http://shop.test', { headers: [{ name: 'authorization', value: 'Basic bWU6cHc=' }] }],
    [
      'curl http://me:pw@shop.test',
      { host: 'shop.test', headers: [{ name: 'authorization', value: 'Basic bWU6cHc=' }] },
    ],
    ["curl http://shop.test -H 'accept:' -H 'x-empty;'", { headers: [{ name: 'x-empty', value: '' }] }],
    ['curl --connect-to ::127.0.0.1:8443 -k https://shop.test/', { host: 'shop.test', port: 443 }],
  ] as const)('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['curl', 'the curl command names no URL'],
    ["curl 'http://shop.test", 'is never closed'],
    ['curl http://a.test http://b.test', 'the curl command names two URLs'],
    ['curl http://a.test -H', 'needs a value'],
    ['curl ^"http://a.test/^" ^\r\n  -H ^"accept: */*^"', 'is quoted for cmd.exe; copy it as cURL (bash)'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text)).toContain(message);
  });
});

describe('words of a shell', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    [`'a b'c"d e"`, ['a bcd e']],
    [`a\\ b "x\\"y\\z" ''`, ['a b', 'x"y\\z', '']],
    ['a \\\n b', ['a', 'b']],
    [`$'a\\n\\x41' $HOME`, ['a\nA', '$HOME']],
    ['', []],
  ] as const)('%j', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});
