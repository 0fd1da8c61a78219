/** Text of a user inside a message: in backticks, on one line. */
export function code(text: string): string {
  return `\`${text.replaceAll(/\s+/g, ' ')}\``;
}

/** `a`, `a and b`, `a, b and c`; past `most` items the rest is counted. */
export function list(items: readonly string[], word: 'and' | 'or' = 'and', most = 8): string {
  const unique = [...new Set(items)];
  const shown = unique.length > most ? [...unique.slice(0, most - 1), `${unique.length - most + 1} more`] : unique;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}

/** The longest that the first line of a message may be: kubectl cuts warnings there. */
export const mostCharacters = 120;

/** Characters at each end of a name that stay: fewer tell nobody which it is. */
const leastEnds = 8;

/** The text within {@link mostCharacters}: names in backticks lose their middles, the longest first; at last the end goes. */
export function fitted(text: string): string {
  let rest = text;
  while (rest.length > mostCharacters) {
    const names = [...rest.matchAll(/`[^`]*`/g)].sort((left, right) => right[0].length - left[0].length);
    const [longest] = names;
    const length = longest === undefined ? 0 : longest[0].length - 2;
    const kept = Math.max(length - (rest.length - mostCharacters) - 1, 2 * leastEnds);
    if (longest === undefined || kept + 1 >= length) return `${rest.slice(0, mostCharacters - 1)}…`;
    const name = longest[0].slice(1, -1);
    const cut = `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(length - Math.floor(kept / 2))}`;
    rest = `${rest.slice(0, longest.index)}\`${cut}\`${rest.slice(longest.index + length + 2)}`;
  }
  return rest;
}

/** `found x, expected a, b or c` within {@link mostCharacters}: as many of the expected as fit, the found cut at last. */
export function expecting(found: string, expected: readonly string[]): string {
  const near = closest(/`[^`]*`$/.exec(found)?.[0] ?? '', expected);
  const sorted = near === undefined ? expected : [near, ...expected.filter((each) => each !== near)];
  for (let most = Math.min(expected.length, 8); most >= Math.min(expected.length, 2) && most > 0; most--) {
    const text = `${found}, expected ${list(sorted, 'or', most)}`;
    if (text.length <= mostCharacters) return text;
  }
  return found.length <= mostCharacters ? found : `${found.slice(0, mostCharacters - 1)}…`;
}

/** `1 route`, `3 routes`; `many` where adding an s is not enough. */
export function plural(count: number, one: string, many = /(?:s|sh|ch|x)$/.test(one) ? `${one}es` : `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A length of time, as people write it: `15 s`, `1.5 s`, `200 ms`. */
export function time(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

/** The candidate within a third of the word's length in edits (at least one), or undefined. Ties go to the first. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = edits(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function edits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
