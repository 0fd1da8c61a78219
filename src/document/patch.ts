/** A stretch of a text and what to put there. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text that was mended so that a parser can read on, and where its characters come from. */
export interface Patched {
  readonly text: string;
  /** Offset in the text as written of each character, and of the end. */
  readonly origin: Int32Array;
}

export function unpatched(text: string): Patched {
  return {
    text,
    origin: Int32Array.from({ length: text.length + 1 }, (_, offset) => offset),
  };
}

/** The text with non-overlapping edits applied. What is put in comes from the place where it is put. */
export function patch({ text, origin }: Patched, edits: readonly Edit[]): Patched {
  const sorted = [...edits].sort((left, right) => left.start - right.start || left.end - right.end);
  const pieces: string[] = [];
  const length = sorted.reduce((sum, { start, end, text: put }) => sum + put.length - (end - start), text.length);
  const origins = new Int32Array(length + 1);
  let read = 0;
  let written = 0;
  const copy = (end: number) => {
    pieces.push(text.slice(read, end));
    origins.set(origin.subarray(read, end), written);
    written += end - read;
    read = end;
  };
  for (const { start, end, text: put } of sorted) {
    copy(start);
    pieces.push(put);
    for (let i = 0; i < put.length; i++)
      origins[written++] = origin[Math.min(start + i, Math.max(start, end - 1))] ?? 0;
    read = end;
  }
  copy(text.length);
  origins[written] = origin[text.length] ?? 0;
  return { text: pieces.join(''), origin: origins };
}

/** Takes a stretch out of a text: its characters but for line breaks become spaces. */
export function blank(text: string, start: number, end: number): Edit {
  const pieces: string[] = [];
  let last = start;
  for (let i = start; i <= end; i++) {
    const character = text[i];
    if (i < end && character !== '\n' && character !== '\r') continue;
    pieces.push(' '.repeat(i - last), i < end ? (character ?? '') : '');
    last = i + 1;
  }
  return { start, end, text: pieces.join('') };
}
