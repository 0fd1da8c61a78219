import type { ScalarValue } from './scalar.ts';

/** Offsets in the text of a document, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A scalar, quotes and the header of a block scalar included. Where nothing is written, the range is empty. */
export interface ScalarNode extends Range {
  readonly is: 'scalar';
  readonly value: ScalarValue;
}

/** A key and its value. `key` is the text that Kubernetes makes of it; null iff it accepts no such key. */
export interface Entry extends Range {
  readonly key: string | null;
  /** True iff the value is merged into the mapping: `<<`. */
  readonly merge: boolean;
  readonly node: Node;
}

/** `start` is the first key or the opening brace. */
export interface MappingNode {
  readonly is: 'mapping';
  readonly start: number;
  readonly flow: boolean;
  readonly anchored: boolean;
  readonly entries: readonly Entry[];
}

/** `start` is the first dash or the opening bracket. */
export interface SequenceNode {
  readonly is: 'sequence';
  readonly start: number;
  readonly flow: boolean;
  readonly anchored: boolean;
  readonly items: readonly Node[];
}

/** An alias, with the node that it stands for. */
export interface AliasNode extends Range {
  readonly is: 'alias';
  readonly name: string;
  readonly to: Node | 'unknown' | 'itself';
}

/** A syntactic node of a document: what both a value and its places are read from. */
export type Node = ScalarNode | MappingNode | SequenceNode | AliasNode;

/** The node behind an alias; undefined iff the alias stands for nothing. */
export function target(node: Node): Exclude<Node, AliasNode> | undefined {
  if (node.is !== 'alias') return node;
  return typeof node.to === 'string' || node.to.is === 'alias' ? undefined : node.to;
}
