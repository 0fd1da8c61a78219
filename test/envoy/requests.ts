import fc from 'fast-check';
import { type Request, request } from '../../src/algebra/request.ts';
import type { Raw } from '../support/envoy.ts';
import { words } from './matchers.ts';

/** What a listener that does not look at the port of a host reads; null: it refuses such bytes. */
export function received({ method, target, host, headers }: Raw): Request | null {
  if (!target.startsWith('/') || /[#\s]/.test(target)) return null;
  const mark = target.indexOf('?');
  return request({
    method,
    host: host.toLowerCase().replace(/:\d+$/, ''),
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: headers.map(({ name, value }) => ({ name: name.toLowerCase(), value: value.trim() })),
  });
}

/** The request as a client would send it. */
export function rawOf({ method, host, path, query, headers }: Request): Raw {
  return { method, target: query === '' ? path : `${path}?${query}`, host, headers };
}

/** Methods that Envoy's parser of HTTP/1.1 knows. */
const known = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH|PURGE|LOCK)$/;

/** True iff HTTP/1.1 can carry the request; HTTP/2 takes any token for a method and any bytes in a path. */
export function isHttp1({ method, target }: Raw): boolean {
  return known.test(method) && /^[\x21-\x7e]*$/.test(target);
}

const queries = [
  ...['q=a', 'q=b', 'q=', 'q', 'q=ab', 'q=5', 'q=A', 'Q=a', 'q=%61', 'q=a=', 'q=a?', 'q==a', '=a', '&', '', '?q=a'],
  ...['q=a&q=b', 'q=b&q=a', 'q=&q=a', 'q&q=a', '&q=a', 'r=1&q=a', 'r&q', 'q=a&r=b', 'r=ab&&q=5', 'q=a;r=b', 'q=a+b'],
];
const targets = fc
  .record({
    path: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...words.path) },
      {
        weight: 4,
        arbitrary: fc.constantFrom('/a/b/c', '/abc', '/x', '/b/', '/./a', '/a/../b', '//a', '/%61', '/a?b'),
      },
    ),
    query: fc.oneof(fc.constant(null), fc.constantFrom(...queries), fc.constantFrom('q=%61', 'q=a=', 'q=a&q=b')),
  })
  .map(({ path, query }) => (query === null ? path : `${path}?${query}`));

const headerName = fc.constantFrom('x-a', 'x-b', 'X-A', 'X-b');
const headerValue = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words.value) },
  { weight: 1, arbitrary: fc.constantFrom(' a', 'b\t', '  ', '9223372036854775807', '0x5', '5.0', '++5', '6,') },
);

/** Requests, many of them as no client library would send them. */
export const raws = (hosts: readonly string[]): fc.Arbitrary<Raw> =>
  fc.record({
    method: fc.oneof(
      { weight: 4, arbitrary: fc.constant('GET') },
      { weight: 2, arbitrary: fc.constantFrom('POST', 'PUT', 'PURGE', 'HEAD', 'PATCH', 'OPTIONS', 'TRACE') },
      { weight: 1, arbitrary: fc.constantFrom('get', 'FOO', 'post', 'PRI', 'LOCK') },
    ),
    target: targets,
    host: fc.constantFrom(...hosts).chain((host) => fc.constantFrom(host, host, host.toUpperCase(), `${host}:8080`)),
    headers: fc.array(fc.record({ name: headerName, value: headerValue }), { maxLength: 4 }),
  });
