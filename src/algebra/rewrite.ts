import { isUnknown, type Unknown } from '../base/known.ts';
import type { Request } from './request.ts';

/** What a hop changes before the next one matches. */
export interface Rewrite {
  readonly path?: /** The literal prefix that the route matched is replaced. */
  { readonly prefix: string; readonly to: string } | { readonly whole: string } | Unknown;
  readonly host?: string;
}

/** The request as the next hop sees it; null iff this run cannot know. */
export function apply(rewrite: Rewrite | null, request: Request): Request | null {
  if (rewrite === null) return request;
  const { path, host } = rewrite;
  const changed = host === undefined ? request : { ...request, host };
  if (path === undefined) return changed;
  if (isUnknown(path)) return null;
  if ('whole' in path) return { ...changed, path: path.whole };
  if (!request.path.startsWith(path.prefix)) return changed;
  const rest = request.path.slice(path.prefix.length);
  return { ...changed, path: path.to.endsWith('/') && rest.startsWith('/') ? path.to + rest.slice(1) : path.to + rest };
}
