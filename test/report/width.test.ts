import { describe, expect, it } from 'vitest';
import { widthOf, wrap } from '../../src/report/width.ts';

describe('widthOf', () => {
  it.each([
    ['ASCII', 'path: /cart', 11],
    ['Latin with accents', 'é', 1],
    ['a combining accent', 'e\u0301', 1],
    ['Chinese and Japanese', '日本語', 6],
    ['Hangul syllables', '한글', 4],
    ['conjoining Hangul', '\u1112\u1161\u11ab', 2],
    ['fullwidth letters', 'Ａ', 2],
    ['halfwidth katakana', 'ｱ', 1],
    ['emoji', '👍', 2],
    ['emoji with a skin tone', '👍🏽', 2],
    ['a skin tone alone', '🏽', 2],
    ['a flag', '🇩🇪', 2],
    ['a text symbol', '☁', 1],
    ['a text symbol shown as emoji', '☁\uFE0F', 2],
    ['box drawing', '│', 1],
    ['an ellipsis', '…', 1],
  ])('counts %s', (_, text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  });

  it('keeps a word that is longer than a line', () => {
    expect(wrap('a verylongword b', 5)).toEqual(['a', 'verylongword', 'b']);
  });

  it('keeps the spaces of a text that fits', () => {
    expect(wrap('a  b', 10)).toEqual(['a  b']);
  });

  it('counts wide characters twice', () => {
    expect(wrap('日本 日本', 8)).toEqual(['日本', '日本']);
  });

  it('makes one line of an empty text', () => {
    expect(wrap('', 8)).toEqual(['']);
  });
});
