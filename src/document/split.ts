import { closeBracket } from './outline.ts';

/** Where a document stands in its text: offsets, the end exclusive. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
}

/**
 * The stretches of a text that hold one document each, in order, without gaps. `---` and `...` at the start of a line
 * end a document wherever they stand, even inside a quoted string, so a broken document cannot reach its neighbours:
 * https://yaml.org/spec/1.2.2/#912-document-markers
 */
export function split(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (const { index, 0: marker } of text.matchAll(/(?:---|\.\.\.)(?![^ \t\r\n])/g)) {
    const line = lineStart(text, index);
    if (line === -1 || line < start) continue;
    if (marker === '---') {
      // Comments and %-lines before the first marker belong to the document that it opens.
      if (line > start && !isPreamble(text, start, line)) {
        chunks.push({ start, end: line });
        start = line;
      }
    } else {
      const end = nextLine(text, index);
      chunks.push({ start, end });
      start = end;
    }
  }
  if (start < text.length) chunks.push({ start, end: text.length });
  return text.includes('{') ? chunks.flatMap((chunk) => objects(text, chunk)) : chunks;
}

/**
 * JSON objects that stand one behind the other, as kubectl reads a text that begins with a brace:
 * https://github.com/kubernetes/apimachinery/blob/v0.34.1/pkg/util/yaml/decoder.go (YAMLOrJSONDecoder)
 */
function objects(text: string, { start, end }: Chunk): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let from = start;
  for (let open = nextContent(text, start, end); isObject(text, open, end); ) {
    const close = closeBracket(text, open, end);
    const next = close === -1 ? end : nextContent(text, close, end);
    if (!isObject(text, next, end)) break;
    chunks.push({ start: from, end: close });
    from = close;
    open = next;
  }
  return [...chunks, { start: from, end }];
}

/** True iff a JSON object begins there; `{{` begins a template. */
function isObject(text: string, open: number, end: number): boolean {
  return open < end && text[open] === '{' && /["}]/.test(text[nextContent(text, open + 1, end)] ?? '');
}

function nextContent(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && /[\s\uFEFF]/.test(text[i] ?? '')) i++;
  return i;
}

/** Offset of the line that starts with what stands at `index`, a byte order mark apart; -1 if it starts no line. */
function lineStart(text: string, index: number): number {
  const start = text[index - 1] === '\uFEFF' ? index - 1 : index;
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? start : -1;
}

function nextLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\n') return i + 1;
    if (text[i] === '\r') return text[i + 1] === '\n' ? i + 2 : i + 1;
  }
  return text.length;
}

/** True iff nothing but marks, comments and white space stands there: a document without content. */
export function isBlank(text: string, { start, end }: Chunk): boolean {
  let i = start;
  while (i < end) {
    const character = text[i];
    if (character === '#') i = nextLine(text, i);
    else if (character === '-' || character === '.') {
      if (lineStart(text, i) === -1 || !/^(?:---|\.\.\.)(?![^ \t\r\n])/.test(text.slice(i, i + 4))) return false;
      i += 3;
    } else if (/[\s\uFEFF]/.test(character ?? '')) i++;
    else return false;
  }
  return true;
}

function isPreamble(text: string, start: number, end: number): boolean {
  let line = start;
  while (line < end) {
    let i = text[line] === '\uFEFF' ? line + 1 : line;
    if (text[i] !== '%') {
      while (text[i] === ' ' || text[i] === '\t') i++;
      if (i < end && text[i] !== '#' && text[i] !== '\n' && text[i] !== '\r') return false;
    }
    line = nextLine(text, i);
  }
  return true;
}
