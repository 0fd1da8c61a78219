import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { any, type Box, exact, type Pattern, prefix, type RequestSet } from './pattern.ts';
import type { Request } from './request.ts';
import { sendable } from './universe.ts';

/** What a hop changes before the next one matches. */
export interface Rewrite {
  readonly path?: /** The literal prefix that the route matched is replaced. */
  { readonly prefix: string; readonly to: string } | { readonly whole: string } | Unknown;
  readonly host?: string;
  /** The port of the next hop that the route names. */
  readonly port?: Known<number>;
}

/** The request as the next hop sees it; null iff this run cannot know. */
export function apply(rewrite: Rewrite | null, request: Request): Request | null {
  if (rewrite === null) return request;
  const { path, host, port } = rewrite;
  if (isUnknown(port)) return null;
  const changed = { ...request, ...(host !== undefined && { host }), ...(port !== undefined && { port }) };
  if (path === undefined) return changed;
  if (isUnknown(path)) return null;
  if ('whole' in path) return { ...changed, path: path.whole };
  if (!request.path.startsWith(path.prefix)) return changed;
  const rest = request.path.slice(path.prefix.length);
  return { ...changed, path: path.to.endsWith('/') && rest.startsWith('/') ? path.to + rest.slice(1) : path.to + rest };
}

/**
 * The requests as the next hop sees them, each of them and no other; null iff this run cannot know. A prefix is replaced
 * where it is all that is asked of the path, so that whatever stands behind it stands behind the new one.
 */
export function image(rewrite: Rewrite | null, requests: RequestSet): RequestSet | null {
  if (rewrite === null) return requests;
  const { path, host, port } = rewrite;
  if (isUnknown(port) || isUnknown(path)) return null;
  const changed: Box[] = [];
  for (const one of requests) {
    const after = path === undefined ? one.parts.path : rewritten(path, one.parts.path);
    if (after === null) return null;
    changed.push({
      ...one,
      parts: {
        ...one.parts,
        ...(after !== undefined && { path: after }),
        // What holds a variable is no name that a request can carry: it may become any.
        ...(host !== undefined && { host: sendable('host', host) ? exact(host) : any }),
        ...(port !== undefined && { port: exact(String(port)) }),
      },
    });
  }
  return changed;
}

function rewritten(path: Exclude<Rewrite['path'], Unknown | undefined>, before: Pattern | undefined): Pattern | null {
  if ('whole' in path) return exact(path.whole);
  if (before?.is !== 'prefix' || before.fold || before.text !== path.prefix) return null;
  return prefix(path.to);
}
