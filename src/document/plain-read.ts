import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Entry, Node } from './node.ts';
import {
  BLOCK_MAPPING,
  BLOCK_SEQUENCE,
  END,
  FLOW_MAPPING,
  FLOW_SEQUENCE,
  FOLDED,
  LITERAL,
  NOTHING,
  PLAIN,
  QUOTED,
  SINGLE_QUOTED,
  type Tape,
} from './plain-tape.ts';
import { keyText, resolve, type ScalarValue } from './scalar.ts';
import { isOdd, isOddBlock } from './surprise.ts';

/** What a scalar's text means. */
export type Unmask = ((value: string) => string) | null;

/** The plain value of a tape; undefined iff a part of it has to be told. */
export function valueIn(text: string, tape: Tape, unmask: Unmask): unknown {
  const reader = new Reader(text, tape, unmask);
  const value = reader.value();
  return reader.isOdd ? undefined : value;
}

/** The nodes of a tape that has a value. Their offsets are told from `base`. */
export function nodesIn(text: string, tape: Tape, unmask: Unmask, base: number): Node {
  return new Reader(text, tape, unmask, base).node();
}

class Reader {
  /** True once something was met that has to be told, as a key that stands twice or a word that is a boolean. */
  isOdd = false;
  readonly #text: string;
  readonly #tape: Tape;
  readonly #unmask: Unmask;
  readonly #base: number;
  #next = 0;
  /** End of the last token: a scalar that is not written stands there. */
  #cursor = 0;
  #start = 0;

  constructor(text: string, tape: Tape, unmask: Unmask, base = 0) {
    this.#text = text;
    this.#tape = tape;
    this.#unmask = unmask;
    this.#base = base;
  }

  value(): unknown {
    const kind = this.#take();
    if (kind === NOTHING) return null;
    if (kind >= PLAIN) return this.#scalar(kind);
    this.#next++;
    return kind === BLOCK_MAPPING || kind === FLOW_MAPPING ? this.#mapping() : this.#sequence();
  }

  #mapping(): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    let entries = 0;
    for (let kind = this.#take(); kind !== END && !this.isOdd; kind = this.#take()) {
      const key = this.#key(kind);
      if (key === undefined || key === '__proto__') this.isOdd = true;
      else value[key] = this.value();
      entries++;
    }
    if (Object.keys(value).length !== entries) this.isOdd = true;
    return value;
  }

  #sequence(): unknown[] {
    const value: unknown[] = [];
    while (this.#tape[this.#next] !== END && !this.isOdd) value.push(this.value());
    this.#next++;
    return value;
  }

  node(): Node {
    const kind = this.#take();
    if (kind === NOTHING) return { is: 'scalar', start: this.#cursor, end: this.#cursor, value: null };
    if (kind >= PLAIN) {
      const value = this.#scalar(kind);
      return { is: 'scalar', start: this.#start, end: this.#cursor, value };
    }
    const start = this.#take() - this.#base;
    this.#cursor = start;
    const flow = kind === FLOW_MAPPING || kind === FLOW_SEQUENCE;
    if (kind === BLOCK_SEQUENCE || kind === FLOW_SEQUENCE) {
      const items: Node[] = [];
      while (this.#tape[this.#next] !== END) items.push(this.node());
      this.#next++;
      return { is: 'sequence', start, flow, anchored: false, items };
    }
    const entries: Entry[] = [];
    for (let kind = this.#take(); kind !== END; kind = this.#take()) {
      const key = this.#key(kind) ?? null;
      entries.push({ start: this.#start, end: this.#cursor, key, merge: false, node: this.node() });
    }
    return { is: 'mapping', start, flow, anchored: false, entries };
  }

  #take(): number {
    return this.#tape[this.#next++] ?? END;
  }

  #key(kind: number): string | undefined {
    const content = this.#content(kind);
    if (kind !== PLAIN) return content;
    const value = resolve(content);
    return value === content || keyText(content, value) === content ? content : undefined;
  }

  #scalar(kind: number): ScalarValue {
    const content = this.#content(kind);
    if (kind !== PLAIN) {
      if ((kind === LITERAL || kind === FOLDED) && isOddBlock(content)) this.isOdd = true;
      return content;
    }
    const value = resolve(content);
    if (!isFiniteOrNone(value) || isOdd(content, value, 'value')) this.isOdd = true;
    return value;
  }

  /** The text that the scalar stands for, its place noted. */
  #content(kind: number): string {
    const start = this.#take();
    const end = this.#take();
    this.#start = start - this.#base;
    this.#cursor = end - this.#base;
    let content: string;
    if (kind === PLAIN) content = this.#text.slice(start, end);
    else if (kind === QUOTED) content = this.#text.slice(start + 1, end - 1);
    else if (kind === LITERAL || kind === FOLDED) content = this.#block(kind, start, end);
    else content = quotedContent(this.#text, kind, start, end);
    return this.#unmask === null ? content : this.#unmask(content);
  }

  #block(kind: number, header: number, start: number): string {
    const end = this.#take();
    const indent = this.#take();
    const sign = this.#take();
    const length = this.#text.slice(start, end).trimEnd().length;
    this.#cursor = (length === 0 ? header + (sign === 0 ? 1 : 2) : start + length) - this.#base;
    return getScalarValue(this.#text, {
      ...bare,
      valueStart: start,
      valueEnd: end,
      style: kind === LITERAL ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK,
      indent,
      chomping: sign === 0 ? CHOMPING_MODE.CLIP : sign === 43 ? CHOMPING_MODE.KEEP : CHOMPING_MODE.STRIP,
    });
  }
}

function isFiniteOrNone(value: ScalarValue): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

function quotedContent(text: string, kind: number, start: number, end: number): string {
  const style = kind === SINGLE_QUOTED ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED;
  return getScalarValue(text, { ...bare, valueStart: start + 1, valueEnd: end - 1, style });
}

const bare: ScalarEvent = {
  type: EVENT_ID.SCALAR,
  valueStart: -1,
  valueEnd: -1,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: SCALAR_STYLE.PLAIN,
  chomping: CHOMPING_MODE.CLIP,
  indent: -1,
  fast: false,
};
