/** A place in a text: 1-based lines and columns in UTF-16 code units, the end exclusive. */
export interface Span {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A text and where it came from. `path` is relative to the working directory, with `/`; `-` is standard input. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Offset of the first character of each line. CR, LF and CRLF each end a line. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts === undefined) {
      const { text } = this;
      const starts = [0];
      const carriage = text.includes('\r');
      for (let i = 0; i < text.length; i++) {
        if (!carriage) i = text.indexOf('\n', i);
        if (i < 0) break;
        const code = text.charCodeAt(i);
        if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
      }
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }

  /** Number of the line, from 1, that holds the offset. */
  lineAt(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The line without its end; the empty string past the last one. */
  line(number: number): string {
    const start = this.lineStarts[number - 1];
    if (start === undefined) return '';
    const end = this.lineStarts[number] ?? this.text.length;
    return this.text.slice(start, this.#withoutBreak(start, end));
  }

  /** Searched from the end: a pattern would scan the whole of a long line. */
  #withoutBreak(start: number, end: number): number {
    let last = end;
    while (last > start && (this.text[last - 1] === '\n' || this.text[last - 1] === '\r')) last--;
    return last;
  }

  span(start: number, end: number): Span {
    const line = this.lineAt(start);
    const endLine = this.lineAt(end);
    return {
      path: this.path,
      line,
      column: start - (this.lineStarts[line - 1] ?? 0) + 1,
      endLine,
      endColumn: end - (this.lineStarts[endLine - 1] ?? 0) + 1,
    };
  }
}

/** The texts, in place of each one the known one that has its path and says the same: what is one object is read once. */
export function shared(texts: readonly SourceText[], known: readonly SourceText[]): readonly SourceText[] {
  const byPath = new Map(known.map((one) => [one.path, one]));
  return texts.map((one) => {
    const same = byPath.get(one.path);
    return same?.text === one.text ? same : one;
  });
}
