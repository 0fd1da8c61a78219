import { assertNever } from '../base/assert-never.ts';
import { toBytes } from './bytes.ts';
import type { Edge, Expression } from './expression.ts';

/**
 * The judge of expressions: whether the whole text matches. It walks the tree with the set of all places that a match
 * could have come to, so nothing is tried twice and nothing backtracks. It knows no automata.
 */
export function isMatch(tree: Expression, text: string): boolean {
  const bytes = toBytes(text);
  return step(tree, new Set([0]), bytes).has(bytes.length);
}

/** The places at which a match of the expression ends that begins at one of the given ones. */
function step(of: Expression, from: ReadonlySet<number>, bytes: Uint8Array): ReadonlySet<number> {
  if (from.size === 0) return from;
  switch (of.is) {
    case 'byte':
      return new Set([...from].filter((at) => at < bytes.length && isIn(of.of, bytes[at] ?? 0)).map((at) => at + 1));
    case 'edge':
      return new Set([...from].filter((at) => isAt(of.at, at, bytes)));
    case 'capture':
      return step(of.of, from, bytes);
    case 'sequence':
      return of.of.reduce((at, one) => step(one, at, bytes), from);
    case 'choice':
      return new Set(of.of.flatMap((one) => [...step(one, from, bytes)]));
    case 'repeat':
      return repeated(of, from, bytes);
    default:
      return assertNever(of);
  }
}

function repeated(
  { of, least, most }: Extract<Expression, { is: 'repeat' }>,
  from: ReadonlySet<number>,
  bytes: Uint8Array,
): ReadonlySet<number> {
  let at = from;
  for (let i = 0; i < least && at.size > 0; i++) at = step(of, at, bytes);
  const all = new Set(at);
  for (let i = least; i !== most && at.size > 0; i++) {
    at = new Set([...step(of, at, bytes)].filter((place) => !all.has(place)));
    for (const place of at) all.add(place);
  }
  return all;
}

function isIn(ranges: readonly number[], byte: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (byte >= (ranges[i] ?? 256) && byte <= (ranges[i + 1] ?? -1)) return true;
  }
  return false;
}

function isAt(edge: Edge, at: number, bytes: Uint8Array): boolean {
  const isWord = (place: number) => /^\w$/.test(String.fromCharCode(bytes[place] ?? 0));
  switch (edge) {
    case 'text begins':
      return at === 0;
    case 'text ends':
      return at === bytes.length;
    case 'line begins':
      return at === 0 || bytes[at - 1] === 10;
    case 'line ends':
      return at === bytes.length || bytes[at] === 10;
    case 'word boundary':
      return isWord(at - 1) !== isWord(at);
    case 'no word boundary':
      return isWord(at - 1) === isWord(at);
    default:
      return assertNever(edge);
  }
}
