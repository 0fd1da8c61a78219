import type { Stretch } from './cells.ts';
import type { FrameStyle } from './frame.ts';
import { widthOf, wrap } from './width.ts';

/** Marked cells of a quoted line. */
export interface Mark extends Stretch {
  readonly label: string;
  readonly primary: boolean;
}

/** A text from a column on. */
interface Piece {
  readonly column: number;
  readonly text: string;
  readonly color: (text: string) => string;
}

/**
 * The rows below a quoted line: `^` under what is primary, `-` under what is related, the label of the last one behind it,
 * the others hanging from their first column, from right to left, so that no line crosses a label.
 */
export function marks(all: readonly Mark[], width: number, style: FrameStyle): readonly string[] {
  const color = (mark: Mark) => (mark.primary ? style.primary : style.paint.frame);
  const ordered = [...all].sort((a, b) => b.start - a.start || b.end - a.end);
  const end = Math.max(...all.map((mark) => mark.end));
  const last = ordered[0];
  const room = width - end - 1;
  const inline = last !== undefined && last.end === end && widthOf(last.label) <= room ? last : undefined;

  const underline = [...underlined(all, style)];
  if (inline !== undefined && inline.label !== '') {
    underline.push({
      column: end + 1,
      text: inline.label,
      color: color(inline),
    });
  }
  const rows = [place(underline)];
  const hanging = ordered.filter((mark) => mark !== inline && mark.label !== '');
  if (hanging.length > 0) rows.push(place(bars(hanging, color)));
  hanging.forEach((mark, i) => {
    const left = hanging.slice(i + 1).filter(({ start }) => start < mark.start);
    for (const text of wrap(mark.label, Math.max(width - mark.start, 30))) {
      rows.push(place([...bars(left, color), { column: mark.start, text, color: color(mark) }]));
    }
  });
  return rows;
}

/** One piece for each run of equal marks; primary ones lie on top. */
function* underlined(all: readonly Mark[], style: FrameStyle): Iterable<Piece> {
  const end = Math.max(...all.map((mark) => mark.end));
  const kindAt = (column: number): '^' | '-' | ' ' => {
    const here = all.filter((mark) => mark.start <= column && column < mark.end);
    return here.some(({ primary }) => primary) ? '^' : here.length > 0 ? '-' : ' ';
  };
  for (let column = 0; column < end; ) {
    const kind = kindAt(column);
    let until = column + 1;
    while (until < end && kindAt(until) === kind) until += 1;
    const color = kind === '^' ? style.primary : style.paint.frame;
    if (kind !== ' ') yield { column, text: kind.repeat(until - column), color };
    column = until;
  }
}

/** A `|` in each column in which a label still has to hang. */
function bars(hanging: readonly Mark[], color: (mark: Mark) => (text: string) => string): readonly Piece[] {
  const byColumn = new Map<number, Piece>();
  for (const mark of hanging) {
    byColumn.set(mark.start, {
      column: mark.start,
      text: '|',
      color: color(mark),
    });
  }
  return [...byColumn.values()];
}

/** The pieces in one row; they do not overlap. */
function place(pieces: readonly Piece[]): string {
  let row = '';
  let filled = 0;
  for (const { column, text, color } of [...pieces].sort((a, b) => a.column - b.column)) {
    row += ' '.repeat(Math.max(column - filled, 0)) + color(text);
    filled = column + widthOf(text);
  }
  return row;
}
