import {
  type AliasNode,
  type Entry,
  type MappingNode,
  type Node,
  type Range,
  type SequenceNode,
  target,
} from './node.ts';
import type { Path } from './ref.ts';
import { maxNesting } from './tree.ts';

/** Nodes that aliases and merge keys may add to one text: more is an alias bomb, not a manifest. */
export const maxAliasedNodes = 1_000_000;

/** Well-formed YAML that Kubernetes refuses, or reads in a way that its author cannot want. */
export interface Oddity extends Range {
  readonly is: 'duplicate-key' | 'unknown-alias' | 'alias-in-itself' | 'too-many-aliases' | 'nesting' | 'merge';
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** Of the key or the alias. */
  readonly name: string;
  /** Where the key stands first. */
  readonly first?: Range;
}

export interface Composed {
  readonly value: unknown;
  readonly oddities: readonly Oddity[];
}

/** What is left of {@link maxAliasedNodes} for a text. */
export interface Allowance {
  aliased: number;
}

/** Oddities beyond the hundredth of one document tell nobody more. */
const maxOddities = 100;

interface Part {
  /** Undefined iff the node stands for nothing. */
  readonly value: unknown;
  /** Nodes, aliased ones counted wherever they are used. */
  readonly size: number;
  /** Levels of collections. */
  readonly height: number;
}

const nothing: Part = { value: undefined, size: 1, height: 0 };

/**
 * The plain value of a tree. An alias shares the value that it stands for; of a key that occurs twice the last value
 * counts, and a merge overrides the keys before it, both as in go-yaml v2:
 * https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go
 * What stands for nothing is left out of a mapping and is null in a list.
 */
export function compose(root: Node | null, allowance: Allowance): Composed {
  const oddities: Oddity[] = [];
  const anchored = new Map<Node, Part>();
  const path: (string | number)[] = [];

  function note(is: Oddity['is'], at: Range, more: Partial<Oddity> = {}): Part {
    const again = is === 'nesting' && oddities.some((oddity) => oddity.is === 'nesting');
    if (oddities.length < maxOddities && !again) {
      oddities.push({
        is,
        start: at.start,
        end: at.end,
        path: [...path],
        part: 'value',
        name: '',
        ...more,
      });
    }
    return nothing;
  }

  function visit(node: Node, depth: number): Part {
    if (node.is === 'scalar') return { value: node.value, size: 1, height: 0 };
    if (node.is === 'alias') return aliased(node, depth);
    if (depth >= maxNesting) return note('nesting', { start: node.start, end: node.start + 1 });
    const part = node.is === 'sequence' ? sequence(node, depth) : mapping(node, depth);
    if (node.anchored) anchored.set(node, part);
    return part;
  }

  function sequence({ items }: SequenceNode, depth: number): Part {
    const value: unknown[] = [];
    let size = 1;
    let height = 0;
    for (const item of items) {
      path.push(value.length);
      const part = visit(item, depth + 1);
      path.pop();
      value.push(part.value === undefined ? null : part.value);
      size += part.size;
      height = Math.max(height, part.height);
    }
    return { value, size, height: height + 1 };
  }

  function mapping({ entries }: MappingNode, depth: number): Part {
    const value: Record<string, unknown> = {};
    let size = 1;
    let height = 0;
    /** The entry that wrote a key first; made when a key is there already, which a merge may explain. */
    let written: Map<string, Entry> | undefined;
    for (const [index, entry] of entries.entries()) {
      const { key, node } = entry;
      if (key === null) continue;
      path.push(key);
      if (entry.merge) {
        for (const part of merged(node, depth)) {
          for (const [name, of] of Object.entries(Object(part.value))) write(value, name, of);
          allowance.aliased -= part.size;
          size += part.size - 1;
          height = Math.max(height, part.height - 1);
        }
      } else {
        const part = visit(node, depth + 1);
        if (Object.hasOwn(value, key)) {
          written ??= firsts(entries.slice(0, index));
          const first = written.get(key);
          if (first !== undefined) note('duplicate-key', entry, { part: 'key', name: key, first });
        }
        if (written !== undefined && !written.has(key)) written.set(key, entry);
        if (part.value !== undefined) write(value, key, part.value);
        size += part.size;
        height = Math.max(height, part.height);
      }
      path.pop();
    }
    return { value, size, height: height + 1 };
  }

  /** The mappings that a merge key brings, the one that overrides last. */
  function merged(node: Node, depth: number): readonly Part[] {
    const sources = node.is === 'sequence' ? [...node.items].reverse() : [node];
    return sources.flatMap((source) => {
      const meant = target(source);
      if (meant?.is === 'mapping') {
        const part = visit(source, depth);
        return part.value === undefined ? [] : [part];
      }
      if (source.is === 'alias' && typeof source.to === 'string') visit(source, depth);
      else
        note('merge', {
          start: source.start,
          end: 'end' in source ? source.end : source.start + 1,
        });
      return [];
    });
  }

  function aliased(node: AliasNode, depth: number): Part {
    if (typeof node.to === 'string') {
      const nothing = note(node.to === 'unknown' ? 'unknown-alias' : 'alias-in-itself', node, { name: node.name });
      // `*.example.com` is a wildcard whose quotes were forgotten.
      return node.name.startsWith('.') ? { ...nothing, value: `*${node.name}` } : nothing;
    }
    if (allowance.aliased < 0) return nothing;
    const part = anchored.get(node.to) ?? visit(node.to, depth);
    allowance.aliased -= part.size;
    if (allowance.aliased < 0) return note('too-many-aliases', node, { name: node.name });
    return depth + part.height > maxNesting ? note('nesting', node, { name: node.name }) : part;
  }

  return { value: root === null ? undefined : visit(root, 0).value, oddities };
}

function firsts(entries: readonly Entry[]): Map<string, Entry> {
  const written = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.key !== null && !entry.merge && !written.has(entry.key)) written.set(entry.key, entry);
  }
  return written;
}

/** A key like `__proto__` is a key like any other. */
function write(value: Record<string, unknown>, key: string, of: unknown): void {
  if (key !== '__proto__') value[key] = of;
  else
    Object.defineProperty(value, key, {
      value: of,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}
