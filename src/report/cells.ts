import { unsafeAt } from './neutralise.ts';
import { cellsOf } from './width.ts';

/** A stretch of one line: offsets in UTF-16 code units from 0, the end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Something of a quoted line that is shown as a whole. */
interface Cell extends Stretch {
  readonly text: string;
  readonly width: number;
  /** Cells before it. */
  readonly column: number;
}

const tab = '    ';

/** A quoted line as a terminal shows it: masked, neutralised, cut to a window. */
export interface QuotedLine {
  readonly text: string;
  /** The cells in which the stretch is shown, at least one; what was cut is the `…` that stands for it. */
  place(stretch: Stretch): Stretch;
}

/** Characters before and behind the focus that are looked at: a minified file is one line of megabytes. */
const near = 2000;

/**
 * The line in at most `width` cells, cut so that `focus` is in view with `reserve` cells behind it; `…` stands where
 * something was cut.
 */
export function quote(
  line: string,
  masked: readonly Stretch[],
  focus: Stretch,
  width: number,
  reserve = 0,
): QuotedLine {
  const end = line.trimEnd().length;
  const part = {
    start: Math.min(Math.max(focus.start - near, 0), end),
    end: Math.min(focus.start + near, end),
  };
  const cells = layOut(line, part, masked);
  const total = columnAfter(cells, cells.length);
  const at = (stretch: Stretch) => ({
    start: startColumn(cells, stretch.start),
    end: endColumn(cells, stretch),
  });

  const room = Math.max(width, 20);
  const whole = part.start === 0 && part.end === end && total <= room;
  const from = whole ? 0 : windowStart(at(focus), room, Math.min(reserve, room >> 1));
  const first = from === 0 ? 0 : cells.findIndex((cell) => cell.column >= from && cell.width > 0);
  const removed = columnAfter(cells, first);
  const lead = first > 0 || part.start > 0 ? 1 : 0;
  const fits = (count: number) => columnAfter(cells, count) - removed + lead <= room - 1;
  let last = first;
  while (last < cells.length && (whole || fits(last + 1))) last += 1;
  const shown = cells.slice(first, last).map(({ text }) => text);
  const visible = columnAfter(cells, last) - removed + lead;
  return {
    text: `${lead ? '…' : ''}${shown.join('')}${last < cells.length || part.end < end ? '…' : ''}`,
    place(stretch) {
      const { start, end: until } = at(stretch);
      const inside = (column: number) => Math.min(Math.max(column - removed + lead, 0), visible);
      return {
        start: inside(start),
        end: Math.max(inside(until), inside(start) + 1),
      };
    },
  };
}

/** The first column of a window of `room` cells that shows the focus, or its beginning if it is longer, with some of what is before it. */
function windowStart(focus: Stretch, room: number, reserve: number): number {
  if (focus.end < room) return 0;
  const margin = Math.min(8, room >> 2);
  return Math.max(Math.min(focus.start - margin, focus.end - room + 2 + Math.max(margin, reserve)), 0);
}

function layOut(line: string, part: Stretch, masked: readonly Stretch[]): readonly Cell[] {
  const unsafe = unsafeAt(line.slice(part.start, part.end));
  const masks = masked.filter(({ start, end }) => start < part.end && part.start < end);
  const cells: Cell[] = [];
  let column = 0;
  const add = (start: number, end: number, text: string, width: number) => {
    cells.push({ start, end, text, width, column });
    column += width;
  };
  let before: string | undefined;
  for (let at = part.start; at < part.end; ) {
    const mask = masks.find(({ start, end }) => start <= at && at < end);
    if (mask !== undefined) {
      const end = Math.min(mask.end, part.end);
      add(at, end, '***', 3);
      at = end;
      continue;
    }
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    const end = at + character.length;
    const visible = unsafe.get(at - part.start);
    if (character === '\t') add(at, end, tab, tab.length);
    else if (character === '\uFEFF' && at === 0) add(at, end, '', 0);
    else if (visible !== undefined) add(at, end, visible, visible.length);
    else {
      const after = line.codePointAt(end);
      add(
        at,
        end,
        character,
        cellsOf(character, before, after === undefined ? undefined : String.fromCodePoint(after)),
      );
    }
    before = character;
    at = end;
  }
  return cells;
}

function columnAfter(cells: readonly Cell[], count: number): number {
  const cell = cells[count - 1];
  return cell === undefined ? 0 : cell.column + cell.width;
}

/** Where the cell that holds the offset begins; past the last one: behind it. */
function startColumn(cells: readonly Cell[], offset: number): number {
  return cells.find(({ end }) => offset < end)?.column ?? columnAfter(cells, cells.length);
}

/** Where the last cell of the stretch ends. */
function endColumn(cells: readonly Cell[], { start, end }: Stretch): number {
  const last = cells.findLast((cell) => cell.start < end);
  return Math.max(last === undefined ? 0 : last.column + last.width, startColumn(cells, start));
}
