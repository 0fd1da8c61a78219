import { assertNever } from '../base/assert-never.ts';
import { type Atom, least, lower, most } from './atom.ts';
import type { Part } from './pattern.ts';

/** What a text is the value of. */
export type Kind = Part | 'header' | 'query' | 'label';

/**
 * Characters that never arrive in a value of the kind: a path is cut at `?` and `#`, a query at `&`.
 * https://github.com/envoyproxy/envoy/blob/v1.40.0/source/common/http/path_utility.cc
 */
const excluded: Readonly<Partial<Record<Kind, string>>> = { path: ' ?#', query: ' &#', host: ' /?#@' };

/** True iff a request can carry the text. */
export function sendable(kind: Kind, text: string): boolean {
  switch (kind) {
    case 'path':
      return text.startsWith('/') && hasOnlySendable(kind, text);
    case 'port':
      return /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65535;
    case 'scheme':
      return text === 'http' || text === 'https';
    case 'method':
      return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
    case 'header':
      return !/^[ \t]|[ \t]$/.test(text) && hasOnlySendable(kind, text);
    default:
      return hasOnlySendable(kind, text);
  }
}

/** False only if no text that a request can carry is in the atom. */
export function possible(kind: Kind, atom: Atom): boolean {
  switch (atom.is) {
    case 'exact':
      return sendable(kind, atom.text);
    case 'prefix':
      if (kind === 'path' && atom.text !== '' && !atom.text.startsWith('/')) return false;
      return hasOnlySendable(kind, atom.text) && !(kind === 'header' && /^[ \t]/.test(atom.text));
    case 'suffix':
      return hasOnlySendable(kind, atom.text) && !(kind === 'header' && /[ \t]$/.test(atom.text));
    case 'contains':
      return hasOnlySendable(kind, atom.text);
    case 'labels':
      return hasOnlySendable(kind, atom.suffix) && (atom.most === null || atom.most > 0);
    case 'integers':
      return Math.ceil(atom.from) < atom.to && atom.from <= most && atom.to > least && kind !== 'path';
    case 'regex':
    case 'unknown':
      return true;
    default:
      return assertNever(atom);
  }
}

/** True only if every text that a request can carry is in the atom. */
export function universal(kind: Kind, atom: Atom): boolean {
  if (atom.is !== 'prefix' && atom.is !== 'suffix' && atom.is !== 'contains') return false;
  return atom.text === '' || (kind === 'path' && atom.text === '/' && atom.is !== 'suffix');
}

/** The atom without a fold that makes no difference: no letters, or a host, which arrives in lower case. */
export function plain(kind: Kind, atom: Atom): Atom {
  if (!('fold' in atom) || !atom.fold) return atom;
  const text = lower(atom.text);
  if (kind === 'host' || !/[a-z]/.test(text)) return { is: atom.is, text };
  return { is: atom.is, text, fold: true };
}

function hasOnlySendable(kind: Kind, text: string): boolean {
  const barred = excluded[kind];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7f || (code < 0x20 && code !== 0x09) || (code === 0x09 && kind !== 'header')) return false;
    if (kind === 'host' && code >= 0x41 && code <= 0x5a) return false;
    if (barred?.includes(text.charAt(i))) return false;
  }
  return true;
}
