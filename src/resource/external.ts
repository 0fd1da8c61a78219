import { hasPlaceholder } from '../document/placeholder.ts';
import type { KindId } from './resource.ts';
import { matchesWildcard } from './wildcard.ts';

/** Objects that live outside the world; `*` stands for any text, and what is left out for everything. */
export interface External {
  /** `VirtualService`, or `VirtualService.appmesh.k8s.aws` where the kind alone is not enough. */
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  /** It is here, and what stands before it takes TLS from its callers: nothing else is said of it. */
  readonly tlsEndsBefore?: boolean;
}

/** Whether some entry declares the object; null iff that depends on a variable in the wanted names. */
export function isExternal(
  entries: readonly External[],
  kind: KindId,
  namespace: string,
  name: string,
): boolean | null {
  let open = false;
  const word = kind.split('.', 1)[0] ?? kind;
  for (const entry of entries) {
    if (entry.tlsEndsBefore !== undefined) continue;
    if (!matchesWildcard(entry.kind, kind) && !matchesWildcard(entry.kind, word)) continue;
    const parts = [declares(entry.namespace, namespace), declares(entry.name, name)];
    if (parts.every((part) => part === true)) return true;
    if (!parts.includes(false)) open = true;
  }
  return open ? null : false;
}

/** True iff some entry declares objects of the kind. */
export function someExternal(entries: readonly External[], kind: KindId): boolean {
  const word = kind.split('.', 1)[0] ?? kind;
  return entries.some(
    (entry) =>
      entry.tlsEndsBefore === undefined && (matchesWildcard(entry.kind, kind) || matchesWildcard(entry.kind, word)),
  );
}

/** True iff some entry says that callers speak TLS to what stands before the object, or may say so. */
export function isBehindTls(entries: readonly External[], kind: KindId, namespace: string, name: string): boolean {
  const word = kind.split('.', 1)[0] ?? kind;
  return entries.some(
    (entry) =>
      entry.tlsEndsBefore === true &&
      (matchesWildcard(entry.kind, kind) || matchesWildcard(entry.kind, word)) &&
      declares(entry.namespace, namespace) !== false &&
      declares(entry.name, name) !== false,
  );
}

function declares(pattern: string | undefined, text: string): boolean | null {
  if (pattern === undefined || matchesWildcard(pattern, text)) return true;
  return hasPlaceholder(text) ? null : false;
}
