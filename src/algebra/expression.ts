import { code } from '../base/wording.ts';
import { everyByte, folded, inverted, type Ranges } from './byte-ranges.ts';
import { bracket, character, namedClass, Refusal, shown } from './expression-class.ts';

/**
 * A regular expression in RE2's syntax over bytes: Envoy 1.40 compiles it in Latin-1, so `é` in it is two bytes.
 * https://github.com/google/re2/wiki/Syntax, google/re2@972a15ce re2/parse.cc
 */
export type Expression =
  | { readonly is: 'byte'; readonly of: Ranges }
  | { readonly is: 'edge'; readonly at: Edge }
  | { readonly is: 'sequence'; readonly of: readonly Expression[] }
  | { readonly is: 'choice'; readonly of: readonly Expression[] }
  | { readonly is: 'repeat'; readonly of: Expression; readonly least: number; readonly most: number | null }
  | { readonly is: 'capture'; readonly of: Expression };

export type Edge = 'text begins' | 'text ends' | 'line begins' | 'line ends' | 'word boundary' | 'no word boundary';

export type Parsed =
  | { readonly is: 'expression'; readonly tree: Expression }
  /** The engine refuses it; `why` names the construct. */
  | { readonly is: 'refused'; readonly why: string }
  /** Nobody looked at it whole. */
  | { readonly is: 'too large'; readonly cap: string };

const longest = 100_000;
const deepest = 500;
/** RE2 refuses more copies of one thing than this, those by nesting included. */
const mostCopies = 1000;

export const empty: Expression = { is: 'sequence', of: [] };

const mostKept = 4096;
const kept = new Map<string, Parsed>();

/** Reads an expression. Linear in its length; the latest ones are kept by their text. */
export function parse(text: string): Parsed {
  let known = kept.get(text);
  if (known === undefined) {
    known = read(text);
    if (kept.size >= mostKept) kept.clear();
    kept.set(text, known);
  }
  return known;
}

function read(text: string): Parsed {
  if (text.length > longest) return { is: 'too large', cap: `more than ${longest} characters` };
  const reader = new Reader(Buffer.from(text, 'utf8').toString('latin1'));
  try {
    return { is: 'expression', tree: reader.whole() };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { is: 'refused', why: thrown.message };
    if (thrown instanceof TooDeep) return { is: 'too large', cap: `groups nested more than ${deepest} deep` };
    throw thrown;
  }
}

class TooDeep extends Error {}

/** An open group: its finished alternatives and the one that is being read. */
interface Group {
  readonly alternatives: Expression[];
  items: Expression[];
  readonly captures: boolean;
  /** The flags to return to. */
  readonly flags: Flags;
}

interface Flags {
  readonly fold: boolean;
  readonly lines: boolean;
  readonly dotAll: boolean;
}

