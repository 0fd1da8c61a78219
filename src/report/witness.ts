import type { Request } from '../algebra/request.ts';

/** The request as one shell command that sends it. */
export function curl(request: Request): string {
  const { scheme, method, host, path, headers, sni } = request;
  // The name in the URL is what curl sends in the handshake, so that a different host has to be a header.
  const fronted = scheme === 'https' && sni !== undefined && sni !== host;
  const url = `${scheme}://${fronted ? sni : host}${port(request)}${path}${query(request)}`;
  return [
    'curl',
    ...(method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', word(method)]),
    // https://curl.se/docs/manpage.html: braces and brackets are patterns, dot segments are removed, unless told.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...(/\/\.\.?(\/|$)/.test(path) ? ['--path-as-is'] : []),
    quoted(url),
    ...(fronted ? ['-H', quoted(`host: ${host}${port(request)}`)] : []),
    ...headers.flatMap(({ name, value }) => ['-H', quoted(header(name, value))]),
  ].join(' ');
}

/** The request in a few words: `GET shop.example.com/cart?x=1 with x-canary: true`. */
export function brief(request: Request): string {
  const headers = request.headers.map(({ name, value }) => `${name}: ${value === '' ? '""' : value}`).join(', ');
  const target = `${request.method} ${request.host}${port(request)}${request.path}${query(request)}`;
  return headers === '' ? target : `${target} with ${headers}`;
}

/** Who sends it: `namespace shop, app=front`; null iff nobody in particular. */
export function sender({ caller }: Request): string | null {
  if (caller === undefined) return null;
  const labels = [...caller.labels].map(([name, value]) => `${name}=${value}`).sort();
  return [...(caller.namespace === '' ? [] : [`namespace ${caller.namespace}`]), ...labels].join(', ') || null;
}

function port({ scheme, port }: Request): string {
  return port === (scheme === 'https' ? 443 : 80) ? '' : `:${port}`;
}

function query({ query }: Request): string {
  return query === '' ? '' : `?${query}`;
}

/** https://curl.se/docs/manpage.html#-H: `name:` removes a header, `name;` sends it without a value. */
function header(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

function word(text: string): string {
  return /^[\w-]+$/.test(text) ? text : quoted(text);
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
