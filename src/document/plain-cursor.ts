import { DOUBLE_QUOTED, PLAIN, QUOTED, SINGLE_QUOTED } from './plain-tape.ts';

/** Written over by every scan: an array for each document would grow anew each time, which takes as long as the rest. */
export const tape: number[] = [];

export const LF = 10;
export const SPACE = 32;
export const HASH = 35;
export const DASH = 45;
export const COLON = 58;
const DOUBLE = 34;
const SINGLE = 39;
const DOT = 46;
const BACKSLASH = 92;

/** What cannot begin a plain scalar, and what the scanner leaves to the other parser there. */
const beginsNoPlain = tableOf('#&*!|>\'"%@`:?,[]{} <');
const flowSigns = tableOf(',[]{}');
/** Behind a backslash in double quotes. */
const escapes = tableOf('0abtnvfre "/\\N_LP');

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/** Walks a document by lines and scalars. */
export class Cursor {
  protected readonly text: string;
  protected readonly end: number;
  protected pos: number;
  protected lineEnd: number;
  /** Of the content at the position, where a block node may begin; -1 at the end. */
  protected column = 0;
  /** What the scalar that was passed last is. */
  protected kind = PLAIN;
  #size = 0;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.end = end;
    this.pos = start;
    this.lineEnd = start - 1;
  }

  protected put(number: number): void {
    tape[this.#size++] = number;
  }

  protected scalar(kind: number, start: number, end: number): void {
    this.put(kind);
    this.put(start);
    this.put(end);
  }

  /** The character there; a line break where the line ends. */
  protected at(offset: number): number {
    return offset < this.lineEnd ? this.text.charCodeAt(offset) : LF;
  }

  protected isSpace(offset: number): boolean {
    const code = this.at(offset);
    return code === SPACE || code === LF;
  }

  /** True iff a list item begins at the position. */
  protected isDash(): boolean {
    return this.at(this.pos) === DASH && this.isSpace(this.pos + 1);
  }

  /** Goes to the next line that is more than blank or a comment. */
  protected nextLine(): void {
    const { text, end } = this;
    let at = this.lineEnd + 1;
    while (at < end) {
      const start = at;
      while (at < end && text.charCodeAt(at) === SPACE) at++;
      if (at >= end) break;
      const code = text.charCodeAt(at);
      if (code === LF) at++;
      else {
        const lineBreak = text.indexOf('\n', at);
        const lineEnd = lineBreak === -1 || lineBreak > end ? end : lineBreak;
        if (code !== HASH) {
          this.pos = at;
          this.column = at - start;
          this.lineEnd = lineEnd;
          return;
        }
        at = lineEnd + 1;
      }
    }
    this.pos = end;
    this.lineEnd = end;
    this.column = -1;
  }

  protected skipSpaces(): void {
    while (this.at(this.pos) === SPACE) this.pos++;
  }

  /** Skips spaces; true iff nothing but a comment is left on the line. */
  protected isPast(): boolean {
    this.skipSpaces();
    const code = this.at(this.pos);
    return code === LF || (code === HASH && this.text.charCodeAt(this.pos - 1) === SPACE);
  }

  /** Goes to the next content from behind a value; false iff something else stands there on its line. */
  protected passLine(): boolean {
    if (!this.isPast()) return false;
    this.nextLine();
    return true;
  }

  /** Goes behind the scalar at the position, and tells where it ends; -1 iff it is none that ends on its line. */
  protected passScalar(column: number): number {
    const code = this.at(this.pos);
    if (code === DOUBLE) return this.#passDoubleQuoted();
    if (code === SINGLE) return this.#passSingleQuoted();
    // `...` ends a document.
    if (!this.#beginsPlain(code) || (code === DOT && column === 0)) return -1;
    return this.#passPlain(code);
  }

  #passPlain(first: number): number {
    this.kind = PLAIN;
    const { text, lineEnd } = this;
    let at = this.pos;
    let end = at;
    let previous = first;
    for (; at < lineEnd; at++) {
      const code = text.charCodeAt(at);
      if (code !== SPACE) {
        if (code === COLON && this.isSpace(at + 1)) break;
        if (code === HASH && previous === SPACE) break;
        end = at + 1;
      }
      previous = code;
    }
    this.pos = at;
    return end;
  }

  protected passFlowScalar(): number {
    const start = this.pos;
    const first = this.at(start);
    if (first === DOUBLE) return this.#passDoubleQuoted();
    if (first === SINGLE) return this.#passSingleQuoted();
    if (!this.#beginsPlain(first)) return -1;
    this.kind = PLAIN;
    let at = start;
    let end = start;
    for (; ; at++) {
      const code = this.at(at);
      if (code === LF || flowSigns[code] === 1) break;
      if (code === COLON && (this.isSpace(at + 1) || flowSigns[this.at(at + 1)] === 1)) break;
      if (code === HASH && this.text.charCodeAt(at - 1) === SPACE) break;
      if (code !== SPACE) end = at + 1;
    }
    this.pos = at;
    // A dash alone is no scalar.
    return first === DASH && end === start + 1 ? -1 : end;
  }

  #beginsPlain(code: number): boolean {
    if (code === LF || (code === DASH && this.isSpace(this.pos + 1))) return false;
    return code > 127 || beginsNoPlain[code] === 0;
  }

  #passSingleQuoted(): number {
    this.kind = QUOTED;
    for (let from = this.pos + 1; ; ) {
      const at = this.text.indexOf("'", from);
      if (at === -1 || at >= this.lineEnd) return -1;
      if (this.at(at + 1) !== SINGLE) {
        this.pos = at + 1;
        return at + 1;
      }
      this.kind = SINGLE_QUOTED;
      from = at + 2;
    }
  }

  #passDoubleQuoted(): number {
    this.kind = QUOTED;
    for (let at = this.pos + 1; at < this.lineEnd; at++) {
      const code = this.text.charCodeAt(at);
      if (code === DOUBLE) {
        this.pos = at + 1;
        return at + 1;
      }
      if (code === BACKSLASH) {
        this.kind = DOUBLE_QUOTED;
        if (escapes[this.at(++at)] !== 1) return -1;
      }
    }
    return -1;
  }
}
