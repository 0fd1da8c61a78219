import { plural } from '../base/wording.ts';
import { type Break, contentOf, hasContent, type Line, linesOf, longestLine, quote } from './break.ts';
import { keyOf } from './key.ts';
import { outline } from './outline.ts';
import { blank, type Edit } from './patch.ts';
import type { Stop } from './tree.ts';

/** A column at which keys or list items stand. */
interface Level {
  readonly column: number;
  readonly of: 'keys' | 'items';
  /** The last key or item there, as written. */
  readonly label: string;
}

/** What a break between lines is: tabs, indentation, lists among keys, lines without a colon. */
export function layoutBreak(text: string, stop: Stop): Break | undefined {
  const lines = linesOf(text);
  const { continued } = outline(text);
  const at = lines.findLastIndex(({ start }) => start <= stop.offset);
  const line = lines[at];
  if (line === undefined) return undefined;
  return (
    tabs(lines, continued, line, stop) ?? withoutColon(text, lines, at, stop) ?? misplaced(text, lines, continued, at)
  );
}

function tabs(lines: readonly Line[], continued: ReadonlySet<number>, line: Line, { reason }: Stop): Break | undefined {
  const isTabbed = ({ text }: Line) => /^ *\t/.test(text);
  if (!isTabbed(line) && !reason.startsWith('tab characters')) return undefined;
  const tabbed = lines.filter((each) => isTabbed(each) && hasContent(each) && !continued.has(each.start));
  const [first] = tabbed;
  if (first === undefined) return undefined;
  const start = first.start + first.text.indexOf('\t');
  const spaced = (width: number): Edit[] =>
    tabbed.map(({ start, indent, text }) => ({
      start,
      end: start + indent,
      text: text.slice(0, indent).replaceAll('\t', ' '.repeat(width)),
    }));
  return {
    start,
    end: first.start + first.indent,
    found: 'a tab in the indentation',
    expected: ['spaces'],
    instead:
      tabbed.length === 1
        ? 'write spaces instead'
        : `write spaces instead, here and on ${plural(tabbed.length - 1, 'more line')}`,
    repairs: [2, 4, 8, 1, 0].map(spaced),
  };
}

const tightForm = /^(?:- +)*([\w./-]+):(?!\/\/)([^\s,\]}].*)$/;

function withoutColon(text: string, lines: readonly Line[], at: number, { reason, offset }: Stop): Break | undefined {
  const reported = /multiline key|expected ':' after/.test(reason);
  if (!reported && text[offset] !== ':') return undefined;
  // The lines above that hold no key: the parser took them and this line for one long key.
  let culprit = reported && lacksColon(lines[at] ?? noLine) ? at : -1;
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] ?? noLine;
    if (hasContent(line) && keyOf(contentOf(line).text) !== undefined) break;
    if (lacksColon(line) && (reported || line.indent <= (lines[at]?.indent ?? 0)) && !continues(lines, above))
      culprit = above;
  }
  const line = lines[culprit];
  if (line === undefined) return undefined;
  const content = contentOf(line);
  if (/^[^:]*:[,\]}"']$/.test(content.text)) {
    return {
      start: content.end - 1,
      end: content.end,
      found: `${quote(content.text.slice(-1))} behind ${quote(content.text.slice(0, -1))}`,
      expected: ['the end of the line'],
      instead: `remove the ${quote(content.text.slice(-1))}`,
      repairs: [[{ start: content.end - 1, end: content.end, text: ' ' }]],
    };
  }
  const [, name, value] = tightForm.exec(content.text.slice(0, longestLine)) ?? [];
  if (name === undefined || value === undefined) {
    const next = lines.slice(culprit + 1).find(hasContent);
    const holds =
      next !== undefined && (next.indent > line.indent || (next.indent === line.indent && /^\s*- /.test(next.text)));
    return {
      start: content.start,
      end: content.end,
      found: `${quote(content.text)} without a colon`,
      expected: ['`key: value`'],
      instead: 'write it as `key: value`, or remove the line',
      ...(!holds && { lost: content.text }),
      repairs: [
        ...(holds ? [[{ start: content.end, end: content.end, text: ':' }]] : []),
        [blank(text, line.start, line.end)],
      ],
    };
  }
  const colon = content.start + content.text.indexOf(`${name}:`) + name.length + 1;
  return {
    start: content.start,
    end: content.end,
    found: `${quote(content.text)} without a space behind the colon`,
    expected: [quote(`${name}: ${value}`)],
    instead: `write ${quote(`${name}: ${value}`)}`,
    repairs: [[{ start: colon, end: colon, text: ' ' }]],
  };
}

