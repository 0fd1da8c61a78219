import type { Part } from './pattern.ts';

/** What a text is the value of. */
export type Kind = Part | 'header' | 'query' | 'label';

/** One axis of the space of requests: a part, the lines of a header, the value of a query parameter or label. */
export interface Dimension {
  readonly kind: Kind;
  /** Of the header, query parameter or label; the kind itself for a part. */
  readonly name: string;
}

/** One string for one dimension, for maps. */
export const dimensionKey = ({ kind, name }: Dimension): string => `${kind} ${name}`;

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
      return isToken(text);
    case 'header':
      return !/^[ \t]|[ \t]$/.test(text) && hasOnlySendable(kind, text);
    default:
      return hasOnlySendable(kind, text);
  }
}

/** A method, or the name of a header. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
export const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

/** False iff no request has a header or query parameter of the name. */
export function canCarry({ kind, name }: Dimension): boolean {
  if (kind === 'header') return isToken(name);
  return kind !== 'query' || (sendable('query', name) && !name.includes('='));
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

/** Methods that any client sends, the most usual first. https://www.rfc-editor.org/rfc/rfc9110#section-9 */
export const usualMethods: readonly string[] = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
];

/** Values that readers expect where a condition leaves the choice. */
export const usual: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  method: usualMethods,
  host: ['example.test'],
  sni: ['example.test'],
  port: ['80', '443', '8080', '8443'],
  scheme: ['http', 'https'],
  'caller-namespace': ['default'],
};

/** True iff few clients send the text: bytes beyond ASCII, tabs. */
export function isUnusual(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7e || code === 9) return true;
  }
  return false;
}

/** Where a text stands: before its first byte, behind a slash or a space, elsewhere. */
export type Context = 0 | 1 | 2;

/** No text of the kind has the byte there. */
export const never = Number.POSITIVE_INFINITY;
/** More than any text of usual bytes costs: one with such a byte is chosen only where there is no other. */
export const rare = 1e9;

/** How much a byte takes from the readability of a text. */
export function cost(kind: Kind, context: Context, byte: number): number {
  const letter = String.fromCharCode(byte);
  if (kind === 'path' && context === 0) return letter === '/' ? 10 : never;
  if (byte > 0x7e) return byte === 0x7f || kind === 'method' ? never : rare;
  if (kind === 'method' ? !isToken(letter) : !hasOnlySendable(kind, letter)) return never;
  if (byte === 0x09 || byte === 0x20) return context === 0 && kind === 'header' ? never : byte === 9 ? rare : 40;
  if (kind === 'path' && context === 1 && (letter === '/' || letter === '.')) return 60;
  if (kind === 'method') return letter >= 'A' && letter <= 'Z' ? 10 : 30;
  if (letter >= 'a' && letter <= 'z') return 10;
  if (letter >= '0' && letter <= '9') return 11;
  if (letter === '/') return 12;
  return letter >= 'A' && letter <= 'Z' ? 13 : '-._'.includes(letter) ? 15 : 30;
}

/** Where one stands behind the byte. */
export function behind(byte: number): Context {
  return byte === 0x2f || byte === 0x20 || byte === 0x09 ? 1 : 2;
}

/** Whether a text of the kind can end there. */
export function mayEnd(kind: Kind, context: Context, last: number): boolean {
  if (context === 0) return kind !== 'path' && kind !== 'method';
  return kind !== 'header' || (last !== 0x20 && last !== 0x09);
}

/** Bytes that a walk has to tell apart whatever it looks for. */
export const marked: readonly (readonly number[])[] = [
  [0x2f, 0x2f],
  [0x2e, 0x2e],
  [0x20, 0x20, 0x09, 0x09],
  [0x80, 0xff],
  [0x41, 0x5a],
  [0x61, 0x7a],
];
