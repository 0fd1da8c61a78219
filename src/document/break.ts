import type { Edit } from './patch.ts';

/** A place where a text stops being YAML, in words, and how to read on behind it. */
export interface Break {
  readonly start: number;
  readonly end: number;
  readonly found: string;
  readonly expected: readonly string[];
  readonly instead: string;
  readonly because?: string;
  /** Ways to mend the text, the likeliest first. */
  readonly repairs: readonly (readonly Edit[])[];
  /** Where what is misread begins, if not at `start`. */
  readonly about?: number;
  /** A step from the entry that holds the break to something that is lost: only that is misread. */
  readonly lost?: string;
  /** A line that the text must be readable beyond for a repair to count. */
  readonly beyond?: number;
  /** Nothing is known but the place. */
  readonly unclear?: true;
  /** Kubernetes reads it all the same: the first repair is no fault. */
  readonly tolerated?: true;
}

/** Characters of a line that are looked at for its shape: a key is shorter. */
export const longestLine = 1000;

/** A line of a text, without its break. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
  readonly text: string;
}

export function lineAround(text: string, offset: number): Line {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return lineBetween(text, start, end);
}

function lineBetween(text: string, start: number, end: number): Line {
  const content = text.slice(start, end);
  return {
    start,
    end,
    text: content,
    indent: content.length - content.trimStart().length,
  };
}

/** All lines of a text. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    lines.push(lineBetween(text, start, index));
    start = index + end.length;
  }
  return [...lines, lineBetween(text, start, text.length)];
}

/** True iff the line holds more than a comment or the mark of a document. */
export function hasContent({ text }: Line): boolean {
  return /^[ \t]*[^ \t#]/.test(text) && !/^(?:---|\.\.\.)[ \t]*(?:#|$)/.test(text);
}

/** A line's content without what comes after it: a comment, spaces. */
export function contentOf(line: Line): {
  readonly start: number;
  readonly end: number;
  readonly text: string;
} {
  const text = line.text
    .replace(/(?:^|[ \t])#.*$/, '')
    .trimEnd()
    .slice(line.indent);
  return {
    start: line.start + line.indent,
    end: line.start + line.indent + text.length,
    text,
  };
}

/** Text of a user in a message: in backticks, on one line, not too long. */
export function quote(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return `\`${line.length > 40 ? `${line.slice(0, 39)}…` : line}\``;
}
