import { isUnknown } from '../base/known.ts';
import { isIn } from './atoms.ts';
import { after, quoted, written } from './derivative.ts';
import { parse } from './expression.ts';
import { has, type Leaf, lower } from './leaf.ts';
import type { Box, Pattern, RequestSet } from './pattern.ts';
import type { Rewrite } from './rewrite.ts';

/** The requests that are in the set once they are rewritten. What no pattern can say is one that nobody can read. */
export function preimage(rewrite: Rewrite | null, set: RequestSet): RequestSet {
  if (rewrite === null) return set;
  return set.flatMap((box) => ofBox(rewrite, box));
}

function ofBox({ path, host }: Rewrite, box: Box): readonly Box[] {
  const { host: ownHost, path: ownPath, ...rest } = box.parts;
  const hostOf = host === undefined || ownHost === undefined ? ownHost : constant(ownHost, host);
  const pathOf = path === undefined || ownPath === undefined ? ownPath : pathPreimage(ownPath, path);
  if (hostOf?.is === 'none' || pathOf?.is === 'none') return [];
  const parts = { ...rest, ...(hostOf && { host: hostOf }), ...(pathOf && { path: pathOf }) };
  return [{ ...box, parts }];
}

/** The paths whose rewritten form is in the pattern. */
export function pathPreimage(pattern: Pattern, rewrite: NonNullable<Rewrite['path']>): Pattern {
  if (pattern.is === 'any' || pattern.is === 'none') return pattern;
  if (isUnknown(rewrite)) return { is: 'unknown', text: JSON.stringify([rewrite.unknown, pattern]) };
  if ('whole' in rewrite) return constant(pattern, rewrite.whole);
  const { prefix, to } = rewrite;
  const begins: Pattern = { is: 'prefix', text: prefix };
  const others: Pattern = { is: 'all', of: [{ is: 'not', of: begins }, pattern] };
  // A slash that both ends would bring is written once.
  const below: Pattern = { is: 'prefix', text: `${prefix}/` };
  const joined = to.endsWith('/') ? [{ is: 'all' as const, of: [below, moved(pattern, `${prefix}/`, to)] }] : [];
  const rest: Pattern = to.endsWith('/') ? { is: 'all', of: [begins, { is: 'not', of: below }] } : begins;
  return { is: 'some', of: [others, ...joined, { is: 'all', of: [rest, moved(pattern, prefix, to)] }] };
}

/** Every text is rewritten to one, so the pattern has all or none. */
function constant(pattern: Pattern, text: string): Pattern {
  const inside = isIn(pattern, (leaf) => has(leaf, text));
  if (inside === null) return { is: 'unknown', text: JSON.stringify([text, pattern]) };
  return inside ? { is: 'any' } : { is: 'none' };
}

/** Of the texts that begin with `from`, those that are in the pattern once they begin with `to` instead. */
function moved(pattern: Pattern, from: string, to: string): Pattern {
  switch (pattern.is) {
    case 'any':
    case 'none':
      return pattern;
    case 'not':
      return { is: 'not', of: moved(pattern.of, from, to) };
    case 'all':
    case 'some':
      return { is: pattern.is, of: pattern.of.map((part) => moved(part, from, to)) };
    default:
      return movedLeaf(pattern, from, to);
  }
}

function movedLeaf(leaf: Leaf, from: string, to: string): Pattern {
  switch (leaf.is) {
    case 'segment-prefix':
      return {
        is: 'some',
        of: [
          movedLeaf({ is: 'exact', text: leaf.text }, from, to),
          movedLeaf({ is: 'prefix', text: `${leaf.text}/` }, from, to),
        ],
      };
    case 'exact':
    case 'prefix':
      return movedBeginning(leaf as Beginning, from, to);
    case 'regex': {
      const parsed = parse(leaf.text);
      const rest = parsed.is === 'expression' ? after(parsed.tree, to) : null;
      if (rest === null) break;
      const text = written(rest);
      return text === null ? { is: 'none' } : { is: 'regex', text: `(?s)${quoted(from)}${text}` };
    }
    case 'suffix':
      return behind(leaf as Inner, from, to, (ending) => `.*${ending}`);
    case 'contains':
      return behind(leaf as Inner, from, to, (part) => `.*${part}.*`);
    case 'labels':
    case 'integers':
    case 'unknown':
      break;
  }
  return { is: 'unknown', text: JSON.stringify([from, to, leaf]) };
}

type Beginning = Leaf & { readonly is: 'exact' | 'prefix' };
type Inner = Leaf & { readonly is: 'suffix' | 'contains' };

function movedBeginning(leaf: Beginning, from: string, to: string): Pattern {
  const [text, start] = leaf.fold ? [lower(leaf.text), lower(to)] : [leaf.text, to];
  if (leaf.is === 'prefix' && start.startsWith(text)) return { is: 'any' };
  if (!text.startsWith(start)) return { is: 'none' };
  const rest = leaf.text.slice(to.length);
  if (!leaf.fold) return { is: leaf.is, text: from + rest };
  return { is: 'regex', text: `(?s)${quoted(from)}(?i:${quoted(rest)})${leaf.is === 'prefix' ? '.*' : ''}` };
}

/** A part of the text lies behind what is exchanged, or reaches into what it is exchanged for. */
function behind({ is, text, fold }: Inner, from: string, to: string, whole: (part: string) => string): Pattern {
  const same = (left: string, right: string) => (fold ? lower(left) === lower(right) : left === right);
  if (is === 'contains' && (fold ? lower(to).includes(lower(text)) : to.includes(text))) return { is: 'any' };
  const ends = [whole(cased(quoted(text), fold))];
  for (let length = 1; length <= text.length; length++) {
    if (length > to.length || !same(to.slice(-length), text.slice(0, length))) continue;
    ends.push(cased(quoted(text.slice(length)), fold) + (is === 'contains' ? '.*' : ''));
  }
  return { is: 'regex', text: `(?s)${quoted(from)}(?:${ends.join('|')})` };
}

const cased = (text: string, fold: true | undefined): string => (fold ? `(?i:${text})` : text);
