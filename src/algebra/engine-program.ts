import { assertNever } from '../base/assert-never.ts';
import { Exceeded } from './automaton.ts';
import { bytes } from './byte-ranges.ts';
import type { Tree } from './engine-tree.ts';

interface Instruction {
  is: 'fail' | 'match' | 'alt' | 'alt match' | 'byte' | 'edge' | 'capture' | 'nop';
  out: number;
  /** The second way of an alternative. */
  out1: number;
  readonly isAny: boolean;
}

/** A place where the next fragment begins: which way out of which instruction. */
type Hole = { readonly of: number; readonly way: 'out' | 'out1' };
interface Fragment {
  readonly begin: number;
  readonly holes: readonly Hole[];
  readonly isNullable: boolean;
}

const mostInstructions = 100_000;

/**
 * The program size that RE2 reports, in Latin-1: google/re2@972a15ce re2/compile.cc, and re2/prog.cc (Optimize, Flatten).
 * Envoy compares it with `re2.max_program_size.error_level`.
 */
export function programSize(tree: Tree): number {
  return flatSize(new Compiler().program(tree));
}

interface Program {
  readonly all: readonly Instruction[];
  readonly start: number;
  readonly unanchored: number;
}

class Compiler {
  private readonly all: Instruction[] = [{ is: 'fail', out: 0, out1: 0, isAny: false }];

  program(tree: Tree): Program {
    const isAnchored = beginsAnchored(tree, 0);
    const body = this.fragment(endsAnchored(isAnchored ?? tree, 0) ?? isAnchored ?? tree);
    const whole = this.cat(body, { begin: this.add('match'), holes: [], isNullable: false });
    const start = whole.begin;
    const loop = isAnchored === null ? this.cat(this.star(this.one('byte', true), false), whole) : whole;
    if (start === 0 && loop.begin === 0) return { all: this.all.slice(0, 1), start: 0, unanchored: 0 };
    optimize(this.all, start);
    return { all: this.all, start, unanchored: loop.begin };
  }

  private add(is: Instruction['is'], out = 0, out1 = 0, isAny = false): number {
    if (this.all.length >= mostInstructions) throw new Exceeded(`more than ${mostInstructions} instructions`);
    return this.all.push({ is, out, out1, isAny }) - 1;
  }

  private fragment(tree: Tree): Fragment {
    switch (tree.is) {
      case 'never':
        return none;
      case 'empty':
        return { ...this.one('nop'), isNullable: true };
      case 'any':
        return this.one('byte', true);
      case 'literal':
        return this.one('byte');
      case 'class':
        return this.ranges(tree.of);
      case 'edge':
        return { ...this.one('edge'), isNullable: true };
      case 'capture': {
        const of = this.fragment(tree.of);
        if (of.begin === 0) return none;
        const begin = this.add('capture', of.begin);
        const end = this.add('capture');
        this.patch(of.holes, end);
        return { begin, holes: [{ of: end, way: 'out' }], isNullable: of.isNullable };
      }
      case 'concat': {
        const [first, ...rest] = tree.of.map((part) => this.fragment(part));
        return rest.reduce((left, right) => this.cat(left, right), first ?? none);
      }
      case 'alternate': {
        const [first, ...rest] = tree.of.map((part) => this.fragment(part));
        return rest.reduce((left, right) => this.alt(left, right), first ?? none);
      }
      case 'star':
        return this.star(this.fragment(tree.of), true);
      case 'plus':
        return this.plus(this.fragment(tree.of));
      case 'quest':
        return this.quest(this.fragment(tree.of));
      case 'repeat':
        throw new Error('a repetition that was not copied');
      default:
        return assertNever(tree);
    }
  }

  private one(is: 'byte' | 'edge' | 'nop', isAny = false): Fragment {
    const begin = this.add(is, 0, 0, isAny);
    return { begin, holes: [{ of: begin, way: 'out' }], isNullable: false };
  }

  /** A class that treats both cases alike needs its upper-case ranges not. */
  private ranges(of: readonly number[]): Fragment {
    const has = bytes(of);
    let isFolded = true;
    for (let upper = 0x41; upper <= 0x5a; upper++) isFolded &&= has[upper] === has[upper + 0x20];
    let begin = 0;
    const holes: Hole[] = [];
    for (let i = 0; i < of.length; i += 2) {
      const [low = 0, high = 0] = [of[i], of[i + 1]];
      if (isFolded && low >= 0x41 && high <= 0x5a) continue;
      const range = this.add('byte', 0, 0, low === 0 && high === 255);
      holes.push({ of: range, way: 'out' });
      begin = begin === 0 ? range : this.add('alt', begin, range);
    }
    return { begin, holes, isNullable: false };
  }

  private patch(holes: readonly Hole[], to: number): void {
    for (const { of, way } of holes) (this.all[of] as Instruction)[way] = to;
  }

  private cat(left: Fragment, right: Fragment): Fragment {
    if (left.begin === 0 || right.begin === 0) return none;
    const first = this.all[left.begin] as Instruction;
    const [hole] = left.holes;
    const isEmpty = first.is === 'nop' && first.out === 0 && hole?.of === left.begin;
    this.patch(left.holes, right.begin);
    if (isEmpty) return right;
    return { begin: left.begin, holes: right.holes, isNullable: left.isNullable && right.isNullable };
  }

  private alt(left: Fragment, right: Fragment): Fragment {
    if (left.begin === 0) return right;
    if (right.begin === 0) return left;
    const begin = this.add('alt', left.begin, right.begin);
    return { begin, holes: [...left.holes, ...right.holes], isNullable: left.isNullable || right.isNullable };
  }

