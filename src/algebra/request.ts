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
