import { UsageError } from './exit-code.ts';

/**
 * The words of a command as a POSIX shell splits it, nothing expanded: quotes, backslashes, continued lines, `$'…'`.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02. Throws {@link UsageError} for an open quote.
 */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (const [part, plain, escaped, single, ansi, double, blank] of text.matchAll(
    /([^\s\\'"$]+|\$(?!'))|\\(\r?\n|[\s\S])|'([^']*)'|\$'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|(\s+)|[\s\S]/g,
  )) {
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    const value: string | undefined =
      plain ??
      (escaped === undefined ? undefined : /^\r?\n$/.test(escaped) ? '' : escaped) ??
      single ??
      (ansi === undefined ? undefined : unescaped(ansi)) ??
      double?.replaceAll(/\\(\r?\n|["\\$`])/g, (_, one: string) => (/\n/.test(one) ? '' : one));
    if (value === undefined) throw new UsageError(`the quote ${part} is never closed`, 'paste the whole command');
    // A continued line is no word of its own.
    if (value !== '' || word !== null || escaped === undefined) word = (word ?? '') + value;
  }
  return word === null ? words : [...words, word];
}

/** What browsers write when they copy a request as curl: https://www.gnu.org/software/bash/manual/bash.html#ANSI_002dC-Quoting */
function unescaped(text: string): string {
  const single: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replaceAll(/\\(?:u([\da-fA-F]{1,4})|x([\da-fA-F]{1,2})|([\s\S]))/g, (_, unicode, byte, other) => {
    const hex: string | undefined = unicode ?? byte;
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return single[other] ?? other;
  });
}
