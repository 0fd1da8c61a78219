/**
 * Paths as a proxy sees them that normalises what arrives (`normalize_path` and `merge_slashes`): each escape of a letter,
 * a digit or one of `-._~` is the character itself, `.` and `..` are followed, `\` is `/`, several slashes are one.
 * Measured, and in https://github.com/envoyproxy/envoy/blob/v1.40.0/source/common/http/path_utility.cc
 */

/** The path as it arrives; null iff it is refused. */
export function normalPath(path: string): string | null {
  if (path.includes('%00')) return null;
  // What follows a `;` behind dots goes before anything else is read, up to the next slash.
  return merged(followed(path.replace(/(\/\.{1,2});[^/]*/g, '$1')));
}

/** False iff no path that arrives looks so. */
export const isNormalPath = (path: string): boolean => !suspect.test(path) || normalPath(sentPath(path)) === path;

/** A path that arrives as this one: itself, but that dots with a `;` behind them only arrive escaped. */
export const sentPath = (normal: string): string => normal.replace(/\/\.(?=\.?;)/g, '/%2e');

/** What every path has that is not normal. */
const suspect = /[\\%"<>^`{|}]|\/\/|\/\.|[^\0-\x7f]/;

/** An expression for every path that is not normal, and for none that is. */
export const abnormalPaths =
  '(?s)(?:.*[\\\\"<>^`{|}\\x80-\\xff].*|.*//.+|.+//|.*/\\.\\.?(?:/.*)?|.*%(?:2[dDeE]|3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE]|00).*)';

const decodable = /^(?:2[de]|3\d|[46][1-9a-f]|[57][\da]|5f|7e)$/i;
const hex = /^[\da-f]{2}$/i;

/** A segment that means the one it stands in, or the one before it. */
const dots = /^(?:\.|%2e){1,2}(?=[/\\]|$)/i;

/** The path with its dots followed and its characters in one form; slashes stay as many as they are. */
function followed(path: string): string {
  const segments: string[] = [];
  let rest = path.slice(1);
  for (;;) {
    const [dot] = dots.exec(rest) ?? [];
    const end = dot === undefined ? rest.search(/[/\\]|$/) : dot.length;
    const isLast = end >= rest.length;
    if (dot === undefined) segments.push(inOneForm(rest.slice(0, end)));
    else {
      if (/^(?:\.|%2e){2}/i.test(dot)) segments.pop();
      if (isLast) segments.push('');
    }
    if (isLast) return `/${segments.join('/')}`;
    rest = rest.slice(end + 1);
  }
}

/** A `%` that begins no escape becomes one itself where it would begin one once the next escape is decoded. */
function inOneForm(segment: string): string {
  let text = '';
  let stray = -1;
  for (let at = 0; at < segment.length; at++) {
    const letter = segment.charAt(at);
    const digits = segment.slice(at + 1, at + 3);
    if (letter !== '%') text += letter;
    else if (!hex.test(digits)) {
      stray = text.length;
      text += letter;
    } else {
      at += 2;
      text += decodable.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : letter + digits;
      if (!decodable.test(digits) || stray < text.length - 3 || stray < 0) continue;
      const now = (text + (stray === text.length - 2 ? segment.charAt(at + 1) : '')).slice(stray + 1);
      if (hex.test(now)) text = `${text.slice(0, stray)}%25${text.slice(stray + 1)}`;
    }
  }
  return text.replace(/["<>^`{|}]|[^\0-\x7f]+/g, (part) =>
    [...new TextEncoder().encode(part)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
  );
}

/** Nothing but slashes becomes two of them. */
function merged(path: string): string {
  return /^\/{2,}$/.test(path) ? '//' : path.replace(/\/{2,}/g, '/');
}
