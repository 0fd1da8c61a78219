/** One concrete request; also the witness of a finding. */
export interface Request {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  /** Without a port, lower case. */
  readonly host: string;
  readonly port: number;
  /** Starts with `/`, without query and fragment, percent-encoding as sent. */
  readonly path: string;
  /** The raw text behind the first `?`, or the empty string. */
  readonly query: string;
  /** Lower-case names; a name may stand several times. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** Server name of the TLS handshake, where there is one. */
  readonly sni?: string;
  readonly caller?: { readonly namespace: string; readonly labels: ReadonlyMap<string, string> };
}

/** A request with defaults for all that is not given: GET http://example.test:80/ */
export function request(given: Partial<Request> = {}): Request {
  return { scheme: 'http', method: 'GET', host: 'example.test', port: 80, path: '/', query: '', headers: [], ...given };
}

/**
 * Headers whose repeated lines Envoy joins with `,` before it matches: those that its map of request headers holds inline.
 * https://github.com/envoyproxy/envoy/blob/v1.40.0/envoy/http/header_map.h (INLINE_REQ_STRING_HEADERS), and the custom
 * ones that its extensions register; each was measured.
 */
export const joinedHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'access-control-request-private-network',
  'authentication',
  'authorization',
  'cache-control',
  'cdn-loop',
  'content-encoding',
  'content-type',
  'expect',
  'grpc-accept-encoding',
  'grpc-timeout',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'origin',
  'pragma',
  'proxy-status',
  'referer',
  'user-agent',
  'via',
  'x-client-trace-id',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-request-id',
]);