const noLine: Line = { start: 0, end: 0, indent: 0, text: '' };

/** True iff the line goes on with the value of the line above it. */
function continues(lines: readonly Line[], at: number): boolean {
  let above: Line | undefined;
  for (let i = at - 1; i >= 0 && above === undefined; i--) if (hasContent(lines[i] ?? noLine)) above = lines[i];
  if (above === undefined) return false;
  const { text } = contentOf(above);
  const key = keyOf(text);
  return key !== undefined && above.indent + text.indexOf(key) < (lines[at]?.indent ?? 0) && !text.endsWith(':');
}

function lacksColon(line: Line): boolean {
  const { text } = contentOf(line);
  return (
    hasContent(line) &&
    keyOf(text) === undefined &&
    (!/^-(?:\s|$)/.test(text) || tightForm.test(text.slice(0, longestLine)))
  );
}

/** The columns in use above a line, the deepest last. */
function levelsAbove(lines: readonly Line[], continued: ReadonlySet<number>, at: number): readonly Level[] {
  let levels: Level[] = [];
  const enter = (column: number, of: Level['of'], label: string) => {
    levels = levels.filter(
      (level) => level.column < column || (level.column === column && (level.of === of || of === 'items')),
    );
    if (!levels.some((level) => level.column === column && level.of === of)) levels.push({ column, of, label });
    else levels = levels.map((level) => (level.column === column && level.of === of ? { column, of, label } : level));
  };
  for (const line of lines.slice(0, at)) {
    if (!hasContent(line) || continued.has(line.start) || /^(?:---|%)/.test(line.text)) continue;
    let { text } = contentOf(line);
    let column = line.indent;
    for (
      let dash = /^- */.exec(text)?.[0];
      dash !== undefined && /^-(?:\s|$)/.test(text);
      dash = /^- */.exec(text)?.[0]
    ) {
      enter(column, 'items', text);
      column += dash.length;
      text = text.slice(dash.length);
    }
    if (keyOf(text) !== undefined) enter(column, 'keys', text);
  }
  return levels;
}

function misplaced(
  text: string,
  lines: readonly Line[],
  continued: ReadonlySet<number>,
  at: number,
): Break | undefined {
  const line = lines[at];
  if (line === undefined || !hasContent(line)) return undefined;
  const content = contentOf(line);
  const isItem = /^-(?:\s|$)/.test(content.text);
  const name = keyOf(content.text);
  if (!isItem && name === undefined) return undefined;
  const levels = levelsAbove(lines, continued, at);
  const here = levels.filter(({ column }) => column === line.indent);
  const shown = name === undefined ? quote(content.text) : quote(`${isItem ? '- ' : ''}${name}:`);
  const common = {
    start: content.start,
    end: isItem || name === undefined ? content.end : content.start + name.length + 1,
  };
  const away = [blank(text, line.start, endOfBlock(lines, at, isItem))];

  if (isItem && here.some(({ of }) => of === 'keys') && !here.some(({ of }) => of === 'items')) {
    const above = here.find(({ of }) => of === 'keys')?.label ?? '';
    return {
      ...common,
      found: `the list item ${shown} between the keys of a mapping`,
      expected: ['another key'],
      instead: hasChild(lines, at, name)
        ? `move it into a document of its own, behind \`---\`: ${quote(above)} has its ${quote(`${name}:`)} already`
        : 'indent it under the key that holds the list, or remove the `- ` if it is a key itself',
      because: `${quote(above)} at this indentation is a key, and a mapping cannot be a list as well`,
      lost: '-',
      repairs: [away],
    };
  }
  if (!isItem && here.some(({ of }) => of === 'items') && !here.some(({ of }) => of === 'keys')) {
    return {
      ...common,
      found: `the key ${shown} between the items of a list`,
      expected: ['another item, which begins with `-`'],
      instead: 'indent it under the item that it belongs to, or write `- ` before it',
      lost: name ?? '',
      repairs: [away],
    };
  }
  const wanted = isItem ? levels.filter(({ of }) => of === 'items') : levels.filter(({ of }) => of === 'keys');
  const nearest = wanted.toSorted(
    (left, right) =>
      Math.abs(left.column - line.indent) - Math.abs(right.column - line.indent) || right.column - left.column,
  );
  const [best] = nearest;
  if (best === undefined || best.column === line.indent) return undefined;
  const deepest = levels.at(-1);
  const below = deepest !== undefined && line.indent > deepest.column;
  const like = `like ${quote(/^[^:]*/.exec(best.label)?.[0] ?? best.label)}`;
  const dashes = /^(?:- *)*/.exec(content.text)?.[0].length ?? 0;
  return {
    ...common,
    about: content.start + dashes,
    found: below
      ? `${shown} indented under ${quote(deepest.label)}, which has a value already`
      : `${shown} indented by ${spaces(line.indent)}, where nothing above is`,
    expected: nearest
      .slice(0, 2)
      .map(({ column, label }) => `${spaces(column)}, like ${quote(/^[^:]*/.exec(label)?.[0] ?? label)}`),
    instead:
      below && deepest.label.endsWith(',')
        ? `indent it ${like}, and remove the comma at the end of that line`
        : `indent it ${like}`,
    repairs: [
      ...dedentedItem(lines, at),
      ...nearest.map(({ column }) => [...shifted(lines, at, column - line.indent), ...withoutComma(lines, at, below)]),
      away,
    ],
  };
}

