import type { Path, Site, SourceRef } from './ref.ts';
import type { Span } from './source-text.ts';

/** Rules that word what reading noticed. */
export type FaultId =
  | 'invalid-yaml'
  | 'invalid-config'
  | 'unknown-field'
  | 'invalid-field'
  | 'unsupported-kind'
  | 'duplicate-resource'
  | 'surprising-scalar'
  | 'reserved-name'
  | 'unknown-suppression';

/**
 * Something that reading a document noticed. Data, not a finding: the rule of the same id words it, so that every id has
 * one file, one severity and one page.
 */
export interface Fault {
  readonly id: FaultId;
  readonly at: SourceRef;
  /** The exact place, where no path leads to it: a mistake of syntax, a comment. It is shown instead of `at`. */
  readonly span?: Span;
  /** The entry that `found` speaks of, where that is not the entry of `at`. */
  readonly subject?: Path;
  /** What is there, as a phrase that goes on "found …": a quoted key, `a string`, `no value`. */
  readonly found: string;
  /** What was there before a change that may not change it, as a phrase that goes on "it was …". */
  readonly was?: string;
  /** What would be right, as phrases of a closed list; may be empty where `instead` says it. */
  readonly expected: readonly string[];
  /** What to write instead, as an imperative sentence without a full stop. */
  readonly instead?: string;
  /** Why it is so or what happens otherwise, as one sentence without a full stop. */
  readonly because?: string;
  /** True iff nothing is known to break by it. */
  readonly harmless?: true;
  readonly related?: readonly { readonly at: Site; readonly note: string }[];
}
