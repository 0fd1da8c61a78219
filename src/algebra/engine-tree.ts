import { inverted, type Ranges } from './byte-ranges.ts';
import type { Edge, Expression } from './expression.ts';

/** An expression as RE2 rewrites it before it compiles: fewer instructions, the same matches. */
export type Tree =
  | { readonly is: 'empty' | 'never' | 'any' }
  | { readonly is: 'literal'; readonly byte: number; readonly fold: boolean }
  | { readonly is: 'class'; readonly of: Ranges }
  | { readonly is: 'edge'; readonly at: Edge }
  | { readonly is: 'concat' | 'alternate'; readonly of: readonly Tree[] }
  | { readonly is: 'star' | 'plus' | 'quest'; readonly of: Tree }
  | { readonly is: 'repeat'; readonly of: Tree; readonly least: number; readonly most: number | null }
  | { readonly is: 'capture'; readonly of: Tree };

const empty: Tree = { is: 'empty' };

/** What RE2 makes of the expression: google/re2@972a15ce re2/parse.cc, re2/simplify.cc. */
export const engineTree = (of: Expression): Tree => simplified(coalesced(withoutPrefix(parsed(of))));

/** A text behind `^` is compared before the program runs: re2/regexp.cc, RequiredPrefix. */
function withoutPrefix(tree: Tree): Tree {
  if (tree.is !== 'concat') return tree;
  const anchors = tree.of.findIndex((part) => part.is !== 'edge' || part.at !== 'text begins');
  const text = anchors < 1 ? [] : literals(concat(tree.of.slice(anchors)));
  const [first] = text;
  if (first?.is !== 'literal') return tree;
  const other = text.findIndex((part) => part.is === 'literal' && part.fold !== first.fold);
  return concat(tree.of.slice(anchors + (other < 0 ? text.length : other)));
}

function parsed(of: Expression): Tree {
  switch (of.is) {
    case 'byte':
      return ofBytes(of.of);
    case 'edge':
      return of;
    case 'capture':
      return { is: 'capture', of: parsed(of.of) };
    case 'sequence':
      return concat(of.of.map(parsed));
    case 'choice':
      return alternate(of.of.map(parsed));
    default: {
      const part = parsed(of.of);
      if (of.least > 1 || (of.most ?? 0) > 1 || of.most === 0) return { ...of, of: part };
      return repeated(of.most === 1 ? (of.least === 1 ? null : 'quest') : of.least === 0 ? 'star' : 'plus', part);
    }
  }
}

function ofBytes(written: Ranges): Tree {
  const of = inverted(inverted(written));
  const [first = 0, last = 0, second, other] = of;
  if (of.length === 2 && first === last) return { is: 'literal', byte: first, fold: false };
  if (of.length === 2 && first === 0 && last === 255) return { is: 'any' };
  const isLetter = of.length === 4 && first === last && second === other && first >= 0x41 && first <= 0x5a;
  return isLetter && second === first + 0x20 ? { is: 'literal', byte: second, fold: true } : { is: 'class', of };
}

function concat(parts: readonly Tree[]): Tree {
  const of = parts.flatMap((part) => (part.is === 'concat' ? part.of : [part]));
  const [only = empty] = of;
  return of.length < 2 ? only : { is: 'concat', of };
}

/** `a**` is `a*`, and so is any other mixture. */
function repeated(is: 'star' | 'plus' | 'quest' | null, of: Tree): Tree {
  if (is === null || of.is === is) return of;
  if (of.is === 'star' || of.is === 'plus' || of.is === 'quest') return { is: 'star', of: of.of };
  return { is, of };
}

function alternate(parts: readonly Tree[]): Tree {
  const found: Tree[] = [];
  for (const part of parts) {
    const before = found.at(-1);
    if (before?.is === 'any' && isOneByte(part)) continue;
    if (part.is === 'any' && before !== undefined && isOneByte(before)) found.pop();
    found.push(part);
  }
  return either(factored(found.flatMap((one) => (one.is === 'alternate' ? one.of : [one]))));
}

const isOneByte = ({ is }: Tree): boolean => is === 'literal' || is === 'class' || is === 'any';

function either(of: readonly Tree[]): Tree {
  const [only = { is: 'never' as const }] = of;
  return of.length < 2 ? only : { is: 'alternate', of };
}

/** Common beginnings of neighbours once, then single bytes of neighbours as one class. */
function factored(all: readonly Tree[]): readonly Tree[] {
  const byText = runs(all, literals, commonLiterals, (prefix, run) =>
    concat([...prefix, either(factored(run.map((one) => withoutFirst(one, prefix.length))))]),
  );
  const byPiece = runs(byText, leading, commonPiece, ([piece = empty], run) =>
    concat([piece, either(factored(run.map((one) => withoutFirst(one, 1))))]),
  );
  return runs(
    byPiece,
    (one) => [one],
    bothBytes,
    (_, run) => ({ is: 'class', of: inverted(inverted(run.flatMap(rangesOf))) }),
  );
}

/** Joins runs of neighbours that have something in common; what is left of it as the run grows. */
function runs(
  all: readonly Tree[],
  of: (one: Tree) => readonly Tree[],
  common: (left: readonly Tree[], right: readonly Tree[]) => readonly Tree[],
  join: (common: readonly Tree[], run: readonly Tree[]) => Tree,
): readonly Tree[] {
  const found: Tree[] = [];
  let run: Tree[] = [];
  let shared: readonly Tree[] = [];
  const finish = () => {
    const [only, another] = run;
    if (another !== undefined) found.push(join(shared, run));
    else if (only !== undefined) found.push(only);
  };
  for (const one of all) {
    const next = of(one);
    const still = run.length === 0 ? [] : common(shared, next);
    if (still.length > 0) {
      run.push(one);
      shared = still;
      continue;
    }
    finish();
    run = [one];
    shared = next;
  }
  finish();
  return found;
}

