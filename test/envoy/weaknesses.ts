import type { Request } from '../../src/algebra/request.ts';

/** Misreadings of a request; an evaluator that made one would name another route than Envoy for some random request. */
export const weaknesses: Readonly<{ [weakness: string]: (read: Request) => Request }> = {
  'the path without case': (read) => ({ ...read, path: read.path.toLowerCase() }),
  'the path decoded': (read) => ({ ...read, path: read.path.replaceAll(/%2f/gi, '/').replaceAll('%61', 'a') }),
  'two slashes as one': (read) => ({ ...read, path: read.path.replaceAll('//', '/') }),
  'dot segments removed': ({ path, ...read }) => ({ ...read, path: path.replace('/./', '/').replace('/a/../', '/') }),
  'the path with its query': ({ path, query, ...read }) => ({
    ...read,
    query,
    path: query === '' ? path : `${path}?${query}`,
  }),
  'the path without its parameters': (read) => ({ ...read, path: read.path.split(';', 1)[0] ?? '' }),
  'the last slash of a path dropped': (read) => ({ ...read, path: read.path.replace(/(.)\/$/, '$1') }),
  'the last value of a query parameter': (read) => ({ ...read, query: read.query.split('&').reverse().join('&') }),
  'the query decoded': (read) => ({ ...read, query: read.query.replaceAll('%61', 'a') }),
  'the names of the query without case': (read) => ({ ...read, query: read.query.toLowerCase() }),
  'a parameter without a value as none': (read) => ({ ...read, query: read.query.replace(/(^|&)[qr](?=&|$)/g, '') }),
  'an empty value as none': (read) => ({ ...read, query: read.query.replace(/(^|&)[qr]=(?=&|$)/g, '') }),
  'the value of a parameter up to a second equals sign': (read) => ({ ...read, query: read.query.replace(/a=$/, 'a') }),
  'a semicolon between parameters': (read) => ({ ...read, query: read.query.replaceAll(';', '&') }),
  'repeated lines as one': (read) => ({ ...read, headers: joined(read) }),
  'the last of repeated lines': (read) => ({
    ...read,
    headers: [...new Map(read.headers.map((one) => [one.name, one])).values()],
  }),
  'the first of repeated lines': ({ headers, ...read }) => ({
    ...read,
    headers: headers.filter(({ name }, i) => headers.findIndex((one) => one.name === name) === i),
  }),
  'an empty header as none': ({ headers, ...read }) => ({
    ...read,
    headers: headers.filter(({ value }) => value !== ''),
  }),
  'the values of headers without case': ({ headers, ...read }) => ({
    ...read,
    headers: headers.map(({ name, value }) => ({ name, value: value.toLowerCase() })),
  }),
  'a line of several values as several lines': ({ headers, ...read }) => ({
    ...read,
    headers: headers.flatMap(({ name, value }) => value.split(',').map((one) => ({ name, value: one }))),
  }),
  'an integer without its sign': ({ headers, ...read }) => ({
    ...read,
    headers: headers.map(({ name, value }) => ({ name, value: value.replace('-', '') })),
  }),
  'the host without its last dot': (read) => ({ ...read, host: read.host.replace(/\.$/, '') }),
  'the method without case': (read) => ({ ...read, method: read.method.toUpperCase() }),
  'HEAD as GET': (read) => ({ ...read, method: read.method === 'HEAD' ? 'GET' : read.method }),
};

function joined({ headers }: Request): Request['headers'] {
  const lines = new Map<string, string[]>();
  for (const { name, value } of headers) lines.set(name, [...(lines.get(name) ?? []), value]);
  return [...lines].map(([name, values]) => ({ name, value: values.join(',') }));
}
