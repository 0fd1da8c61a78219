import { assertNever } from '../base/assert-never.ts';
import { type Automaton, accepts, automaton, Exceeded } from './automaton.ts';
import type { Ranges } from './byte-ranges.ts';
import { toBytes } from './bytes.ts';
import { type Expression, parse } from './expression.ts';
import { anything, containing, decimal, labelled, literal } from './expression-of.ts';
import type { Pattern } from './pattern.ts';

/** A pattern that is no combination of others. */
export type Leaf = Exclude<Pattern, { is: 'any' } | { is: 'none' } | { is: 'all' | 'some' } | { is: 'not' }>;
type Textual = Extract<Leaf, { is: 'exact' | 'prefix' | 'suffix' | 'contains' }>;

/** Whether the text is in the leaf; null iff this run cannot know. */
export function has(leaf: Leaf, text: string): boolean | null {
  switch (leaf.is) {
    case 'segment-prefix':
      return text.startsWith(leaf.text) && (text.length === leaf.text.length || text[leaf.text.length] === '/');
    case 'labels': {
      const end = text.length - leaf.suffix.length - 1;
      if (end < 1 || text[end] !== '.' || !text.endsWith(leaf.suffix)) return false;
      return leaf.most === null || labelsOf(text.slice(0, end)) <= leaf.most;
    }
    case 'integers': {
      const value = integer(text);
      return value !== null && value >= leaf.from && value < leaf.to;
    }
    case 'unknown':
      return null;
    case 'regex': {
      const compiled = expression(leaf.text).automaton();
      return compiled instanceof Exceeded ? null : accepts(compiled, toBytes(text));
    }
    default:
      return leaf.fold ? relates(leaf.is, lower(leaf.text), lower(text)) : relates(leaf.is, leaf.text, text);
  }
}

function relates(is: Textual['is'], part: string, text: string): boolean {
  if (is === 'exact') return text === part;
  if (is === 'prefix') return text.startsWith(part);
  return is === 'suffix' ? text.endsWith(part) : text.includes(part);
}

/** ASCII letters in lower case; Envoy folds no others. */
export const lower = (text: string): string =>
  /[A-Z]/.test(text) ? text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;

const labelsOf = (text: string): number => text.split('.').length;

/** The number that `absl::SimpleAtoi` reads as an int64, or null. */
function integer(text: string): bigint | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const digits = text.replace(/^[+-]?0*/, '') || '0';
  if (digits.length > 19) return null;
  const value = text.startsWith('-') ? -BigInt(digits) : BigInt(digits);
  return value === BigInt.asIntN(64, value) ? value : null;
}

/** The automaton of the leaf, kept with it; or why there is none. A leaf that is `unknown` has none. */
export function compiled(leaf: Exclude<Leaf, { is: 'unknown' }>): Automaton | Exceeded {
  if (leaf.is === 'regex') return expression(leaf.text).automaton();
  let known = automata.get(leaf);
  if (known === undefined) {
    known = attempt(() => written(leaf));
    automata.set(leaf, known);
  }
  return known;
}
const automata = new WeakMap<Leaf, Automaton | Exceeded>();

function written(leaf: Exclude<Leaf, { is: 'unknown' | 'regex' }>): Expression {
  switch (leaf.is) {
    case 'integers':
      return decimal(leaf.from, leaf.to);
    case 'labels':
      return labelled(leaf.suffix, leaf.most);
    case 'segment-prefix': {
      const below: Expression = { is: 'sequence', of: [literal(`${leaf.text}/`), anything] };
      return { is: 'choice', of: [literal(leaf.text), below] };
    }
    default:
      return containing(literal(leaf.text, leaf.fold), leaf.is);
  }
}

function attempt(tree: () => Expression): Automaton | Exceeded {
  try {
    return automaton(tree());
  } catch (thrown) {
    if (thrown instanceof Exceeded) return thrown;
    throw thrown;
  }
}

/** A regular expression, read once and compiled when it is first asked. */
interface Compiled {
  automaton(): Automaton | Exceeded;
  /** What every text that matches begins with. */
  readonly prefix: string;
  /** A text that probably matches; null iff nothing does that is easy to see. */
  example(): string | null;
}

const mostKept = 1000;
const expressions = new Map<string, Compiled>();

/** Expressions are kept by their text, the latest ones. */
function expression(text: string): Compiled {
  let known = expressions.get(text);
  if (known === undefined) {
    if (expressions.size >= mostKept) expressions.clear();
    known = read(text);
    expressions.set(text, known);
  }
  return known;
}

function read(text: string): Compiled {
  const parsed = parse(text);
  if (parsed.is !== 'expression') {
    const fault = new Exceeded(parsed.is === 'refused' ? `refused: ${parsed.why}` : parsed.cap);
    return { automaton: () => fault, prefix: '', example: () => null };
  }
  let known: Automaton | Exceeded | null = null;
  return {
    automaton: () => {
      known ??= attempt(() => parsed.tree);
      return known;
    },
    prefix: beginning(parsed.tree),
    example: () => example(parsed.tree),
  };
}

/** The ASCII text that everything in the expression begins with. */
export const prefixOf = (regex: string): string => expression(regex).prefix;

/** A readable text that probably matches the expression; null iff it is refused or nothing came to mind. */
export const exampleOf = (regex: string): string | null => expression(regex).example();

/** The first alternative, nothing of what may be left out, and of each set of bytes the most readable one. */
function example(of: Expression): string | null {
  switch (of.is) {
    case 'byte':
      return readable(of.of);
    case 'edge':
      return '';
    case 'capture':
      return example(of.of);
    case 'choice':
      return of.of[0] === undefined ? null : example(of.of[0]);
    case 'sequence': {
      const parts = of.of.map(example);
      return parts.includes(null) ? null : parts.join('');
    }
    case 'repeat':
      return of.least === 0 ? '' : (example(of.of)?.repeat(of.least) ?? null);
    default:
      return assertNever(of);
  }
}

function readable(of: Ranges): string | null {
  for (const letter of letters) {
    for (let i = 0; i < of.length; i += 2) {
      if (letter >= (of[i] ?? 256) && letter <= (of[i + 1] ?? -1)) return String.fromCharCode(letter);
    }
  }
  return null;
}
const letters = Buffer.from(
  'abcdefghijklmnopqrstuvwxyz0123456789/ABCDEFGHIJKLMNOPQRSTUVWXYZ-._!$%&\'()*+,:;<=>@[\\]^`{|}~"',
  'latin1',
);

function beginning(of: Expression): string {
  if (of.is === 'byte') return of.of.length === 2 && of.of[0] === of.of[1] ? ascii(of.of[0] ?? 0) : '';
  if (of.is === 'capture') return beginning(of.of);
  if (of.is === 'choice') return of.of.map(beginning).reduce(common);
  if (of.is !== 'sequence') return '';
  let text = '';
  for (const one of of.of) {
    if (one.is === 'edge' && one.at === 'text begins' && text === '') continue;
    text += beginning(one);
    if (!isLiteral(one)) break;
  }
  return text;
}

const ascii = (byte: number): string => (byte < 0x80 ? String.fromCharCode(byte) : '');
const isLiteral = (of: Expression): boolean =>
  of.is === 'byte' ? beginning(of) !== '' : of.is === 'capture' && isLiteral(of.of);

function common(left: string, right: string): string {
  let end = 0;
  while (end < left.length && left[end] === right[end]) end++;
  return left.slice(0, end);
}
