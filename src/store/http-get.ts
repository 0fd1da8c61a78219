import http, { type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import type { Cluster, Query, Reply } from './cluster.ts';

/** Writes what a request needs to be let in. */
export type Authorise = (request: RequestOptions) => Promise<void>;

/**
 * GET over HTTP/1.1 and connections that are kept. `ownAgent`: the credentials bring the agent, as one that goes through a
 * proxy.
 */
export function getter(server: URL, authorise: Authorise, ownAgent: boolean): Cluster['get'] {
  const isPlain = server.protocol === 'http:';
  const agent = isPlain ? new http.Agent({ keepAlive: true }) : new https.Agent({ keepAlive: true });
  const prefix = server.pathname.replace(/\/$/, '');
  return async (path, query, signal) => {
    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'routeproof' };
    const options: RequestOptions = { headers };
    await orAborted(authorise(options), signal);
    // The file of a token may end in a newline, which no header can hold.
    const token = headers['Authorization'];
    if (token !== undefined) headers['Authorization'] = token.trim();
    const request = {
      ...options,
      ...(!ownAgent && { agent }),
      protocol: server.protocol,
      hostname: server.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: server.port,
      path: `${prefix}${path}${searchOf(query)}`,
      signal,
    };
    const send = isPlain ? http.get : https.get;
    try {
      return await once(send, request);
    } catch (error) {
      if (!(error instanceof StaleConnection)) throw error;
      return await once(send, request);
    }
  };
}

/** Credentials may come from a command that never ends. */
function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

/** A kept connection that the server closed at the moment of its use: the request reached nobody. */
class StaleConnection extends Error {}

function once(send: typeof https.get, options: RequestOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = send(options, (response) => resolve(replyOf(response)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = request.reusedSocket && error.code === 'ECONNRESET' && !options.signal?.aborted;
      reject(isStale ? new StaleConnection(error.message) : error);
    });
  });
}

function replyOf(response: IncomingMessage): Reply {
  // Whoever reads the body is told; an abort before that must not end the process.
  response.on('error', () => {});
  const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
  return {
    status: response.statusCode ?? 0,
    retryAfter: seconds > 0 ? seconds * 1000 : null,
    body: response,
  };
}

function searchOf(query: Query): string {
  const search = new URLSearchParams(query).toString();
  return search === '' ? '' : `?${search}`;
}
