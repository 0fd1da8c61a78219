import { contentOf, hasContent, type Line, linesOf } from './break.ts';
import { keyOf } from './key.ts';
import { outline } from './outline.ts';
import type { Misfit } from './tree.ts';

/**
 * White space that YAML 1.2 allows and Kubernetes refuses: a tab before a comment or on an empty line outside of quotes
 * and brackets, and an indented `---` on the first line. At most one of each.
 * https://github.com/yaml/go-yaml/blob/v2.4.2/scannerc.go (yaml_parser_scan_to_next_token, yaml_parser_scan_plain_scalar)
 */
export function whitespaceMisfits(text: string): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const marker = /^[ \t]+(?=---(?:\s|$))/.exec(text)?.[0].length;
  if (marker !== undefined) misfits.push({ start: marker, end: marker + 3, what: 'marker' });
  if (!text.includes('\t') || !/^ *\t[ \t]*(?:#|\r|$)/m.test(text)) return misfits;
  const lines = linesOf(text);
  const { continued } = outline(text);
  let above: Line | undefined;
  for (const line of lines) {
    const tab = /^ *\t/.exec(line.text)?.[0].length;
    if (!hasContent(line) && tab !== undefined && !continued.has(line.start) && refuses(above, tab - 1)) {
      return [...misfits, { start: line.start + tab - 1, end: line.start + tab, what: 'tab' }];
    }
    if (hasContent(line)) above = line;
  }
  return misfits;
}

/** True iff a tab in the column is refused below the line: always, but deep enough below a value without quotes. */
function refuses(above: Line | undefined, column: number): boolean {
  if (above === undefined) return true;
  const { text } = contentOf(above);
  const key = keyOf(text);
  if (/["'\]}:]$/.test(text)) return true;
  if (key === undefined) return /^- /.test(text) && column <= above.indent;
  return column <= above.indent + text.indexOf(key);
}