/** True iff the mapping at the line's indentation that stands above it holds such a key, one step below. */
function hasChild(lines: readonly Line[], at: number, name: string | undefined): boolean {
  const indent = lines[at]?.indent ?? 0;
  const above = lines.slice(0, at).filter(hasContent);
  const below = above.slice(above.findLastIndex((line) => line.indent <= indent) + 1);
  const step = Math.min(...below.map((line) => line.indent));
  return name !== undefined && below.some((line) => line.indent === step && keyOf(contentOf(line).text) === name);
}

function spaces(count: number): string {
  return count === 0 ? 'no spaces' : count === 1 ? '1 space' : `${count} spaces`;
}

/** End of the lines that hang on a line: deeper ones, and what follows at its own column in the same manner. */
function endOfBlock(lines: readonly Line[], at: number, isItem: boolean): number {
  const first = lines[at];
  let end = first?.end ?? 0;
  for (const line of lines.slice(at + 1)) {
    if (!hasContent(line)) continue;
    const sibling = line.indent === first?.indent && /^\s*-(?:\s|$)/.test(line.text) === isItem;
    if (line.indent <= (first?.indent ?? 0) && !sibling) break;
    end = line.end;
  }
  return end;
}

/** Moves a line, and those below that are at least as deep, by some columns. */
function shifted(lines: readonly Line[], at: number, by: number): Edit[] {
  const indent = lines[at]?.indent ?? 0;
  const edits: Edit[] = [];
  for (const line of lines.slice(at)) {
    if (line.text.trim() !== '' && line.indent < indent && hasContent(line)) break;
    if (line.indent < -by) continue;
    edits.push(
      by > 0
        ? { start: line.start, end: line.start, text: ' '.repeat(by) }
        : { start: line.start, end: line.start - by, text: '' },
    );
  }
  return edits;
}

/** Moves the list item above so that its keys stand where this line's does: the item may be what is misplaced. */
function dedentedItem(lines: readonly Line[], at: number): readonly (readonly Edit[])[] {
  const above = lines.slice(0, at).findLastIndex(hasContent);
  const item = lines[above];
  const dash = /^- +/.exec(item === undefined ? '' : contentOf(item).text)?.[0].length;
  const by = (lines[at]?.indent ?? 0) - (item?.indent ?? 0) - (dash ?? 0);
  if (item === undefined || dash === undefined || by >= 0 || item.indent + by < 0) return [];
  return [[{ start: item.start, end: item.start - by, text: '' }]];
}

/** A comma at the end of the line above is a habit from JSON, not a part of the value. */
function withoutComma(lines: readonly Line[], at: number, below: boolean): Edit[] {
  const above = lines.slice(0, at).findLast(hasContent);
  if (above === undefined || !below) return [];
  const { end, text } = contentOf(above);
  return text.endsWith(',') ? [{ start: end - 1, end, text: ' ' }] : [];
}
