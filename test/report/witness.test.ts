import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import { brief, curl, sender } from '../../src/report/witness.ts';
import { witness } from './run.ts';

describe('curl', () => {
  it.each([
    ['a plain GET', request(), "curl 'http://example.test/'"],
    ['method, query and header', witness, "curl -X POST 'http://shop.example.com/cart?x=1' -H 'x-canary: true'"],
    ['HEAD, which has no body to wait for', request({ method: 'HEAD' }), "curl --head 'http://example.test/'"],
    ['the default port of https', request({ scheme: 'https', port: 443 }), "curl 'https://example.test/'"],
    ['another port', request({ scheme: 'https', port: 8443 }), "curl 'https://example.test:8443/'"],
    ['brackets', request({ query: 'a[]=1' }), "curl --globoff 'http://example.test/?a[]=1'"],
    ['dot segments', request({ path: '/a/../b' }), "curl --path-as-is 'http://example.test/a/../b'"],
    ['a quote', request({ path: "/it's" }), "curl 'http://example.test/it'\\''s'"],
    ['an odd method', request({ method: 'a;b' }), "curl -X 'a;b' 'http://example.test/'"],
    ['an empty header', request({ headers: [{ name: 'x-a', value: '' }] }), "curl 'http://example.test/' -H 'x-a;'"],
    [
      'another server name',
      request({ scheme: 'https', port: 443, host: 'a.test', sni: 'b.test' }),
      "curl 'https://b.test/' -H 'host: a.test'",
    ],
    ['a server name without TLS', request({ sni: 'b.test' }), "curl 'http://example.test/'"],
    [
      'the same server name',
      request({ scheme: 'https', port: 443, sni: 'example.test' }),
      "curl 'https://example.test/'",
    ],
  ])('writes %s', (_, given, expected) => {
    expect(curl(given)).toBe(expected);
  });

  it('is one command with the given words in a POSIX shell', () => {
    const given = request({
      path: '/$(id)`id`\'"\\;&|',
      headers: [{ name: 'x-a', value: "'; rm *" }],
    });
    const words = execFileSync('sh', ['-c', curl(given).replace(/^curl/, "printf '%s\\n'")], { encoding: 'utf8' });
    expect(words).toBe("http://example.test/$(id)`id`'\"\\;&|\n-H\nx-a: '; rm *\n");
  });
});

describe('brief', () => {
  it('names method, host, path, query and headers', () => {
    expect(brief(witness)).toBe('POST shop.example.com/cart?x=1 with x-canary: true');
  });

  it('names a port that is not the default', () => {
    expect(brief(request({ port: 8080 }))).toBe('GET example.test:8080/');
  });
});

describe('sender', () => {
  it('sorts labels', () => {
    const labels = new Map([
      ['version', 'v1'],
      ['app', 'front'],
    ]);
    expect(sender(request({ caller: { namespace: 'shop', labels } }))).toBe('namespace shop, app=front, version=v1');
  });

  it('is null without a caller', () => {
    expect(sender(request())).toBeNull();
  });
});
