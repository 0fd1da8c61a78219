import { code } from '../base/wording.ts';
import { folded, inverted, named, perl, type Ranges, unicode } from './byte-ranges.ts';

/** What the engine refuses, in words. */
export class Refusal extends Error {}

/** What was read, and where the next thing begins. */
interface Read<T> {
  readonly value: T;
  readonly end: number;
}

/** `\d`, `\pL`, `\p{Greek}` behind the backslash; null iff it is none of them. */
export function namedClass(text: string, at: number, fold: boolean): Read<Ranges> | null {
  const letter = text.charAt(at);
  const own = perl(letter);
  if (own !== null) return { value: own, end: at + 1 };
  if (letter !== 'p' && letter !== 'P') return null;
  const written = /^[pP](?:\{([^}]*)\}|([^{]))/.exec(text.slice(at, at + 60));
  const name = written?.[1] ?? written?.[2] ?? '';
  const of = unicode(name.replace(/^\^/, ''));
  if (written === null || of === null) throw new Refusal(`the unknown class ${code(`\\${written?.[0] ?? letter}`)}`);
  const value = fold ? folded(of) : of;
  return { value: (letter === 'P') === name.startsWith('^') ? value : inverted(value), end: at + written[0].length };
}

/** The byte that an escape stands for, behind the backslash. */
export function character(text: string, at: number): Read<number> {
  const rest = text.slice(at, at + 40);
  const bad = (length: number) =>
    new Refusal(at >= text.length ? 'a backslash at the end' : `the escape ${shown(text, at - 1, length)}`);
  const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(rest);
  const hex = /^x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(rest);
  const read = octal ?? hex;
  if (read !== null) {
    const value = octal ? Number.parseInt(octal[0], 8) : Number.parseInt(hex?.[1] ?? hex?.[2] ?? '', 16);
    if (value > 0xff) throw bad(read[0].length + 1);
    return { value, end: at + read[0].length };
  }
  const letter = rest.charAt(0);
  const control = letter === '' ? -1 : 'nrtafv'.indexOf(letter);
  if (control >= 0) return { value: [10, 13, 9, 7, 12, 11][control] ?? 0, end: at + 1 };
  if (letter === '' || letter >= '\u0080' || /[0-9A-Za-z]/.test(letter)) throw bad(2);
  return { value: letter.charCodeAt(0), end: at + 1 };
}

/** A class in brackets, behind the opening one. */
export function bracket(text: string, from: number, fold: boolean): Read<Ranges> {
  const not = text.charAt(from) === '^';
  const of: number[] = [];
  const add = ({ value, end }: Read<Ranges>): number => {
    for (const one of value) of.push(one);
    return end;
  };
  let at = not ? from + 1 : from;
  for (let first = true; first || text.charAt(at) !== ']'; first = false) {
    if (at >= text.length) throw unclosed(text, from);
    const whole = posix(text, at, fold) ?? (text.charAt(at) === '\\' ? namedClass(text, at + 1, fold) : null);
    at = add(whole ?? range(text, at, from, fold));
  }
  const within = inverted(of);
  return { value: not ? within : inverted(within), end: at + 1 };
}

/** `[:alpha:]`, null iff nothing closes it. */
function posix(text: string, at: number, fold: boolean): Read<Ranges> | null {
  const end = text.startsWith('[:', at) ? text.indexOf(':]', at + 2) : -1;
  if (end < 0) return null;
  const name = text.slice(at + 2, Math.min(end, at + 40));
  const of = named(name.replace(/^\^/, ''));
  if (of === null) throw new Refusal(`the unknown class ${shown(text, at, Math.min(30, end + 2 - at))}`);
  const value = fold ? folded(of) : of;
  return { value: name.startsWith('^') ? inverted(value) : value, end: end + 2 };
}

function range(text: string, from: number, opened: number, fold: boolean): Read<Ranges> {
  const low = member(text, from, opened);
  let { value, end } = low;
  if (text.charAt(end) === '-' && end + 1 < text.length && text.charAt(end + 1) !== ']') {
    ({ value, end } = member(text, end + 1, opened));
    if (value < low.value) throw new Refusal(`the backward range ${shown(text, from, end - from)}`);
  }
  return { value: fold ? folded([low.value, value]) : [low.value, value], end };
}

function member(text: string, at: number, opened: number): Read<number> {
  if (at >= text.length) throw unclosed(text, opened);
  const byte = text.charCodeAt(at);
  return byte === 0x5c ? character(text, at + 1) : { value: byte, end: at + 1 };
}

const unclosed = (text: string, opened: number): Refusal =>
  new Refusal(`a bracket that is not closed ${shown(text, opened - 1, 20)}`);

/** A part of an expression as it was written; the reader sees its bytes as letters. */
export function shown(text: string, from: number, length: number): string {
  return code(Buffer.from(text.slice(from, from + length), 'latin1').toString('utf8'));
}
