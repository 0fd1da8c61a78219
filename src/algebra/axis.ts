import { type Atom, type Atoms, atoms, isIn, leavesOf, named } from './atoms.ts';
import { Exceeded } from './automaton.ts';
import type { Leaf } from './leaf.ts';
import type { Field } from './pattern.ts';
import { joinedHeaders } from './request.ts';
import type { Semantics } from './semantics.ts';
import { type Mask, wordsOf } from './solve.ts';
import { canCarry, type Dimension, isUnusual, usualMethods } from './universe.ts';

/**
 * A choice of what a request carries on one dimension. `inside`: the conditions that it meets, one bit each.
 * `unusual`: few clients send it.
 */
export interface Choice {
  readonly values: readonly string[];
  readonly unusual: boolean;
  readonly inside: bigint;
}

/**
 * `certain`: what surely meets the conditions of its own and surely none of the other bits that are not set.
 * `possible`: what does so in some reading of what this run cannot read, the same text being read alike.
 */
export type Certainty = 'certain' | 'possible';

const mostChoices = 4096;
const mostAnswers = 20_000_000;
const mostReadings = 6;

/** One dimension: conditions that a request must meet, and others of which it is asked whether it meets them. */
export class Axis {
  readonly on: Dimension;
  private readonly own: readonly Field[];
  private readonly semantics: Semantics;
  private readonly conditions: (readonly Field[])[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly kept = new Map<string, readonly Choice[]>();
  private readonly masks = new Map<string, Mask>();

  constructor(on: Dimension, own: readonly Field[], semantics: Semantics) {
    this.on = on;
    this.own = own;
    this.semantics = semantics;
  }

  /** The number of a condition, the same for conditions that are written alike. */
  ask(condition: readonly Field[]): number {
    const key = JSON.stringify(condition);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.conditions.push(condition) - 1;
      this.numbers.set(key, number);
      this.kept.clear();
      this.masks.clear();
    }
    return number;
  }

  /** What a request can carry, the most readable first; with `any` also what only unusual requests do. */
  choices(certainty: Certainty, any: boolean): readonly Choice[] {
    const key = `${certainty} ${any}`;
    let known = this.kept.get(key);
    if (known === undefined) {
      const all = this.distinct([...this.single(certainty), ...(any ? this.repeated(certainty) : [])]);
      known = any ? all : all.filter(({ unusual }) => !unusual);
      this.kept.set(key, known);
    }
    return known;
  }

  /** The choices that meet the condition of the number. */
  inside(condition: number, certainty: Certainty, any: boolean): Mask {
    const key = `${certainty} ${any} ${condition}`;
    let mask = this.masks.get(key);
    if (mask === undefined) {
      const choices = this.choices(certainty, any);
      mask = new Int32Array(wordsOf(choices.length));
      for (let i = 0; i < choices.length; i++) {
        if (((choices[i] as Choice).inside >> BigInt(condition)) & 1n)
          mask[i >> 5] = (mask[i >> 5] ?? 0) | (1 << (i & 31));
      }
      this.masks.set(key, mask);
    }
    return mask;
  }

  /** What of the dimension this run cannot read, in words; null iff it reads everything. */
  doubt(): string | null {
    const [cap] = this.singleAtoms().unread.values();
    const isOpen = this.semantics.lines === 'one by one' && isDoubtful(this.on);
    return cap ?? (isOpen ? `repeated lines of ${named(this.on)}` : null);
  }

  private single(certainty: Certainty): readonly Choice[] {
    const found: Choice[] = [];
    const isPart = !['header', 'query', 'label'].includes(this.on.kind);
    if (!isPart && this.own.every(({ absent }) => absent)) found.push(this.absent());
    if (!canCarry(this.on)) return found;
    const { all, unread } = this.singleAtoms();
    this.count(all.length);
    for (const atom of all) {
      const unusual = this.isUnusual(atom.text);
      for (const read of readings(atom, unread, certainty)) {
        if (!this.own.every(({ values }) => isIn(values, read) === true)) continue;
        const meets = (fields: readonly Field[]) =>
          fields.every(({ values }) => {
            const inside = isIn(values, read);
            return inside === null ? certainty === 'certain' : inside;
          });
        found.push({ values: [atom.text], unusual, inside: bits(this.conditions.map(meets)) });
      }
    }
    return found;
  }

  private count(atoms: number): void {
    const fields = this.own.length + this.conditions.length;
    if (atoms * fields > mostAnswers) throw new Exceeded(`${fields} conditions on ${named(this.on)}`);
  }

  private absent(): Choice {
    const meets = (fields: readonly Field[]) => fields.every(({ absent }) => absent);
    return { values: [], unusual: false, inside: bits(this.conditions.map(meets)) };
  }

  private keptAtoms: { readonly of: number; readonly atoms: Atoms } | null = null;

