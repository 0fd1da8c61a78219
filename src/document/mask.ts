/** A text whose placeholders a YAML parser reads as letters, each as long as it was. */
export interface Masked {
  readonly text: string;
  /** The value of a scalar that the parser read: placeholders stand in it as `${VAR}`. */
  unmask(value: string): string;
}

/**
 * Hides `${VAR}`, `${VAR:-default}` and the like from the parser, since `[${X}]` is not YAML: their ASCII characters move
 * into a block of private-use characters that the text does not use.
 */
export function mask(text: string): Masked {
  const found = placeholders(text);
  const block = found.length === 0 ? undefined : unusedBlock(text);
  if (block === undefined) return { text, unmask: nameBare };
  const pieces: string[] = [];
  let last = 0;
  for (const [start, end] of found) {
    pieces.push(text.slice(last, start), shift(text.slice(start, end), 0, block));
    last = end;
  }
  pieces.push(text.slice(last));
  const dollar = String.fromCharCode(block + 0x24);
  return {
    text: pieces.join(''),
    unmask: (value) => (value.includes(dollar) ? reveal(value, block) : nameBare(value)),
  };
}

/** The text whose characters stand in the block of 128 characters at `from`, moved to the block at `to`. */
function shift(text: string, from: number, to: number): string {
  let moved = '';
  for (const unit of text) {
    const code = unit.charCodeAt(0);
    moved += code >= from && code < from + 128 ? String.fromCharCode(code - from + to) : unit;
  }
  return moved;
}

/** Start and end of each placeholder in braces; one never spans a line. */
function placeholders(text: string): [number, number][] {
  const found: [number, number][] = [];
  let from = text.indexOf('${');
  while (from !== -1) {
    const end = /[A-Za-z_]/.test(text[from + 2] ?? '') ? closing(text, from + 1) : -1;
    if (end !== -1) found.push([from, end]);
    from = text.indexOf('${', end === -1 ? from + 2 : end);
  }
  return found;
}

/** Offset behind the brace that closes the one at `open`, on the same line; -1 if there is none. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const character = text[i];
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return i + 1;
    else if (character === '\n' || character === '\r') return -1;
  }
  return -1;
}

function unusedBlock(text: string): number | undefined {
  for (let block = 0xe000; block < 0xf8ff; block += 128) {
    const last = String.fromCharCode(block + 127);
    if (!new RegExp(`[${String.fromCharCode(block)}-${last}]`).test(text)) return block;
  }
  return undefined;
}

/** The value with placeholders out of the block, each in its canonical form. */
function reveal(value: string, block: number): string {
  const dollar = String.fromCharCode(block + 0x24);
  let text = '';
  let last = 0;
  for (let from = value.indexOf(dollar); from !== -1; from = value.indexOf(dollar, last)) {
    text += nameBare(value.slice(last, from));
    last = from + 1;
    for (let depth = 0; last < value.length; last++) {
      const code = value.charCodeAt(last) - block;
      if (code === 0x7b) depth++;
      else if (code === 0x7d && --depth === 0) break;
    }
    last++;
    text += canonical(shift(value.slice(from + 2, last - 1), block, 0));
  }
  return text + nameBare(value.slice(last));
}

/**
 * `${VAR}` for a variable with or without a default. Any other expression (`${VAR^^}`, `${var.region}`) is a variable of
 * its own: its value need not be that of `VAR`.
 */
function canonical(inside: string): string {
  const [, name] = /^([A-Za-z_][A-Za-z0-9_]*)(?::?[-=?].*)?$/s.exec(inside) ?? [];
  return `\${${name ?? inside.replaceAll(/[{}]/g, '')}}`;
}

/** `$VAR` as `${VAR}`. Upper-case names only: `$host` and `$1` belong to other languages. */
function nameBare(value: string): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the canonical form of a placeholder
  return value.includes('$') ? value.replaceAll(/\$([A-Z_][A-Z0-9_]*)/g, '${$1}') : value;
}
