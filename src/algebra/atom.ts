import type { Pattern } from './pattern.ts';

/** A pattern that is no combination of others. A segment prefix is the exact text or the prefix with its slash. */
export type Atom = Exclude<
  Pattern,
  { is: 'any' } | { is: 'none' } | { is: 'all' | 'some' } | { is: 'not' } | { is: 'segment-prefix' }
>;
type Textual = Extract<Atom, { is: 'exact' | 'prefix' | 'suffix' | 'contains' }>;
type Sensitive = Omit<Textual, 'fold'> & { fold?: never };

/** Whether the text is in the atom; null iff this algebra cannot tell. */
export function has(atom: Atom, text: string): boolean | null {
  switch (atom.is) {
    case 'labels': {
      const end = text.length - atom.suffix.length - 1;
      if (end < 1 || text.slice(end) !== `.${atom.suffix}`) return false;
      return atom.most === null || labelsOf(text.slice(0, end)) <= atom.most;
    }
    case 'integers': {
      const value = integer(text);
      return value !== null && value >= atom.from && value < atom.to;
    }
    case 'regex':
    case 'unknown':
      return null;
    default: {
      const [subject, part] = atom.fold ? [lower(text), lower(atom.text)] : [text, atom.text];
      return relates(atom.is, part, 'exact', subject);
    }
  }
}

/** True only if every text of `inner` is in `outer`. */
export function covers(outer: Atom, inner: Atom): boolean {
  if (same(outer, inner)) return true;
  if (isText(inner, 'exact')) return has(outer, inner.text) === true;
  if (outer.is === 'integers' || inner.is === 'integers') {
    return outer.is === 'integers' && inner.is === 'integers' && outer.from <= inner.from && outer.to >= inner.to;
  }
  if (isTextual(outer)) {
    if (inner.is === 'labels') return relates(outer.is, folded(outer), 'suffix', like(outer, `.${inner.suffix}`));
    if (!isTextual(inner) || (inner.fold && isSensitive(outer))) return false;
    return relates(outer.is, folded(outer), inner.is, like(outer, inner.text));
  }
  if (outer.is !== 'labels') return false;
  if (isText(inner, 'suffix')) return outer.most === null && has(outer, inner.text) === true;
  if (inner.is !== 'labels') return false;
  if (inner.suffix !== outer.suffix && !inner.suffix.endsWith(`.${outer.suffix}`)) return false;
  return outer.most === null || (inner.most !== null && depth(inner, inner.most) <= depth(outer, outer.most));
}

/** True only if no text is in both. */
export function apart(left: Atom, right: Atom): boolean {
  if (isText(left, 'exact')) return has(right, left.text) === false;
  if (isText(right, 'exact')) return has(left, right.text) === false;
  if (left.is === 'integers' || right.is === 'integers') return apartFromIntegers(left, right);
  if (left.is === 'labels' && right.is === 'labels') {
    return neitherEnds(`.${left.suffix}`, `.${right.suffix}`) || tooDeep(left, right) || tooDeep(right, left);
  }
  if (left.is === 'labels') return isTextual(right) && apartFromLabels(left, right);
  if (right.is === 'labels') return isTextual(left) && apartFromLabels(right, left);
  if (!isTextual(left) || !isTextual(right)) return false;
  const fold = left.fold || right.fold;
  const [a, b] = fold ? [lower(left.text), lower(right.text)] : [left.text, right.text];
  if (left.is === 'exact') return !relates(right.is, b, 'exact', a);
  if (right.is === 'exact') return !relates(left.is, a, 'exact', b);
  if (left.is === 'prefix' && right.is === 'prefix') return !a.startsWith(b) && !b.startsWith(a);
  return left.is === 'suffix' && right.is === 'suffix' && neitherEnds(a, b);
}

export function same(left: Atom, right: Atom): boolean {
  if (left === right) return true;
  if (left.is !== right.is) return false;
  if (left.is === 'labels') return right.is === 'labels' && left.suffix === right.suffix && left.most === right.most;
  if (left.is === 'integers') return right.is === 'integers' && left.from === right.from && left.to === right.to;
  if (left.is === 'regex' || left.is === 'unknown') return left.is === right.is && left.text === right.text;
  return isTextual(right) && left.text === right.text && left.fold === right.fold;
}

/** ASCII letters in lower case; Envoy folds no others. */
export const lower = (text: string): string =>
  /[A-Z]/.test(text) ? text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;

/** The number that `absl::SimpleAtoi` reads as an int64, or null. */
function integer(text: string): bigint | null {
  if (!/^[+-]?\d+$/.test(text)) return null;
  const digits = text.replace(/^[+-]?0*/, '') || '0';
  if (digits.length > 19) return null;
  const value = text.startsWith('-') ? -BigInt(digits) : BigInt(digits);
  return value >= least && value <= most ? value : null;
}
export const least = -(2n ** 63n);
export const most = 2n ** 63n - 1n;

/** Whether all texts that are (exactly), begin with, end with or contain `text` are so related to `part`. */
function relates(as: Textual['is'], part: string, is: Textual['is'], text: string): boolean {
  if (as === 'exact') return is === 'exact' && text === part;
  if (as === 'prefix') return (is === 'exact' || is === 'prefix') && text.startsWith(part);
  if (as === 'suffix') return (is === 'exact' || is === 'suffix') && text.endsWith(part);
  return text.includes(part);
}

const isTextual = (atom: Atom): atom is Textual =>
  atom.is === 'exact' || atom.is === 'prefix' || atom.is === 'suffix' || atom.is === 'contains';
const isText = (atom: Atom, is: Textual['is']): atom is Sensitive => isTextual(atom) && atom.is === is && !atom.fold;
const isSensitive = (atom: Textual): boolean => !atom.fold && /[A-Za-z]/.test(atom.text);
const folded = (atom: Textual): string => like(atom, atom.text);
const like = (atom: Textual, text: string): string => (isSensitive(atom) ? text : lower(text));

const labelsOf = (text: string): number => text.split('.').length;
type Labels = Extract<Atom, { is: 'labels' }>;
const depth = ({ suffix }: Labels, labels: number): number => labelsOf(suffix) + labels;
const neitherEnds = (left: string, right: string): boolean => !left.endsWith(right) && !right.endsWith(left);
const tooDeep = (outer: Labels, inner: Labels): boolean =>
  outer.most !== null && depth(inner, 1) > depth(outer, outer.most);

function apartFromLabels(labels: Labels, other: Textual): boolean {
  if (other.fold || other.is === 'prefix' || other.is === 'contains') return false;
  const suffix = `.${labels.suffix}`;
  if (neitherEnds(suffix, other.text)) return true;
  if (labels.most === null || other.text.length <= suffix.length) return false;
  return labelsOf(other.text.slice(0, -suffix.length)) > labels.most;
}

function apartFromIntegers(left: Atom, right: Atom): boolean {
  if (left.is === 'integers' && right.is === 'integers') return left.from >= right.to || right.from >= left.to;
  const other = left.is === 'integers' ? right : left;
  if (other.is === 'labels') return true;
  return isTextual(other) && !/^[+-]?\d*$/.test(other.text);
}
