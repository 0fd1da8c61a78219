import type { Site } from './ref.ts';

/** A suppression, as written: a comment, an annotation or an entry of the config. */
export interface Directive {
  readonly from: 'comment' | 'annotation' | 'config';
  /** The id as written; it may name no rule. */
  readonly rule: string;
  /** Null iff the author gave none: then it suppresses nothing. */
  readonly reason: string | null;
  /** Where it is written. A comment has a span and no path. */
  readonly at: Site;
  /** The lines a comment speaks of, from 1, inclusive; undefined for the others. */
  readonly lines?: { readonly from: number; readonly to: number };
}