class Reader {
  private at = 0;
  private flags: Flags = { fold: false, lines: false, dotAll: false };
  private group: Group = { alternatives: [], items: [], captures: false, flags: this.flags };
  private readonly outer: Group[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Expression {
    // Where the last thing that was read is a repetition: RE2 refuses another one on it.
    let repeated = -1;
    while (this.at < this.text.length) {
      const from = this.at;
      const times = this.repetition();
      if (times === null) {
        const one = this.item();
        if (one !== null) this.group.items.push(one);
        continue;
      }
      if (repeated === from) throw new Refusal(`a repetition of a repetition ${shown(this.text, from - 1, 20)}`);
      this.group.items.push(this.repeat(times, from));
      repeated = this.at;
    }
    if (this.outer.length > 0) throw new Refusal('a parenthesis that is not closed');
    return this.alternatives();
  }

  /** What stands next; null iff it is read already, or is nothing by itself. */
  private item(): Expression | null {
    const letter = this.text.charAt(this.at++);
    switch (letter) {
      case '(':
        this.open();
        return null;
      case ')':
        return this.close();
      case '|':
        this.group.alternatives.push(sequence(this.group.items));
        this.group.items = [];
        return null;
      case '^':
        return { is: 'edge', at: this.flags.lines ? 'line begins' : 'text begins' };
      case '$':
        return { is: 'edge', at: this.flags.lines ? 'line ends' : 'text ends' };
      case '.':
        return { is: 'byte', of: this.flags.dotAll ? everyByte : inverted([10, 10]) };
      case '[': {
        const { value, end } = bracket(this.text, this.at, this.flags.fold);
        this.at = end;
        return { is: 'byte', of: value };
      }
      case '\\':
        return this.escaped();
      default:
        return this.literal(letter.charCodeAt(0));
    }
  }

  private literal(byte: number): Expression {
    return (this.flags.fold ? eitherCase : oneByte)[byte] as Expression;
  }

  private alternatives(): Expression {
    const { alternatives, items } = this.group;
    return alternatives.length === 0 ? sequence(items) : { is: 'choice', of: [...alternatives, sequence(items)] };
  }

  private close(): Expression {
    const outer = this.outer.pop();
    if (outer === undefined) throw new Refusal('a parenthesis that was not opened');
    const of = this.alternatives();
    const { captures, flags } = this.group;
    this.flags = flags;
    this.group = outer;
    return captures ? { is: 'capture', of } : of;
  }

  /** A group, or flags that are set from here on. */
  private open(): void {
    if (this.outer.length >= deepest) throw new TooDeep();
    if (this.text.charAt(this.at) !== '?') {
      this.enter(true);
      return;
    }
    const rest = this.text.slice(this.at + 1, this.at + 200);
    const around = /^<?[=!]/.exec(rest);
    if (around !== null) throw new Refusal(`look-around ${code(`(?${around[0]}`)}`);
    const name = /^P?<([^>]*)>/.exec(rest);
    if (name !== null) {
      if (!isName(name[1] ?? '')) {
        throw new Refusal(`the name of a group ${code(`(?${name[0]}`)}`);
      }
      this.at += 1 + name[0].length;
      this.enter(true);
      return;
    }
    const set = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
    if (set === null) throw new Refusal(`the group ${shown(this.text, this.at - 1, 4)}`);
    this.at += 1 + set[0].length;
    const [, on = '', off = '', end] = set;
    if (end === ':') this.enter(false);
    this.flags = {
      fold: (this.flags.fold || on.includes('i')) && !off.includes('i'),
      lines: (this.flags.lines || on.includes('m')) && !off.includes('m'),
      dotAll: (this.flags.dotAll || on.includes('s')) && !off.includes('s'),
    };
  }

  private enter(captures: boolean): void {
    this.outer.push(this.group);
    this.group = { alternatives: [], items: [], captures, flags: this.flags };
  }

  private repetition(): Times | null {
    const letter = this.text.charAt(this.at);
    let times = simple[letter];
    let length = 1;
    if (letter === '{') {
      const counted = /^\{(0|[1-9]\d{0,8})(,(0|[1-9]\d{0,8})?)?\}/.exec(this.text.slice(this.at, this.at + 30));
      if (counted === null) return null;
      length = counted[0].length;
      const least = Number(counted[1]);
      const most = counted[3] === undefined ? null : Number(counted[3]);
      times = { least, most: counted[2] === undefined ? least : most };
    }
    if (times === undefined) return null;
    this.at += length;
    if (this.text.charAt(this.at) === '?') this.at++;
    return times;
  }

  private repeat({ least, most }: Times, from: number): Expression {
    const what = code(this.text.slice(from, this.at));
    if (Math.max(least, most ?? 0) > mostCopies || (most ?? least) < least) {
      throw new Refusal(`a repetition out of bounds ${what}`);
    }
    const of = this.group.items.pop();
    if (of === undefined) throw new Refusal(`nothing before the repetition ${what}`);
    const repeat: Expression = { is: 'repeat', of, least, most };
    // Asked only of what makes copies: no part of the tree is walked more often than copies can be nested.
    if (Math.max(least, most ?? 0) > 1 && copies(repeat) > mostCopies)
      throw new Refusal(`nested repetitions out of bounds ${what}`);
    return repeat;
  }

  private escaped(): Expression | null {
    const letter = this.text.charAt(this.at);
    const edge = edges[letter];
    if (edge !== undefined || letter === 'C') {
      this.at++;
      return edge === undefined ? { is: 'byte', of: everyByte } : { is: 'edge', at: edge };
    }
    if (letter === 'Q') {
      const end = this.text.indexOf('\\E', this.at);
      const until = end < 0 ? this.text.length : end;
      for (let i = this.at + 1; i < until; i++) this.group.items.push(this.literal(this.text.charCodeAt(i)));
      this.at = end < 0 ? until : end + 2;
      return null;
    }
    const of = namedClass(this.text, this.at, this.flags.fold);
    const { end, value } = of ?? character(this.text, this.at);
    this.at = end;
    return typeof value === 'number' ? this.literal(value) : { is: 'byte', of: value };
  }
}

/** Expressions are mostly literal bytes: each is one object. */
const oneByte = Array.from({ length: 256 }, (_, byte): Expression => ({ is: 'byte', of: [byte, byte] }));
const eitherCase = Array.from({ length: 256 }, (_, byte): Expression => ({ is: 'byte', of: folded([byte, byte]) }));

interface Times {
  readonly least: number;
  readonly most: number | null;
}

const simple: Readonly<Record<string, Times | undefined>> = {
  '*': { least: 0, most: null },
  '+': { least: 1, most: null },
  '?': { least: 0, most: 1 },
};

const edges: Readonly<Record<string, Edge | undefined>> = {
  A: 'text begins',
  b: 'word boundary',
  B: 'no word boundary',
  z: 'text ends',
};

const isName = (text: string): boolean => /^[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]+$/u.test(text);

function sequence(of: readonly Expression[]): Expression {
  const [only, another] = of;
  return only !== undefined && another === undefined ? only : { is: 'sequence', of };
}

/** How often the innermost thing is copied. */
function copies(of: Expression): number {
  if (of.is === 'repeat') return Math.max(1, of.most ?? of.least) * copies(of.of);
  if (of.is === 'capture') return copies(of.of);
  return 'of' in of && of.is !== 'byte' ? of.of.reduce((most, one) => Math.max(most, copies(one)), 1) : 1;
}
