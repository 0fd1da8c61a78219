/**
 * What a terminal or a CI runner acts upon instead of showing it.
 *
 * The GitHub runner executes `##[name]` anywhere in a line (github.com/actions/runner, src/Runner.Common/ActionCommand.cs,
 * TryParse), Azure Pipelines `##vso[…]`, TeamCity `##teamcity[…]`. Controls, bidi overrides, zero-width and other
 * characters without a glyph move the cursor, reorder or hide text (CVE-2021-42574). The two presentation selectors stay:
 * they belong to emoji.
 */
const unsafe = /(?<=#)#(?=\w*\[)|(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Every offset whose character must not be printed as it is, with what to print for it: `\u{1B}`. */
export function unsafeAt(text: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const match of text.matchAll(unsafe)) found.set(match.index, visible(match[0]));
  return found;
}

/** One line that a terminal shows as it is and a runner does not execute, wherever in a line it stands but at its start. */
export function neutralise(text: string): string {
  return text.replaceAll(unsafe, visible);
}

/** What {@link neutralise} gave, where a line begins with it: GitHub executes `::name::` after leading space. */
export function neutraliseStart(text: string): string {
  return text.replace(/^(\s*):(?=:)/, '$1\\u{3A}');
}

/** {@link neutralise} for a path that begins a line: the same file, by a name that is no command. */
export function neutralisePath(path: string): string {
  return neutralise(/^\s*::/.test(path) ? `./${path}` : path);
}

/** JSON with the same meaning in which every unsafe character is an escape. Strings alone can hold one, line feeds between tokens stay. */
export function neutraliseJson(json: string): string {
  return json.replaceAll(unsafe, (character) => {
    if (character === '\n') return character;
    return [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join('');
  });
}

function visible(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
