import { assertNever } from '../base/assert-never.ts';
import { code } from '../base/wording.ts';
import { type Automaton, Exceeded } from './automaton.ts';
import { compiled, has, type Leaf } from './leaf.ts';
import { abnormalPaths, isNormalPath } from './normal-path.ts';
import type { Pattern } from './pattern.ts';
import { points } from './points.ts';
import type { Semantics } from './semantics.ts';
import { type Dimension, type Kind, sendable, usual } from './universe.ts';
import { walk } from './walk.ts';

/** A text, and what it is in; every text that a request can carry is in the same leaves as that of some atom. */
export interface Atom {
  readonly text: string;
  /** Null where nobody can tell. */
  has(leaf: Leaf): boolean | null;
}

/** The leaves of a pattern. */
export function leavesOf(pattern: Pattern): readonly Leaf[] {
  switch (pattern.is) {
    case 'any':
    case 'none':
      return [];
    case 'all':
    case 'some':
      return pattern.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(pattern.of);
    default:
      return [pattern];
  }
}

/** Whether the text of an atom is in the pattern; null iff this run cannot know. */
export function isIn(pattern: Pattern, in_: (leaf: Leaf) => boolean | null): boolean | null {
  switch (pattern.is) {
    case 'any':
      return true;
    case 'none':
      return false;
    case 'not': {
      const inside = isIn(pattern.of, in_);
      return inside === null ? null : !inside;
    }
    case 'all':
    case 'some': {
      const stop = pattern.is === 'some';
      let open = false;
      for (const part of pattern.of) {
        const inside = isIn(part, in_);
        if (inside === stop) return stop;
        open ||= inside === null;
      }
      return open ? null : !stop;
    }
    case 'exact':
    case 'prefix':
    case 'suffix':
    case 'contains':
    case 'regex':
    case 'segment-prefix':
    case 'labels':
    case 'integers':
    case 'unknown':
      return in_(pattern);
    default:
      return assertNever(pattern);
  }
}

/** Atoms of a dimension, and the leaves that this run cannot tell, with the reason in words. */
export interface Atoms {
  readonly all: readonly Atom[];
  readonly unread: ReadonlyMap<Leaf, string>;
}

/** The most readable atoms that tell all the leaves apart. Texts that lack one of `needed` may be left out. */
export function atoms(
  on: Dimension,
  leaves: readonly Leaf[],
  needed: readonly Pattern[],
  paths: Semantics['paths'],
): Atoms {
  const isNormal = on.kind === 'path' && paths === 'normal';
  const arrives = (text: string) => sendable(on.kind, text) && (!isNormal || isNormalPath(text));
  const unread = new Map<Leaf, string>();
  for (const leaf of leaves) {
    if (leaf.is === 'unknown') unread.set(leaf, `the value ${code(leaf.text)} of ${named(on)}`);
    else if (leaf.is === 'regex') {
      const found = compiled(leaf);
      if (found instanceof Exceeded) unread.set(leaf, capOf(on, leaf, found));
    }
  }
  const read = leaves.filter((leaf) => !unread.has(leaf));
  const whole = needed.flatMap(conjuncts).find((leaf) => leaf.is === 'exact' && !leaf.fold);
  const texts = whole?.is === 'exact' ? [whole.text] : points(read, on.kind, arrives);
  if (texts !== null) {
    const all = texts.filter(arrives).map((text) => atomOf(text, unread));
    return { all, unread };
  }
  return walked({ on, isNormal, arrives }, read, needed, unread);
}

/** Leaves that every text of the pattern is in. */
function conjuncts(pattern: Pattern): readonly Leaf[] {
  if (pattern.is === 'all') return pattern.of.flatMap(conjuncts);
  return pattern.is === 'some' || pattern.is === 'not' ? [] : leavesOf(pattern);
}

function atomOf(text: string, unread: ReadonlyMap<Leaf, string>): Atom {
  return { text, has: (leaf) => (unread.has(leaf) ? null : has(leaf, text)) };
}

/** A dimension, and what of it arrives where requests are matched. */
interface Arrival {
  readonly on: Dimension;
  /** Whether what is no normal path never arrives. */
  readonly isNormal: boolean;
  arrives(text: string): boolean;
}

function walked(
  { on, isNormal, arrives }: Arrival,
  read: readonly Leaf[],
  needed: readonly Pattern[],
  unread: Map<Leaf, string>,
): Atoms {
  const automata: Automaton[] = [];
  const indexes = new Map<Leaf, number>();
  const failed = (leaf: Leaf, fault: Exceeded) => unread.set(leaf, capOf(on, leaf, fault));
  for (const leaf of read) {
    if (leaf.is === 'unknown' || indexes.has(leaf)) continue;
    const found = compiled(leaf);
    if (found instanceof Exceeded) failed(leaf, found);
    else indexes.set(leaf, automata.push(found) - 1);
  }
  const never = isNormal ? compiled(abnormal) : null;
  const barred = never === null || never instanceof Exceeded ? -1 : automata.push(never) - 1;
  const must = needed.flatMap(conjuncts).flatMap((leaf) => indexes.get(leaf) ?? []);
  try {
    const usualTexts = (usual[on.kind] ?? []).map((text) => atomOf(text, unread));
    const visits = walk(automata, on.kind, must)
      .filter((visit) => visit.in[barred] !== true)
      .map(
        (visit): Atom => ({
          text: visit.text,
          has: (leaf) => {
            const index = indexes.get(leaf);
            return index === undefined ? null : visit.in[index] === true;
          },
        }),
      );
    return { all: [...usualTexts, ...visits], unread };
  } catch (thrown) {
    if (!(thrown instanceof Exceeded)) throw thrown;
    for (const leaf of indexes.keys()) if (!isPlain(leaf)) failed(leaf, thrown);
    const texts = points(read.filter(isPlain), on.kind, arrives) ?? [];
    return { all: texts.map((text) => atomOf(text, unread)), unread };
  }
}

const abnormal = { is: 'regex', text: abnormalPaths } as const;

/** Leaves of which points are always found: what is left when automata grow beyond every count. */
const isPlain = (leaf: Leaf): boolean => leaf.is === 'exact' && !leaf.fold;

function capOf(on: Dimension, leaf: Leaf, { cap }: Exceeded): string {
  if (leaf.is !== 'regex') return `the conditions on ${named(on)} taken together (${cap})`;
  const text = leaf.text.length > 60 ? `${leaf.text.slice(0, 60)}…` : leaf.text;
  return `the regular expression ${code(text)} of ${named(on)} (${cap})`;
}

export function named({ kind, name }: Dimension | { kind: Kind; name: string }): string {
  if (kind === 'header') return `the header ${code(name)}`;
  if (kind === 'query') return `the query parameter ${code(name)}`;
  if (kind === 'label') return `the caller's label ${code(name)}`;
  if (kind === 'caller-namespace') return "the caller's namespace";
  return kind === 'sni' ? 'the server name' : `the ${kind}`;
}
