import { type Break, contentOf, hasContent, lineAround, linesOf, quote } from './break.ts';
import { layoutBreak } from './break-layout.ts';
import { tokenBreak } from './break-token.ts';
import { closeBracket, outline } from './outline.ts';
import { blank, type Edit, type Patched, patch, unpatched } from './patch.ts';
import { maxNesting, readTree, type Stop, type Tree } from './tree.ts';

/** What could still be read of a text that is not YAML. */
export interface Recovered {
  /** Null iff nothing could. Its offsets are those of the text as written. */
  readonly tree: Tree | null;
  /** Places in the text as written. Empty iff Kubernetes reads the text all the same. */
  readonly breaks: readonly Break[];
}

/** Breaks beyond these are not looked for: what follows is left out. */
const maxBreaks = 50;

/** Characters that all attempts to mend the documents of one text may read together. */
export const maxReading = 1 << 22;

/** What is left of {@link maxReading} for a text. */
export interface Repairs {
  repairs: number;
}

/**
 * Reads a text up to where it stops being YAML, mends that place, and reads on. A repair counts only if the text is
 * readable further than before, so a break is reported once and not again as its own consequence.
 */
export function recover(text: string, unmask: (value: string) => string, first: Stop, allowance: Repairs): Recovered {
  const breaks: Break[] = [];
  let current = unpatched(text);
  let stop = first;
  /** Unclear breaks one right below the other: a text that is no YAML at all is not reported line by line. */
  let streak = 0;
  let unread = -1;
  for (;;) {
    const poor = allowance.repairs < current.text.length || breaks.length >= maxBreaks;
    allowance.repairs -= current.text.length;
    const found = diagnose(current.text, stop, poor);
    const written = asWritten(found, current, unmask);
    const known = breaks.length >= maxBreaks || breaks.some(({ start }) => start === written.start);
    streak = found.unclear === true && unread >= 0 && text.slice(unread, written.start).trim() === '' ? streak + 1 : 0;
    const repairs = streak > 0 ? [blankLines(current.text, stop.offset, 2 ** streak)] : known ? [] : found.repairs;
    const best = mend(current, stop, { ...written, repairs }, found.start, unmask, allowance);
    if (!known && streak === 0 && best?.tolerated !== true) breaks.push(written);
    if (best === undefined) return { tree: null, breaks };
    if (!('offset' in best.result)) return { tree: best.result, breaks };
    unread = found.unclear === true ? best.beyond : -1;
    current = best.patched;
    stop = best.result;
  }
}

function blankLines(text: string, offset: number, count: number): readonly Edit[] {
  const { start } = lineAround(text, offset);
  let { end } = lineAround(text, offset);
  for (let i = 1; i < count && end < text.length; i++) ({ end } = lineAround(text, end + 1));
  return [blank(text, start, end)];
}

interface Mended {
  readonly patched: Patched;
  readonly result: Tree | Stop;
  /** How far the text is readable, as an offset in the text as written. */
  readonly reached: number;
  readonly tolerated: boolean;
  /** Up to where the repair took something out, as an offset in the text as written. */
  readonly beyond: number;
}

/** The repair that makes most of the text readable; the first one, if it is tolerated and leads beyond the place. */
function mend(
  current: Patched,
  stop: Stop,
  found: Break,
  start: number,
  unmask: (value: string) => string,
  allowance: Repairs,
): Mended | undefined {
  const { text, origin } = current;
  const line = lineAround(text, stop.offset);
  const first = lineAround(text, Math.min(stop.offset, start));
  const lastResorts = [
    [blank(text, line.start, line.end)],
    [blank(text, first.start, line.end)],
    ...[0, 1, 2, 4, 8, 16, 64].map((lines) => [blank(text, linesBefore(text, first.start, lines), text.length)]),
  ];
  let best: Mended | undefined;
  for (const [index, edits] of [...found.repairs, ...lastResorts].entries()) {
    const isLast = index >= found.repairs.length + 2;
    if (allowance.repairs < text.length && !isLast) continue;
    const isLastResort = index >= found.repairs.length;
    if (isLastResort && best !== undefined) break;
    allowance.repairs -= text.length;
    const patched = patch(current, edits);
    const result = readTree(patched.text, unmask, patched.origin);
    const reached = 'offset' in result ? (patched.origin[result.offset] ?? 0) : Number.POSITIVE_INFINITY;
    const tolerated = found.tolerated === true && index === 0;
    const beyond = tolerated ? (found.beyond ?? found.end) : found.end;
    const stands = reached === origin[stop.offset] && !isLast;
    if (reached <= beyond || stands || reached <= (best?.reached ?? -1)) continue;
    const last = edits.reduce((furthest, { end }) => Math.max(furthest, end), 0);
    best = { patched, result, reached, tolerated, beyond: origin[last] ?? 0 };
    if (tolerated || reached === Number.POSITIVE_INFINITY) break;
  }
  return best;
}

function linesBefore(text: string, start: number, count: number): number {
  let at = start;
  for (let i = 0; i < count && at > 0; i++) at = lineAround(text, at - 1).start;
  return at;
}

/** `poor`: at no more cost than a look at the line. */
function diagnose(text: string, stop: Stop, poor: boolean): Break {
  if (stop.reason.startsWith('nesting')) {
    return {
      start: stop.offset,
      end: stop.offset + 1,
      found: `more than ${maxNesting} levels of nesting`,
      expected: [`at most ${maxNesting} levels`],
      instead: 'write it with fewer levels',
      repairs: poor ? [] : [[tooDeep(text, stop.offset)]],
    };
  }
  return (poor ? undefined : (tokenBreak(text, stop) ?? layoutBreak(text, stop))) ?? unclear(text, stop);
}

/** The outermost brackets around the place, or its line with all that is deeper. */
function tooDeep(text: string, offset: number): Edit {
  const [outer] = outline(text, offset).open;
  if (outer !== undefined) {
    const end = closeBracket(text, outer.offset);
    return blank(text, outer.offset, end === -1 ? text.length : end);
  }
  const first = lineAround(text, offset);
  let { end } = first;
  for (const line of linesOf(text.slice(first.end))) {
    if (hasContent(line) && line.indent < first.indent) break;
    end = first.end + line.end;
  }
  return blank(text, first.start, end);
}

function unclear(text: string, { offset }: Stop): Break {
  let line = lineAround(text, offset);
  while (!hasContent(line) && line.start > 0) line = lineAround(text, line.start - 1);
  const content = contentOf(line);
  const start = offset >= content.start && offset < content.end ? offset : content.start;
  return {
    start,
    end: Math.max(content.end, start + 1),
    found: content.text === '' ? 'an end' : quote(text.slice(start, content.end)),
    expected: ['the next key or list item'],
    instead: 'check the indentation, quotes and brackets of this line and the one before it',
    unclear: true,
    repairs: [],
  };
}

/** The break with the places that it has in the text as written; repairs stay as they are. */
function asWritten(found: Break, { origin }: Patched, unmask: (value: string) => string): Break {
  const start = origin[found.start] ?? 0;
  const end = Math.max(start + 1, (origin[Math.max(found.start, found.end - 1)] ?? start) + 1);
  const beyond = found.beyond === undefined ? end : (origin[found.beyond] ?? end);
  const about = origin[found.about ?? found.start] ?? start;
  return {
    ...found,
    start,
    end,
    beyond,
    about,
    found: unmask(found.found),
    expected: found.expected.map(unmask),
    instead: unmask(found.instead),
    ...(found.because !== undefined && { because: unmask(found.because) }),
    ...(found.lost !== undefined && { lost: unmask(found.lost) }),
  };
}
