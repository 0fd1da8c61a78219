/*
 * A scanner for the part of YAML that manifests are written in: block mappings and lists, scalars of one line, block
 * scalars, flow collections. It is sure of all that it accepts, and gives up at the first character that it is not sure
 * of: then the parser of the whole language reads the document, which is also the judge in test/document/plain.test.ts.
 */
import { COLON, Cursor, DASH, HASH, LF, SPACE, tape } from './plain-cursor.ts';
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
  type Tape,
} from './plain-tape.ts';

/** The other parser counts from here on. */
const maxDepth = 60;

/** The tokens of the document that stands there, good until the next scan; undefined iff the scanner gives up. */
export function scan(text: string, start: number, end: number): Tape | undefined {
  return new Scanner(text, start, end).document() ? tape : undefined;
}

/** True iff no character is a tab, a line break but LF, half of a pair or what YAML forbids. */
export function hasPlainCharacters(text: string): boolean {
  return !/[^\n\x20-\x7E\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/.test(text);
}

const PLUS = 43;
const COMMA = 44;
const ANGLE = 62;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const BAR = 124;
const CLOSE_BRACE = 125;

class Scanner extends Cursor {
  #depth = 0;

  document(): boolean {
    this.nextLine();
    if (this.column === 0 && this.text.startsWith('---', this.pos)) {
      this.pos += 3;
      if (!this.passLine()) return false;
    }
    // A scalar alone is no object, so nobody writes one.
    return this.column !== -1 && this.#node(-1) && this.column === -1 && (tape[0] ?? NOTHING) < NOTHING;
  }

  /** The block node at the position; what holds it begins in the column `parent`. */
  #node(parent: number): boolean {
    const { column, pos: start } = this;
    const code = this.at(start);
    if (this.isDash()) return this.#sequence(column);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#flow(parent + 1) && this.passLine();
    if (code === BAR || code === ANGLE) return this.#blockScalar(parent);
    const end = this.passScalar(column);
    if (end === -1) return false;
    const { kind } = this;
    this.skipSpaces();
    if (this.at(this.pos) === COLON) return this.#mapping(column, kind, start, end);
    this.scalar(kind, start, end);
    return this.passLine();
  }

  #sequence(column: number): boolean {
    if (++this.#depth > maxDepth) return false;
    this.put(BLOCK_SEQUENCE);
    this.put(this.pos);
    while (this.column === column && this.isDash()) {
      const dash = this.pos++;
      if (!this.isPast()) this.column = column + this.pos - dash;
      else {
        this.nextLine();
        if (this.column <= column) {
          this.put(NOTHING);
          continue;
        }
      }
      if (!this.#node(column) || this.column > column) return false;
    }
    this.put(END);
    this.#depth--;
    return true;
  }

  /** The block mapping whose first key was passed, up to its colon. */
  #mapping(column: number, firstKind: number, firstStart: number, firstEnd: number): boolean {
    if (++this.#depth > maxDepth) return false;
    this.put(BLOCK_MAPPING);
    this.put(firstStart);
    let kind = firstKind;
    let start = firstStart;
    let end = firstEnd;
    for (;;) {
      // A key that begins with dashes may be a marker that was indented.
      if (kind === PLAIN && this.at(start) === DASH) return false;
      if (this.at(this.pos) !== COLON || !this.isSpace(++this.pos)) return false;
      this.scalar(kind, start, end);
      if (!this.#value(column) || this.column > column) return false;
      if (this.column < column) break;
      start = this.pos;
      end = this.passScalar(column);
      if (end === -1) return false;
      kind = this.kind;
      this.skipSpaces();
    }
    this.put(END);
    this.#depth--;
    return true;
  }

  /** What stands behind the colon of a key in the column. */
  #value(column: number): boolean {
    if (this.isPast()) {
      this.nextLine();
      if (this.column > column) return this.#node(column);
      if (this.column === column && this.isDash()) return this.#sequence(column);
      this.put(NOTHING);
      return true;
    }
    const start = this.pos;
    const code = this.at(start);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#flow(column + 1) && this.passLine();
    if (code === BAR || code === ANGLE) return this.#blockScalar(column);
    const end = this.passScalar(-1);
    if (end === -1) return false;
    this.scalar(this.kind, start, end);
    return this.passLine();
  }

  #blockScalar(parent: number): boolean {
    const { text, end, pos: header } = this;
    const kind = this.at(this.pos++) === BAR ? LITERAL : FOLDED;
    const sign = this.at(this.pos);
    const hasSign = sign === PLUS || sign === DASH;
    if (hasSign) this.pos++;
    if (!this.isPast() || this.lineEnd >= end) return false;
    const start = this.lineEnd + 1;
    let at = start;
    let indent = -1;
    let blank = 0;
    while (at < end) {
      let content = at;
      while (content < end && text.charCodeAt(content) === SPACE) content++;
      if (content >= end) return false;
      const column = content - at;
      if (text.charCodeAt(content) === LF) {
        if (indent === -1 && column > blank) blank = column;
        at = content + 1;
        continue;
      }
      if (indent === -1) {
        if (column <= parent) break;
        if (column < blank) return false;
        indent = column;
      } else if (column < indent) break;
      const lineBreak = text.indexOf('\n', content);
      at = lineBreak === -1 || lineBreak >= end ? end : lineBreak + 1;
    }
    this.scalar(kind, header, start);
    this.put(at);
    this.put(indent);
    this.put(hasSign ? sign : 0);
    this.lineEnd = at - 1;
    this.nextLine();
    return true;
  }

  /** The flow collection at the position; its further lines begin in the column or behind it. */
  #flow(column: number): boolean {
    if (++this.#depth > maxDepth) return false;
    const isMapping = this.at(this.pos) === OPEN_BRACE;
    const close = isMapping ? CLOSE_BRACE : CLOSE_BRACKET;
    this.put(isMapping ? FLOW_MAPPING : FLOW_SEQUENCE);
    this.put(this.pos++);
    for (;;) {
      if (!this.#skipInFlow(column)) return false;
      if (this.at(this.pos) === close) break;
      if (isMapping) {
        if (!this.#flowScalar()) return false;
        this.skipSpaces();
        if (this.at(this.pos) !== COLON) return false;
        this.pos++;
        if (!this.#skipInFlow(column)) return false;
      }
      const code = this.at(this.pos);
      const isCollection = code === OPEN_BRACE || code === OPEN_BRACKET;
      if (!(isCollection ? this.#flow(column) : this.#flowScalar()) || !this.#skipInFlow(column)) return false;
      const sign = this.at(this.pos);
      if (sign === COMMA) this.pos++;
      else if (sign !== close) return false;
    }
    this.pos++;
    this.put(END);
    this.#depth--;
    return true;
  }

  #flowScalar(): boolean {
    const start = this.pos;
    const end = this.passFlowScalar();
    if (end === -1) return false;
    this.scalar(this.kind, start, end);
    return true;
  }

  #skipInFlow(column: number): boolean {
    if (!this.isPast()) return this.at(this.pos) !== HASH;
    this.nextLine();
    return this.column >= column && this.column !== -1;
  }
}
