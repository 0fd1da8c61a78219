import { pathAt } from './locate.ts';
import type { Node } from './node.ts';
import type { Path } from './ref.ts';
import { keyText, type ScalarValue } from './scalar.ts';

/** A scalar that Kubernetes reads as something other than it looks: whether that matters depends on what belongs there. */
export interface Surprise {
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** What is written; of a block scalar its text. */
  readonly text: string;
}

/** The same, before its path is known. */
export interface OddScalar {
  readonly start: number;
  readonly part: Surprise['part'];
  readonly text: string;
}

/** Surprises beyond these are not looked for: a document that is full of them has other troubles. */
export const mostSurprises = 200;

/**
 * Whether a plain scalar looks like something else: a word that is a boolean, a number that is written otherwise
 * (`010`, `1.10`, `1e3`), a key that is another text than its own.
 */
export function isOdd(text: string, value: ScalarValue, part: Surprise['part']): boolean {
  if (typeof value === 'string' || value === null) return false;
  if (part === 'key') return keyText(text, value) !== text;
  return typeof value === 'boolean' ? !/^(?:true|false)$/i.test(text) : String(value) !== text;
}

/** One line in a block scalar: the line break at its end is part of the value. */
export function isOddBlock(text: string): boolean {
  return text.length > 1 && text.indexOf('\n') === text.length - 1;
}

export function surprisesOf(text: string, root: Node, odd: readonly OddScalar[]): readonly Surprise[] {
  return odd.map((found) => ({ path: pathAt(text, root, found.start), part: found.part, text: found.text }));
}
