import type { Entry, MappingNode, Node, Range, SequenceNode } from './node.ts';

/** The beginning of a collection: a flow collection that ends on its line whole, else up to the end of its first entry's line. */
export function beginning(text: string, node: MappingNode | SequenceNode): Range {
  const line = lineEnd(text, node.start);
  const end = Math.min(node.flow ? flowEnd(text, node) : firstEnd(text, node), line);
  return {
    start: node.start,
    end: node.start + Math.max(1, text.slice(node.start, end).trimEnd().length),
  };
}

/** The dash of a list item in which nothing is written, looked for from the end of what stands before it. */
export function dash(text: string, from: number): Range {
  let i = from;
  while (i < text.length && text[i] !== '-') {
    if (text[i] === '#') i = lineEnd(text, i);
    else i++;
  }
  return i < text.length ? { start: i, end: i + 1 } : { start: from, end: from };
}

function firstEnd(text: string, node: MappingNode | SequenceNode): number {
  const [first] = node.is === 'mapping' ? node.entries : node.items;
  if (first === undefined) return node.start + 1;
  const value = 'node' in first ? first.node : first;
  const line = lineEnd(text, node.start);
  const valueEnd =
    value.start > line ? 0 : value.is === 'mapping' || value.is === 'sequence' ? beginning(text, value).end : value.end;
  return Math.max(valueEnd, 'node' in first ? colon(text, first) : node.start + 1);
}

/** The end of the colon behind a key. */
function colon(text: string, { end }: Entry): number {
  let i = end;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return text[i] === ':' ? i + 1 : end;
}

/** Behind the bracket that closes a flow collection: the first one after its last part that is in no comment. */
function flowEnd(text: string, node: MappingNode | SequenceNode): number {
  const close = node.is === 'mapping' ? '}' : ']';
  const last = node.is === 'mapping' ? node.entries.at(-1) : node.items.at(-1);
  let i = node.start + 1;
  if (last !== undefined) i = 'node' in last ? Math.max(last.end, endOf(text, last.node)) : endOf(text, last);
  while (i < text.length && text[i] !== close) {
    if (text[i] === '#') i = lineEnd(text, i);
    else i++;
  }
  return Math.min(i + 1, text.length);
}

function endOf(text: string, node: Node): number {
  return node.is === 'mapping' || node.is === 'sequence' ? flowEnd(text, node) : node.end;
}

/** Offset of the line break behind `from`, or of the end of the text. */
export function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed < 0 ? text.length : feed;
  // Only a stretch without line feeds is searched for the other break, which hardly any text has.
  const carriage = text.slice(from, end).indexOf('\r');
  return carriage < 0 ? end : from + carriage;
}
