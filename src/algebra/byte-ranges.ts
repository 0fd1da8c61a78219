/** A set of bytes: the ends of ranges, `[first, last, first, last, …]`, in any order. */
export type Ranges = readonly number[];

export const everyByte: Ranges = [0, 255];

const letters: Ranges = [0x41, 0x5a, 0x61, 0x7a];
const digits: Ranges = [0x30, 0x39];
const word: Ranges = [...digits, ...letters, 0x5f, 0x5f];

/** google/re2@972a15ce re2/perl_groups.cc */
const groups: Readonly<Record<string, Ranges>> = {
  alnum: [...digits, ...letters],
  alpha: letters,
  ascii: [0, 0x7f],
  blank: [9, 9, 0x20, 0x20],
  cntrl: [0, 0x1f, 0x7f, 0x7f],
  digit: digits,
  graph: [0x21, 0x7e],
  lower: [0x61, 0x7a],
  print: [0x20, 0x7e],
  punct: [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  space: [9, 13, 0x20, 0x20],
  upper: [0x41, 0x5a],
  word,
  xdigit: [...digits, 0x41, 0x46, 0x61, 0x66],
};

/** `[:name:]`; null iff there is no such class. */
export const named = (name: string): Ranges | null => (Object.hasOwn(groups, name) ? (groups[name] ?? null) : null);

/** `\d`, `\s`, `\w` and their complements; null iff the letter is none of them. */
export function perl(letter: string): Ranges | null {
  const of: Readonly<Record<string, Ranges>> = { d: digits, s: [9, 10, 12, 13, 0x20, 0x20], w: word };
  const set = of[letter.toLowerCase()];
  if (set === undefined) return null;
  return letter >= 'a' ? set : inverted(set);
}

/** google/re2@972a15ce re2/unicode_groups.cc, of Unicode 15: no short names of scripts but where the long one is as short. */
const categories = /^(C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const scripts = /^(?![A-Z][a-z]{3}$)[A-Z][A-Za-z]+(_[A-Z][a-z]*)*$|^(Cham|Kawi|Lisu|Miao|Modi|Newa|Thai|Toto)$/;
const later =
  /^(Beria_Erfe|Chisoi|Garay|Gurung_Khema|Kirat_Rai|Ol_Onal|Sidetic|Sunuwar|Tai_Yo|Todhri|Tolong_Siki|Tulu_Tigalari|Unknown)$/;

/** The bytes of a Unicode class; null iff RE2 knows no class of the name. */
export function unicode(name: string): Ranges | null {
  if (name === 'Any') return everyByte;
  const property = categories.test(name) ? name : scripts.test(name) && !later.test(name) ? `Script=${name}` : null;
  if (property === null) return null;
  let one: RegExp;
  try {
    one = new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return null;
  }
  const of: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (one.test(String.fromCharCode(byte))) of.push(byte, byte);
  return of;
}

/** The other bytes, sorted. */
export function inverted(of: Ranges): Ranges {
  const has = bytes(of);
  const rest: number[] = [];
  for (let byte = 0; byte < 256; byte++) {
    if (has[byte] === 1) continue;
    if (rest.at(-1) === byte - 1) rest[rest.length - 1] = byte;
    else rest.push(byte, byte);
  }
  return rest;
}

/** With the ASCII letters in both cases; in Latin-1 RE2 folds no others. */
export function folded(of: Ranges): Ranges {
  const has = bytes(of);
  const more: number[] = [];
  for (let upper = 0x41; upper <= 0x5a; upper++) {
    const lower = upper + 0x20;
    if (has[upper] !== has[lower]) more.push(upper, upper, lower, lower);
  }
  return more.length === 0 ? of : [...of, ...more];
}

/** One cell for each byte, 1 for those in the set. */
export function bytes(of: Ranges): Uint8Array {
  const has = new Uint8Array(256);
  for (let i = 0; i < of.length; i += 2) has.fill(1, of[i], (of[i + 1] ?? 0) + 1);
  return has;
}