  private singleAtoms(): Atoms {
    if (this.keptAtoms?.of !== this.conditions.length) {
      const needed = this.own.map(({ values }) => values);
      this.keptAtoms = {
        of: this.conditions.length,
        atoms: atoms(this.on, this.leaves(), needed, this.semantics.paths),
      };
    }
    return this.keptAtoms.atoms;
  }

  private leaves(): readonly Leaf[] {
    return [...this.own, ...this.conditions.flat()].flatMap(({ values }) => leavesOf(values));
  }

  /** Few clients send a method that is not a usual one and that nobody asked for by name. */
  private isUnusual(text: string): boolean {
    if (this.on.kind !== 'method') return isUnusual(text);
    if (usualMethods.includes(text)) return false;
    return !this.own.some(({ values }) => leavesOf(values).some((leaf) => leaf.is === 'exact' && leaf.text === text));
  }

  /**
   * What several lines can do: they are matched one by one, so each that a condition asks for may be another. Lines meet
   * `some` conditions together, and `every` conditions unless one of them fails, so their bits are joined by OR.
   */
  private repeated(certainty: Certainty): readonly Choice[] {
    const { on, own, conditions } = this;
    if (on.kind !== 'header' || this.semantics.lines === 'joined' || joinedHeaders.has(on.name)) return [];
    if (!canCarry(on)) return [];
    if (isDoubtful(on) && certainty === 'certain') return [];
    const fields = [...own, ...conditions.flat()];
    const { all, unread } = atoms(on, this.leaves(), [], this.semantics.paths);
    this.count(all.length);
    const lines = new Map<bigint, readonly string[]>();
    for (const atom of all) {
      for (const read of readings(atom, unread, certainty)) {
        const line = bits(fields.map((field, i) => marks(field, isIn(field.values, read), i < own.length)));
        if (!lines.has(line)) lines.set(line, [atom.text]);
      }
    }
    const found: Choice[] = [];
    for (const [together, values] of closure(lines)) {
      const holds = (at: number) => ((together >> BigInt(at)) & 1n) === (fields[at]?.lines === 'some' ? 1n : 0n);
      if (values.length < 2 || !own.every((_, i) => holds(i))) continue;
      let at = own.length;
      const meets = conditions.map((condition) => condition.map(() => holds(at++)).every(Boolean));
      found.push({ values, unusual: true, inside: bits(meets) });
    }
    return found;
  }

  /** One choice for each set of conditions, the first. */
  private distinct(all: readonly Choice[]): readonly Choice[] {
    const found = new Map<bigint, Choice>();
    for (const choice of all) {
      const known = found.get(choice.inside);
      if (known === undefined || (known.unusual && !choice.unusual)) found.set(choice.inside, choice);
    }
    if (found.size > mostChoices)
      throw new Exceeded(`more than ${mostChoices} combinations of conditions on ${named(this.on)}`);
    return [...found.values()];
  }
}

/** HTTP/2 joins the lines of a cookie, HTTP/1.1 does not: several are no witness. */
const isDoubtful = ({ kind, name }: Dimension): boolean => kind === 'header' && name === 'cookie';

/** The bit of a line for a field: whether the line is one that `some` wants, or one that `every` forbids. */
function marks({ lines }: Field, inside: boolean | null, isOwn: boolean): boolean {
  if (inside !== null) return inside === (lines === 'some');
  // What this run cannot read must not help a condition of its own, and may meet another one.
  return isOwn === (lines === 'every');
}

/** What an atom is in, for each reading of the leaves that this run cannot read. */
function* readings(
  atom: Atom,
  unread: Atoms['unread'],
  certainty: Certainty,
): Iterable<(leaf: Leaf) => boolean | null> {
  const names = [...new Set([...unread.keys()].map(identity))];
  if (certainty === 'certain' || names.length === 0) return yield (leaf) => atom.has(leaf);
  if (names.length > mostReadings) throw new Exceeded(`more than ${mostReadings} unreadable values in one place`);
  for (let reading = 0; reading < 1 << names.length; reading++) {
    yield (leaf) => (unread.has(leaf) ? ((reading >> names.indexOf(identity(leaf))) & 1) === 1 : atom.has(leaf));
  }
}

const identity = (leaf: Leaf): string => JSON.stringify(leaf);

function bits(all: readonly boolean[]): bigint {
  let number = 0;
  if (all.length <= 30) {
    for (let i = 0; i < all.length; i++) if (all[i]) number |= 1 << i;
    return BigInt(number);
  }
  return BigInt(`0b${all.map(Number).reverse().join('')}`);
}

/** All that lines can do together. */
function closure(lines: ReadonlyMap<bigint, readonly string[]>): ReadonlyMap<bigint, readonly string[]> {
  const all = new Map(lines);
  if (all.size > mostChoices) throw new Exceeded(`more than ${mostChoices} combinations of lines`);
  for (const [together, values] of all) {
    for (const [line, value] of lines) {
      const more = together | line;
      if (all.has(more)) continue;
      if (all.size >= mostChoices) throw new Exceeded(`more than ${mostChoices} combinations of lines`);
      all.set(more, [...values, ...value]);
    }
  }
  return all;
}
