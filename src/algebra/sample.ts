import { type Atom, has } from './atom.ts';
import type { Clause } from './clause.ts';
import type { Texts } from './texts.ts';
import { type Kind, sendable } from './universe.ts';

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
const usual: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  method: usualMethods,
  host: ['example.test'],
  sni: ['example.test'],
  port: ['80', '443', '8080', '8443'],
  scheme: ['http', 'https'],
  'caller-namespace': ['default'],
};

/** A readable text of the set that a request can carry; null if none was found, which proves nothing. */
export function sample(texts: Texts, kind: Kind): string | null {
  for (const text of usual[kind] ?? []) {
    if (texts.some((clause) => isIn(clause, kind, text))) return text;
  }
  for (const clause of texts) {
    for (const text of candidates(clause, kind)) {
      if (isIn(clause, kind, text)) return text;
      if (isFolded(clause) && isIn(clause, kind, text.toUpperCase())) return text.toUpperCase();
    }
  }
  return null;
}

const isFolded = ({ is }: Clause): boolean => is.some((atom) => 'fold' in atom && atom.fold);

/** True iff the text is certainly in the clause and can be sent. */
function isIn({ is, not }: Clause, kind: Kind, text: string): boolean {
  return (
    is.every((atom) => has(atom, text) === true) &&
    not.every((atom) => has(atom, text) === false) &&
    sendable(kind, text)
  );
}

function* candidates({ is, not }: Clause, kind: Kind): Iterable<string> {
  const exact = is.find((atom) => atom.is === 'exact');
  if (exact?.is === 'exact') return yield* [exact.text, capitalised(exact.text)];
  for (const atom of [...is, ...not]) if (atom.is === 'integers') yield* nearby(atom.from, atom.to);
  const start = outline(is, 'prefix') || (kind === 'path' ? '/' : '');
  const end = reversed(outline(is, 'suffix'));
  const middles = is.flatMap((atom) => (atom.is === 'contains' ? [atom.text] : []));
  const middle = middles.filter((text) => !start.includes(text) && !end.includes(text)).join('');
  if (middle === '' && start.endsWith(end)) yield start;
  if (middle === '' && end.startsWith(start)) yield end;
  if (middle.startsWith(start)) yield middle + end;
  for (const filler of fillers(kind, start, not)) {
    yield start + filler + middle + end;
    if (middle !== '') yield start + middle + filler + end;
  }
}

/** The longest demanded prefix, or the longest suffix read backwards, in the case that the sensitive ones demand. */
function outline(atoms: readonly Atom[], side: 'prefix' | 'suffix'): string {
  let folded = '';
  let sensitive = '';
  for (const atom of atoms) {
    const text = edge(atom, side);
    if ('fold' in atom && atom.fold) folded = text.length > folded.length ? text : folded;
    else sensitive = text.length > sensitive.length ? text : sensitive;
  }
  return sensitive + folded.slice(sensitive.length);
}

function edge(atom: Atom, side: 'prefix' | 'suffix'): string {
  if (side === 'suffix' && atom.is === 'labels') return reversed(`.${atom.suffix}`);
  if (atom.is !== side || !('text' in atom)) return '';
  return side === 'suffix' ? reversed(atom.text) : atom.text;
}

/** What can stand between a prefix and a suffix, the most readable first; more of it where more is barred. */
function* fillers(kind: Kind, start: string, not: readonly Atom[]): Iterable<string> {
  if (kind !== 'host' && kind !== 'sni') yield '';
  yield* words(kind, start);
  const deepest = Math.max(0, ...not.map((atom) => (atom.is === 'labels' ? (atom.most ?? 0) : 0)));
  for (const label of ['a', 'x', 'z']) yield `${`${label}.`.repeat(Math.min(deepest, 16))}${label}`;
  for (let count = 2; count < Math.min(not.length, 256) + 8; count++)
    yield `${kind === 'path' ? slash(start) : 'x'}${count}`;
  for (const letter of 'bcdefghijklmnopqrstuvw_~-') yield letter;
}

function words(kind: Kind, start: string): readonly string[] {
  if (kind === 'path')
    return start.endsWith('/')
      ? ['x', 'y', '1', 'a', 'z', 'x/y', '-']
      : ['/x', '1', 'x', '/', '/y', '/1', 'a', 'z', '.', '-'];
  if (kind === 'host' || kind === 'sni') return ['a', 'b', 'a.b', 'x.y', 'example', 'other', '1', '-'];
  // Not QUERY, which Envoy 1.40 refuses without a content-type.
  if (kind === 'method') return ['PURGE', 'LOCK', 'X', 'A'];
  return ['1', '2', 'other', 'x', 'y', 'z', 'a', 'X'];
}

const slash = (start: string): string => (start.endsWith('/') ? 'x' : '/x');
const reversed = (text: string): string => [...text].reverse().join('');
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function* nearby(from: number, to: number): Iterable<string> {
  for (const value of [from, from + 1, to - 1, to, from - 1]) {
    if (Number.isFinite(value)) yield String(BigInt(Math.ceil(value)));
  }
  yield '0';
}