function literals(one: Tree): readonly Tree[] {
  const all = one.is === 'concat' ? one.of : [one];
  const end = all.findIndex(({ is }) => is !== 'literal');
  return end < 0 ? all : all.slice(0, end);
}

function commonLiterals(left: readonly Tree[], right: readonly Tree[]): readonly Tree[] {
  let end = 0;
  while (end < left.length && end < right.length && equal(left[end] as Tree, right[end] as Tree)) end++;
  return left.slice(0, end);
}

const leading = (one: Tree): readonly Tree[] =>
  one.is === 'empty' ? [] : one.is === 'concat' ? one.of.slice(0, 1) : [one];

function commonPiece([left]: readonly Tree[], [right]: readonly Tree[]): readonly Tree[] {
  if (left === undefined || right === undefined || !equal(left, right)) return [];
  const isFixed = left.is === 'repeat' && left.least === left.most && isOneByte(left.of);
  return left.is === 'edge' || left.is === 'class' || left.is === 'any' || isFixed ? [left] : [];
}

function bothBytes([left]: readonly Tree[], [right]: readonly Tree[]): readonly Tree[] {
  const isByte = (one: Tree | undefined) => one?.is === 'literal' || one?.is === 'class';
  return left !== undefined && isByte(left) && isByte(right) ? [left] : [];
}

function rangesOf(one: Tree): Ranges {
  if (one.is === 'class') return one.of;
  if (one.is !== 'literal') return [];
  return one.fold ? [one.byte, one.byte, one.byte - 0x20, one.byte - 0x20] : [one.byte, one.byte];
}

function withoutFirst(one: Tree, count: number): Tree {
  return one.is === 'concat' ? concat(one.of.slice(count)) : empty;
}

const equal = (left: Tree, right: Tree): boolean =>
  left === right || (left.is === right.is && JSON.stringify(left) === JSON.stringify(right));

type Loop = Extract<Tree, { is: 'star' | 'plus' | 'quest' | 'repeat' }>;
const isLoop = (one: Tree): one is Loop => ['star', 'plus', 'quest', 'repeat'].includes(one.is);
const least = (one: Loop): number => (one.is === 'repeat' ? one.least : one.is === 'plus' ? 1 : 0);
const most = (one: Loop): number | null => (one.is === 'repeat' ? one.most : one.is === 'quest' ? 1 : null);

/** `a*a` is `a{1,}`. */
function coalesced(one: Tree): Tree {
  if (one.is === 'alternate') return { is: 'alternate', of: one.of.map(coalesced) };
  if (isLoop(one) || one.is === 'capture') return { ...one, of: coalesced(one.of) };
  if (one.is !== 'concat') return one;
  const of: Tree[] = [];
  for (const part of one.of.map(coalesced)) {
    const before = of.at(-1);
    if (before !== undefined && isLoop(before) && isOneByte(before.of)) {
      const more = isLoop(part) && equal(part.of, before.of) ? part : equal(part, before.of) ? null : undefined;
      if (more !== undefined) {
        const [low, high] = more === null ? [1, 1] : [least(more), most(more)];
        const top = most(before);
        of[of.length - 1] = {
          is: 'repeat',
          of: before.of,
          least: least(before) + low,
          most: top === null || high === null ? null : top + high,
        };
        continue;
      }
    }
    of.push(part);
  }
  return { is: 'concat', of };
}

/** Without counted repetitions. */
function simplified(one: Tree): Tree {
  switch (one.is) {
    case 'concat':
    case 'alternate':
      return { is: one.is, of: one.of.map(simplified) };
    case 'capture':
      return { is: 'capture', of: simplified(one.of) };
    case 'class':
      return one.of.length === 0 ? { is: 'never' } : one;
    case 'star':
    case 'plus':
    case 'quest': {
      const of = simplified(one.of);
      return of.is === 'empty' || of.is === one.is ? of : { is: one.is, of };
    }
    case 'repeat':
      return copied(simplified(one.of), one.least, one.most);
    default:
      return one;
  }
}

/** `a{2,4}` is `aa(a(a)?)?`, `a{2,}` is `aa+`. */
function copied(of: Tree, low: number, high: number | null): Tree {
  if (of.is === 'empty') return of;
  const isEdge = (one: Tree) => one.is === 'edge';
  const onlyEdges = isEdge(of) || ((of.is === 'concat' || of.is === 'alternate') && of.of.every(isEdge));
  const from = onlyEdges ? Math.min(low, 1) : low;
  const to = onlyEdges && high !== null ? Math.min(high, 1) : high;
  const copies = (count: number): Tree[] => Array.from({ length: count }, () => of);
  if (to === null) {
    if (from < 2) return repeated(from === 0 ? 'star' : 'plus', of);
    return { is: 'concat', of: [...copies(from - 1), repeated('plus', of)] };
  }
  if (to === 0) return empty;
  if (from === 1 && to === 1) return of;
  let optional: Tree | null = null;
  for (let i = from; i < to; i++) {
    optional = repeated('quest', optional === null ? of : { is: 'concat', of: [of, optional] });
  }
  const all = optional === null ? copies(from) : [...copies(from), optional];
  return all.length === 1 ? (all[0] as Tree) : { is: 'concat', of: all };
}
