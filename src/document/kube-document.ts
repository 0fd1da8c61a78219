import type { Directive } from './directive.ts';
import type { Fault } from './fault.ts';
import type { Path } from './ref.ts';
import type { SourceText, Span } from './source-text.ts';
import type { Surprise } from './surprise.ts';

/**
 * One document of a text, or one object without a text. It shows a value and where its parts stand, never the nodes of a
 * parser, so that a faster parser fits behind it.
 */
export interface KubeDocument {
  /** Unique within a run; `path#n` for the nth document of a text, from 1. */
  readonly id: string;
  /** Null for an object that came without a text, as from a cluster. */
  readonly source: SourceText | null;
  /** Plain data as Kubernetes reads it. Deep-frozen by convention: nobody writes to it. */
  readonly value: unknown;
  /** False iff a part of the text could not be read: what is missing in `value` may stand in the text. */
  readonly complete: boolean;
  readonly faults: readonly Fault[];
  readonly directives: readonly Directive[];
  /** Scalars of the text that are something other than they look; absent where there is none. */
  readonly surprises?: readonly Surprise[];
  /** Where the entry stands; of an absent path the nearest present ancestor. Null iff there is no text. */
  locate(path: Path, part: 'key' | 'value'): Span | null;
  /** The outermost alias (`*name`) through which the entry is read; null iff there is none. */
  alias(path: Path): Span | null;
}

/** A document that is no Kubernetes object yet: it has to be rendered first. */
export interface Template {
  readonly path: string;
  readonly line: number;
  /** `Helm template`, `Go template` … */
  readonly kind: string;
  readonly becomes: Identity;
}

/** What a template will be, each part where it is written plainly; null where nobody can tell. */
export interface Identity {
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
}
