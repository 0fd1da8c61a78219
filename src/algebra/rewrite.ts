import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import type { Request } from './request.ts';

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