  private plus(of: Fragment): Fragment {
    const loop = this.add('alt', of.begin);
    this.patch(of.holes, loop);
    return { begin: of.begin, holes: [{ of: loop, way: 'out1' }], isNullable: of.isNullable };
  }

  private star(of: Fragment, isGreedy: boolean): Fragment {
    if (of.isNullable) return this.quest(this.plus(of));
    const begin = isGreedy ? this.add('alt', of.begin) : this.add('alt', 0, of.begin);
    this.patch(of.holes, begin);
    return { begin, holes: [{ of: begin, way: isGreedy ? 'out1' : 'out' }], isNullable: true };
  }

  private quest(of: Fragment): Fragment {
    if (of.begin === 0) return { ...this.one('nop'), isNullable: true };
    const begin = this.add('alt', of.begin);
    return { begin, holes: [{ of: begin, way: 'out1' }, ...of.holes], isNullable: true };
  }
}

const none: Fragment = { begin: 0, holes: [], isNullable: false };
const deepestAnchor = 4;

/** The tree without the anchor that it begins with; null iff it begins with none, as far as RE2 looks. */
function beginsAnchored(tree: Tree, depth: number): Tree | null {
  return anchored(tree, depth, 'text begins', () => 0);
}

/** The tree without the anchor that it ends with; null iff it ends with none, as far as RE2 looks. */
function endsAnchored(tree: Tree, depth: number): Tree | null {
  return anchored(tree, depth, 'text ends', (of) => of.length - 1);
}

function anchored(tree: Tree, depth: number, at: string, place: (of: readonly Tree[]) => number): Tree | null {
  if (depth >= deepestAnchor) return null;
  if (tree.is === 'edge') return tree.at === at ? { is: 'empty' } : null;
  if (tree.is === 'capture') {
    const of = anchored(tree.of, depth + 1, at, place);
    return of && { is: 'capture', of };
  }
  if (tree.is !== 'concat') return null;
  const i = place(tree.of);
  const part = tree.of[i] && anchored(tree.of[i], depth + 1, at, place);
  return part ? { is: 'concat', of: tree.of.with(i, part) } : null;
}

/** Skips instructions that do nothing, and marks loops over everything before the match. */
function optimize(all: readonly Instruction[], start: number): void {
  const real = (id: number): number => {
    let at = id;
    while (at !== 0 && all[at]?.is === 'nop') at = all[at]?.out ?? 0;
    return at;
  };
  const queue = new Set([start]);
  for (const id of queue) {
    const one = all[id] as Instruction;
    one.out = real(one.out);
    if (one.out !== 0) queue.add(one.out);
    if (one.is !== 'alt') continue;
    one.out1 = real(one.out1);
    if (one.out1 !== 0) queue.add(one.out1);
  }
  const isMatch = (id: number): boolean => {
    let at = all[id] as Instruction;
    while (at.is === 'nop' || at.is === 'capture') at = all[at.out] as Instruction;
    return at.is === 'match';
  };
  for (const id of queue) {
    const one = all[id] as Instruction;
    if (one.is !== 'alt') continue;
    const [left, right] = [all[one.out] as Instruction, all[one.out1] as Instruction];
    const isLoop = (loop: Instruction) => loop.isAny && loop.out === id;
    if ((isLoop(left) && isMatch(one.out1)) || (isMatch(one.out) && isLoop(right))) one.is = 'alt match';
  }
}

/** Counts the instructions once alternatives are lists: a list of what each place that is reached by a byte leads to. */
function flatSize({ all, start, unanchored }: Program): number {
  const roots = new Map<number, number>([[0, 0]]);
  const root = (id: number) => {
    if (!roots.has(id)) roots.set(id, roots.size);
  };
  root(unanchored);
  root(start);
  const before = new Map<number, number[]>();
  walk(all, unanchored, (id) => {
    const one = all[id] as Instruction;
    if (one.is === 'byte' || one.is === 'edge' || one.is === 'capture') root(one.out);
    if (one.is === 'alt' || one.is === 'alt match') {
      for (const out of [one.out, one.out1]) before.set(out, [...(before.get(out) ?? []), id]);
    }
    return 'all';
  });
  for (const id of [...roots.keys()].sort((left, right) => right - left).slice(0, -1)) {
    if (id === start || id === unanchored) continue;
    const reached = walk(all, id, (at) => (at !== id && roots.has(at) ? 'none' : 'ways'));
    for (const at of reached) if (before.get(at)?.some((from) => !reached.has(from))) root(at);
  }
  let size = 0;
  for (const id of roots.keys()) {
    walk(all, id, (at) => {
      const { is } = all[at] as Instruction;
      if (at !== id && roots.has(at)) {
        size++;
        return 'none';
      }
      if (is !== 'alt' && is !== 'nop') size++;
      return 'ways';
    });
  }
  return size;
}

/** What is reached from an instruction: without bytes (`ways`), with them too (`all`), or not through it (`none`). */
function walk(
  all: readonly Instruction[],
  from: number,
  visit: (id: number) => 'all' | 'ways' | 'none',
): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const how = visit(id);
    const one = all[id] as Instruction;
    if (how === 'none' || one.is === 'match' || one.is === 'fail') continue;
    if (one.is === 'alt' || one.is === 'alt match') open.push(one.out1, one.out);
    else if (how === 'all' || one.is === 'nop') open.push(one.out);
  }
  return reached;
}
