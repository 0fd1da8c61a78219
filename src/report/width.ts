/**
 * Characters that fill two cells: East_Asian_Width W and F, by block (https://www.unicode.org/reports/tr11/), and emoji
 * that are shown as pictures by default (https://www.unicode.org/reports/tr51/#Emoji_Properties).
 */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]/u;

/** Marks that stand over the character before them, and the vowels and finals of conjoining Hangul. */
const combining = /[\p{Mn}\p{Me}\u1160-\u11FF\uD7B0-\uD7FB]/u;

/** Half a flag; two of them fill two cells. */
const flagHalf = /[\u{1F1E6}-\u{1F1FF}]/u;

const skinTone = /\p{Emoji_Modifier}/u;
const takesSkinTone = /\p{Emoji_Modifier_Base}/u;
const emoji = /\p{Emoji}/u;

/** Cells that a character fills, given its neighbours: U+FE0F widens the emoji before it, a skin tone joins it. */
export function cellsOf(character: string, before: string | undefined, after: string | undefined): number {
  if (character < '\u0300' && after !== '\uFE0F') return 1;
  if (combining.test(character)) return 0;
  if (flagHalf.test(character)) return 1;
  if (skinTone.test(character) && before !== undefined && takesSkinTone.test(before)) return 0;
  if (after === '\uFE0F' && emoji.test(character)) return 2;
  return wide.test(character) ? 2 : 1;
}

/** Cells that a text without controls fills in a terminal. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const characters = [...text];
  return characters.reduce((sum, character, i) => sum + cellsOf(character, characters[i - 1], characters[i + 1]), 0);
}

/** The words of a text in lines of at most `width` cells; a word that is longer has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    if (line === undefined) line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ''];
}
