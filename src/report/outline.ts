import type { SourceText } from '../document/source-text.ts';
import type { Stretch } from './cells.ts';

/** Levels that are read; documents may nest 100. What lies deeper is passed over, so that brackets alone cost no memory. */
const deepest = 200;

/** A key or an item of a YAML or JSON text, with what stands there as a scalar; the first of a document is its root. */
export interface Entry {
  /** Null for an item of a sequence, and for the root. */
  readonly key: string | null;
  readonly parent: Entry | null;
  readonly children: Entry[];
  /** Where the scalar stands, line by line, without its quotes. */
  readonly scalar: (Stretch & { readonly line: number })[];
  /** The text of the first of these lines. */
  value: string;
}

/**
 * The entries of each document, parents first: a reading of lines, good enough to find the values of names, that never
 * fails. A reporter has no parser, and a text that a parser rejects must be masked too.
 */
export function* outline(source: SourceText): Iterable<readonly Entry[]> {
  let entries: Entry[] = [];
  /** Open block entries with the column in which they begin, from left to right. */
  const block: { readonly entry: Entry; readonly column: number }[] = [];
  /** Open flow collections; `key` is the one whose value comes next. */
  const flow: { readonly owner: Entry; key: Entry | null }[] = [];
  let literal: { readonly entry: Entry; readonly column: number } | undefined;
  let unclosed: { readonly entry: Entry; readonly quote: string } | undefined;

  const add = (key: string | null, parent: Entry | null): Entry => {
    const entry: Entry = { key, parent, children: [], scalar: [], value: '' };
    parent?.children.push(entry);
    entries.push(entry);
    return entry;
  };
  let root = add(null, null);
  const top = (): Entry => block.at(-1)?.entry ?? root;
  const close = (column: number) => {
    while ((block.at(-1)?.column ?? -1) >= column) block.pop();
  };
  const write = (entry: Entry, line: number, text: string, { start, end }: Stretch) => {
    if (end <= start) return;
    if (entry.scalar.length === 0) entry.value = text.slice(start, end);
    entry.scalar.push({ line, start, end });
  };

  const readValue = (owner: Entry, column: number, line: number, text: string, from: number) => {
    const at = from + (/^\s*(?:[&!]\S*\s+)*/.exec(text.slice(from))?.[0].length ?? 0);
    const first = text[at];
    if (first === undefined || first === '#') return;
    if (first === '{' || first === '[') return readFlow(line, text, at, owner);
    if (/^[|>][\d+-]*\s*(#.*)?$/.test(text.slice(at))) {
      literal = { entry: owner, column };
      return;
    }
    const scalar = readScalar(text, at, /\s#/g);
    write(owner, line, text, scalar);
    if (!scalar.closed) unclosed = { entry: owner, quote: first };
  };

  const readFlow = (line: number, text: string, from: number, owner: Entry) => {
    for (let at = from; at < text.length; ) {
      const character = text[at] ?? '';
      const inner = flow.at(-1);
      if (character === '#' && /\s/.test(text[at - 1] ?? ' ')) return;
      if (character === '{' || character === '[') {
        if (flow.length === deepest) {
          flow.length = 0;
          return;
        }
        flow.push({
          owner: inner === undefined ? owner : (inner.key ?? add(null, inner.owner)),
          key: null,
        });
        at += 1;
      } else if (character === '}' || character === ']') {
        flow.pop();
        if (flow.length === 0) return;
        at += 1;
      } else if (character === ',' && inner !== undefined) {
        inner.key = null;
        at += 1;
      } else if (/[\s:,]/.test(character) || inner === undefined) {
        at += 1;
      } else {
        const scalar = readScalar(text, at, /[,[\]{}]|:(?=[\s,[\]{}]|$)|\s#/g);
        const colon = /^\s*:/.exec(text.slice(scalar.next, scalar.next + 80));
        if (colon !== null && inner.key === null) {
          inner.key = add(text.slice(scalar.start, scalar.end), inner.owner);
          at = scalar.next + colon[0].length;
        } else {
          const entry = inner.key ?? add(null, inner.owner);
          write(entry, line, text, scalar);
          if (!scalar.closed) unclosed = { entry, quote: character };
          at = Math.max(scalar.next, at + 1);
        }
      }
    }
  };

  const readBlock = (line: number, text: string, indent: number) => {
    let at = indent;
    while (text[at] === '-' && /\s/.test(text[at + 1] ?? ' ') && block.length < deepest) {
      close(at + 1);
      // A list may stand in the column of its key; another item of that column is a sibling.
      if (block.at(-1)?.column === at && top().key === null) block.pop();
      block.push({ entry: add(null, top()), column: at });
      do at += 1;
      while (/\s/.test(text[at] ?? ''));
    }
    const key = readKey(text, at);
    close(at);
    if (key === null) return readValue(top(), block.at(-1)?.column ?? -1, line, text, at);
    const entry = add(key.name, top());
    block.push({ entry, column: at });
    return readValue(entry, at, line, text, key.next);
  };

  for (let line = 1; line <= source.lineStarts.length; line++) {
    const text = source.line(line);
    const indent = text.search(/\S/);
    if (unclosed !== undefined) {
      const { entry, quote } = unclosed;
      const rest = readQuoted(text, 0, quote);
      write(entry, line, text, { start: Math.max(indent, 0), end: rest.end });
      if (!rest.closed) continue;
      unclosed = undefined;
      if (flow.length > 0) readFlow(line, text, rest.next, root);
    } else if (indent === -1) {
    } else if (literal !== undefined && indent > literal.column) {
      write(literal.entry, line, text, { start: indent, end: text.length });
    } else {
      literal = undefined;
      if (/^(---|\.\.\.)(\s|$)/.test(text)) {
        block.length = 0;
        flow.length = 0;
        yield entries;
        entries = [];
        root = add(null, null);
        if (text.length > 4) readValue(root, -1, line, text, 4);
      } else if (flow.length > 0) readFlow(line, text, indent, root);
      else if (text[indent] !== '#') readBlock(line, text, indent);
    }
  }
  yield entries;
}

interface Scalar extends Stretch {
  /** Where reading goes on. */
  readonly next: number;
  /** False iff its quote does not end in this line. */
  readonly closed: boolean;
}

function readScalar(text: string, at: number, end: RegExp): Scalar {
  const first = text[at];
  if (first === '"' || first === "'") return readQuoted(text, at + 1, first);
  end.lastIndex = at;
  const next = end.exec(text)?.index ?? text.length;
  return {
    start: at,
    end: at + text.slice(at, next).trimEnd().length,
    next,
    closed: true,
  };
}

function readQuoted(text: string, start: number, quote: string): Scalar {
  for (let at = start; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === quote) at += 1;
      else return { start, end: at, next: at + 1, closed: true };
    }
  }
  return { start, end: text.length, next: text.length, closed: false };
}

/** A key in block style: a scalar and a colon that ends it. */
function readKey(text: string, at: number): { readonly name: string; readonly next: number } | null {
  if (/[{[#|>]/.test(text[at] ?? '#')) return null;
  const scalar = readScalar(text, at, /:(?=\s|$)|\s#/g);
  const colon = /^\s*:(?=\s|$)/.exec(text.slice(scalar.next));
  if (colon === null || !scalar.closed) return null;
  return {
    name: text.slice(scalar.start, scalar.end),
    next: scalar.next + colon[0].length,
  };
}
