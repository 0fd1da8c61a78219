import type { SourceText } from '../document/source-text.ts';
import { type QuotedLine, quote, type Stretch } from './cells.ts';
import { grouped } from './grouped.ts';
import { type Mark, marks } from './marks.ts';
import type { Palette } from './palette.ts';
import { widthOf } from './width.ts';

/** A place in one line of a text with what is said of it. */
export interface Labelled extends Stretch {
  readonly line: number;
  readonly label: string;
  readonly primary: boolean;
}

/** How frames look in one finding. */
export interface FrameStyle {
  /** Cells of the widest line number. */
  readonly gutter: number;
  readonly width: number;
  readonly paint: Palette;
  /** The colour of the primary marks. */
  readonly primary: (text: string) => string;
}

/**
 * Lines of one text with marks below them, in the order of lines; a line between two of them is shown, more are `...`.
 */
export function frame(
  source: SourceText,
  places: readonly Labelled[],
  masks: (line: number) => readonly Stretch[],
  style: FrameStyle,
): readonly string[] {
  const { gutter, paint } = style;
  const width = Math.max(style.width - gutter - 3, 20);
  const bar = paint.frame(`${' '.repeat(gutter)} |`);
  const numbered = (line: number, text: string) =>
    `${paint.frame(`${String(line).padStart(gutter)} |`)}${text === '' ? '' : ` ${text}`}`;

  const byLine = grouped(places, ({ line }) => line);
  const rows: string[] = [bar];
  let last: number | undefined;
  for (const line of [...byLine.keys()].sort((a, b) => a - b)) {
    if (last !== undefined && line === last + 2) {
      rows.push(numbered(last + 1, quote(source.line(last + 1), masks(last + 1), { start: 0, end: 0 }, width).text));
    } else if (last !== undefined && line > last + 2) rows.push(paint.frame('...'));
    const here = byLine.get(line) ?? [];
    const label = Math.max(...here.map((place) => widthOf(place.label)));
    const quoted = quote(source.line(line), masks(line), focus(here, width), width, label + 1);
    rows.push(numbered(line, quoted.text));
    for (const row of marks(
      here.map((place) => marked(quoted, place)),
      width,
      style,
    ))
      rows.push(`${bar} ${row}`);
    last = line;
  }
  return rows;
}

function marked(quoted: QuotedLine, { start, end, label, primary }: Labelled): Mark {
  return { ...quoted.place({ start, end }), label, primary };
}

/** All places of a line if they fit, else the primary one, else the first. */
function focus(places: readonly Labelled[], width: number): Stretch {
  const start = Math.min(...places.map((place) => place.start));
  const end = Math.max(...places.map((place) => place.end));
  if (end - start < width - 2) return { start, end };
  return places.find(({ primary }) => primary) ?? places[0] ?? { start, end };
}
