import { mask } from './mask.ts';
import type { Node, Range } from './node.ts';
import { nodesIn, valueIn } from './plain-read.ts';
import { hasPlainCharacters, scan } from './plain-scan.ts';

/** A document that is nothing but an object: no fault, no template, no alias. */
export interface PlainDocument {
  readonly value: unknown;
  /** Read again when it is asked for: few documents have a place to show. Offsets count from the start of the document. */
  root(): Node;
}

/** What a text holds anywhere; what it does not hold need not be looked for in its documents. */
export interface Traits {
  readonly plainCharacters: boolean;
  readonly placeholders: boolean;
  readonly templates: boolean;
}

export function traitsOf(text: string): Traits {
  return {
    plainCharacters: hasPlainCharacters(text),
    placeholders: text.includes('$'),
    templates: text.includes('{{') || text.includes('{%'),
  };
}

/** Reads the document that stands there several times as fast as `read`; null iff that has to read it. */
export function readPlain(text: string, { start, end }: Range, traits: Traits): PlainDocument | null {
  if (traits.plainCharacters && !traits.placeholders && !traits.templates) return attempt(text, start, end, null);
  const own = text.slice(start, end);
  const { plainCharacters, placeholders, templates } = traitsOf(own);
  if (!plainCharacters || templates) return null;
  if (!placeholders) return attempt(text, start, end, null);
  const masked = mask(own);
  return attempt(masked.text, 0, end - start, masked.unmask);
}

function attempt(
  text: string,
  start: number,
  end: number,
  unmask: ((value: string) => string) | null,
): PlainDocument | null {
  const tape = scan(text, start, end);
  const value = tape && valueIn(text, tape, unmask);
  if (value === undefined) return null;
  let root: Node | undefined;
  return {
    value,
    root: () => {
      root ??= nodesIn(text, scan(text, start, end) ?? [], unmask, start);
      return root;
    },
  };
}
