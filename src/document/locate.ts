import { beginning, dash } from './extent.ts';
import { type Entry, type Node, type Range, target } from './node.ts';
import type { Path } from './ref.ts';

/** A node, and where its key stands. */
interface Held {
  readonly node: Node;
  /** Undefined for the root and for list items. */
  readonly key?: Range;
  /** What shows a list item that nothing is written in. */
  readonly dash?: Range;
  /** The alias of the mapping that was merged in and holds it. */
  readonly through?: Range;
}

/**
 * Where an entry stands in the text of its document. A scalar is its whole text with its quotes; of a collection it is
 * the beginning, up to the end of the first entry's line, so that a frame stays short. A value that is not written is
 * shown at its key, the key of a list item is its value, and an absent path stands where its nearest present ancestor
 * does: at the ancestor's key, if that holds a collection.
 */
export function locateIn(text: string, root: Node, path: Path, part: 'key' | 'value'): Range {
  let held: Held = { node: root };
  for (const step of path) {
    const next = child(text, held.node, step);
    if (next === undefined) return shown(text, held, target(held.node)?.is === 'scalar' ? 'value' : 'key');
    held = next;
  }
  return shown(text, held, part);
}

/** The outermost alias on the way to an entry; undefined iff there is none. */
export function aliasTo(text: string, root: Node, path: Path): Range | undefined {
  let node = root;
  for (const step of path) {
    if (node.is === 'alias') return node;
    const next = child(text, node, step);
    if (next === undefined) return undefined;
    if (next.through !== undefined) return next.through;
    node = next.node;
  }
  return node.is === 'alias' ? node : undefined;
}

function shown(text: string, { node, key, dash }: Held, part: 'key' | 'value'): Range {
  const written = isWritten(node);
  if (key !== undefined && (part === 'key' || !written)) return key;
  if (dash !== undefined && !written) return dash;
  const meant = target(node) ?? node;
  return meant.is === 'mapping' || meant.is === 'sequence' ? beginning(text, meant) : meant;
}

function isWritten(node: Node): boolean {
  return node.is !== 'scalar' || node.start < node.end;
}

function child(text: string, parent: Node, step: string | number): Held | undefined {
  const node = target(parent);
  if (node?.is === 'mapping') {
    const found = entryOf(node.entries, String(step), { merges: 0 });
    const entry = found?.entry ?? node.entries.find(({ key }) => key === step);
    return entry && { node: entry.node, key: entry, ...(found?.through && { through: found.through }) };
  }
  const item = node?.is === 'sequence' ? node.items[Number(step)] : undefined;
  // Looked for only where it is shown: in a long flow list it would be sought to the end of the text, for every item.
  return item && (isWritten(item) ? { node: item } : { node: item, dash: dash(text, item.start) });
}

/** Merged mappings that one look-up visits: merges of merges of an alias bomb are not followed to their end. */
const maxMerges = 1000;

/** The entry that gives the key its value: the last that writes it, merges included; and the alias that it was merged by. */
function entryOf(
  entries: readonly Entry[],
  key: string,
  visited: { merges: number },
): { readonly entry: Entry; readonly through: Range | undefined } | undefined {
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i];
    if (entry?.merge === false) {
      if (entry.key === key) return { entry, through: undefined };
    } else if (entry !== undefined) {
      for (const source of entry.node.is === 'sequence' ? entry.node.items : [entry.node]) {
        const from = target(source);
        if (from?.is !== 'mapping' || ++visited.merges > maxMerges) continue;
        const found = entryOf(from.entries, key, visited);
        if (found !== undefined) return source.is === 'alias' ? { ...found, through: source } : found;
      }
    }
  }
  return undefined;
}

/**
 * The path of the entry that begins at the offset, else of the deepest one that the offset lies in or under, judged by
 * the column at which it would continue.
 */
export function pathAt(text: string, root: Node, offset: number): Path {
  const begun = descend(root, offset, () => true);
  if (begun.exact) return begun.path;
  const column = columnOf(text, offset);
  return descend(root, offset, (flow, start) => flow || columnOf(text, start) < column).path;
}

/** Goes down to what is last before the offset, as far as what holds it may hold the offset. */
function descend(
  root: Node,
  offset: number,
  holds: (flow: boolean, start: number) => boolean,
): { readonly path: Path; readonly exact: boolean } {
  const path: (string | number)[] = [];
  let node: Node | undefined = root;
  let exact = false;
  while (node !== undefined && node.start <= offset) {
    exact = node.start === offset;
    let next: Node | undefined;
    if (node.is === 'mapping') {
      const entry: Entry | undefined = node.entries.findLast(({ start }) => start <= offset);
      if (entry === undefined || entry.key === null || !holds(node.flow, entry.start)) break;
      path.push(entry.key);
      if (entry.start === offset) return { path, exact: true };
      next = entry.node;
    } else if (node.is === 'sequence') {
      const index = node.items.findLastIndex(({ start }) => start <= offset);
      if (index === -1 || !holds(node.flow, node.start)) break;
      path.push(index);
      next = node.items[index];
    }
    node = next;
  }
  return { path, exact };
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return offset - start;
}
