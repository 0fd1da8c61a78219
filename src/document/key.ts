import { longestLine } from './break.ts';

const keyForm =
  /^(?:- +)*((?:[^\s'"[\]{}&*!|>#%@`,?:-]|[?:-](?=\S))[^#]*?|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=\s|$)/;

/** The key that a line's content begins with, behind dashes, as written. */
export function keyOf(content: string): string | undefined {
  return keyForm.exec(content.slice(0, longestLine))?.[1];
}
