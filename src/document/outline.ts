/** A quote or bracket that is not closed yet. */
export interface Opener {
  readonly character: string;
  readonly offset: number;
}

/** How a text looks to one who reads tokens and no grammar: it gets along with broken YAML, and proves nothing. */
export interface Outline {
  /** What is open at the end, the innermost last. */
  readonly open: readonly Opener[];
  /** Offsets of lines that begin within a quoted string, brackets or a block scalar. */
  readonly continued: ReadonlySet<number>;
  /** The last quoted string that was closed. */
  readonly quoted: { readonly start: number; readonly end: number } | undefined;
  /** Stretches of comments and block scalars. */
  readonly asides: readonly (readonly [number, number])[];
}

/** Reads tokens from `from`, where a token may begin, up to `until`. */
export function outline(text: string, until = text.length, from = 0): Outline {
  const open: Opener[] = [];
  const continued = new Set<number>();
  const asides: (readonly [number, number])[] = [];
  let quoted: Outline['quoted'];
  /** Column of the key or dash that a block scalar would belong to, and of the last token. */
  let holder = -1;
  let token = 0;
  let line = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1;
  let i = from;
  while (i < until) {
    const character = text[i] ?? '';
    const following = text[i + 1];
    const separated = isSpace(following);
    if (character === '\n' || character === '\r') {
      i = character === '\r' && following === '\n' ? i + 2 : i + 1;
      line = i;
      if (open.length > 0) continued.add(line);
    } else if (isSpace(character)) i++;
    else if (character === '#' && (i === line || isSpace(text[i - 1]))) {
      const start = i;
      i = endOfLine(text, i);
      asides.push([start, i]);
    } else if (character === '"' || character === "'") {
      const end = closeQuote(text, i);
      for (const { index } of text.slice(i, Math.min(end === -1 ? until : end, until)).matchAll(/\n|\r(?!\n)/g)) {
        line = i + index + 1;
        continued.add(line);
      }
      if (end === -1 || end > until)
        return {
          open: [...open, { character, offset: i }],
          continued,
          quoted,
          asides,
        };
      token = i - line;
      quoted = { start: i, end };
      i = end;
    } else if (character === '[' || character === '{') open.push({ character, offset: i++ });
    else if (open.length > 0 && (character === ']' || character === '}')) {
      if (open.at(-1)?.character === (character === ']' ? '[' : '{')) open.pop();
      i++;
    } else if (open.length > 0 && character === ',') i++;
    else if (character === ':' && (separated || open.length > 0)) {
      if (open.length === 0) holder = token;
      i++;
    } else if ((character === '-' || character === '?') && separated && open.length === 0) {
      holder = i - line;
      i++;
    } else if (
      (character === '|' || character === '>') &&
      open.length === 0 &&
      /^.[-+0-9]*[ \t]*(?:#.*)?$/.test(text.slice(i, endOfLine(text, i)))
    ) {
      const start = i;
      i = endOfBlock(text, i, holder);
      for (const { index } of text.slice(start, i).matchAll(/\n|\r(?!\n)/g)) continued.add(start + index + 1);
      asides.push([start, i]);
    } else {
      token = i - line;
      i = endOfPlain(text, i, open.length > 0);
    }
  }
  return { open, continued, quoted, asides };
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

/** Behind the quote that closes the one at `start`; -1 if none does. */
export function closeQuote(text: string, start: number): number {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return -1;
}

/** Behind the bracket that closes the one at `offset`; -1 if none does. */
export function closeBracket(text: string, offset: number, until = text.length): number {
  let depth = 0;
  for (let i = offset; i < until; i++) {
    const character = text[i] ?? '';
    if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && --depth === 0) return i + 1;
    else if ((character === '"' || character === "'") && /[\s,[{:]/.test(text[i - 1] ?? '')) {
      const end = closeQuote(text, i);
      if (end !== -1) i = end - 1;
    } else if (character === '#' && /\s/.test(text[i - 1] ?? '')) i = endOfLine(text, i);
  }
  return -1;
}

function endOfPlain(text: string, start: number, flow: boolean): number {
  let i = start;
  do i++;
  while (
    i < text.length &&
    text[i] !== '\n' &&
    text[i] !== '\r' &&
    !(text[i] === ':' && isSpace(text[i + 1])) &&
    !(text[i] === '#' && isSpace(text[i - 1])) &&
    !(flow && /[,[\]{}]/.test(text[i] ?? ''))
  );
  return i;
}

/** Behind the lines of a block scalar: they are blank or deeper than what holds them. */
function endOfBlock(text: string, header: number, holder: number): number {
  let end = endOfLine(text, header);
  for (let line = end; line < text.length; ) {
    const start = text[line] === '\r' && text[line + 1] === '\n' ? line + 2 : line + 1;
    const stop = endOfLine(text, start);
    const content = text.slice(start, stop);
    const indent = content.length - content.trimStart().length;
    if (content.trim() !== '' && indent <= holder) break;
    end = stop;
    line = stop;
  }
  return end;
}

function endOfLine(text: string, from: number): number {
  let i = from;
  while (i < text.length && text[i] !== '\n' && text[i] !== '\r') i++;
  return i;
}
