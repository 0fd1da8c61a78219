import type { Request } from '../algebra/request.ts';
import type { Site, SourceRef } from '../document/ref.ts';
import type { Span } from '../document/source-text.ts';
import type { ObjectKey } from '../resource/resource.ts';

export type Severity = 'error' | 'warning' | 'info';

/**
 * `if-complete`: true if the world holds everything it should. `unusual-requests`: only requests that few clients send
 * (repeated header lines, exotic methods) are concerned.
 */
export type Certainty = 'proven' | 'if-complete' | 'unusual-requests';

/** What a rule yields. */
export interface Draft {
  readonly at: Site;
  /** The exact stretch of text, where no path leads to it: a mistake of syntax, a comment. Shown instead of the span of `at`. */
  readonly span?: Span;
  /** Stands alone in 120 characters: one line, lower-case start, no full stop. */
  readonly what: string;
  readonly why: string;
  /** Begins with a verb. */
  readonly fix: string;
  /** Notes that read as one argument with the main place. */
  readonly related?: readonly { readonly at: Site; readonly note: string }[];
  /**
   * The other sides of a conflict in which none is more to blame: who suppresses it at all of them has suppressed it, as at
   * the main place.
   */
  readonly sides?: readonly Site[];
  readonly witness?: Request;
  readonly certainty?: Certainty;
  /** Another level than the rule's, where the case is milder or worse. */
  readonly severity?: Severity;
  /** Stable id of what is judged, as the id of a route: a rule that yields to another is silent where both name one subject. */
  readonly subject?: string;
  /** Stable ids of what it is about besides the resource of `at`: route ids, field paths, names. Never an index, a cover or a count. */
  readonly about?: readonly string[];
  /** All that the verdict was read from: a schema fault in there explains it. */
  readonly reads?: readonly SourceRef[];
  /** Where the thing would stand whose absence is reported: a schema fault there explains it. */
  readonly absentFrom?: SourceRef;
}

/** A place made concrete. */
export interface Located {
  readonly resource: ObjectKey | null;
  /** Of the resource: `v1beta2`; absent where there is none. */
  readonly version?: string;
  /** RFC 6901, from the root of the document; null for a place that is no part of a document. */
  readonly pointer: string | null;
  /** Null where there is no text. */
  readonly span: Span | null;
}

/** A located draft: plain data, the only thing that reporters, the webhook and the editor see. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly at: Located;
  readonly related: readonly (Located & { readonly note: string })[];
  readonly witness: Request | null;
  readonly certainty: Certainty;
  readonly fingerprint: string;
  /** What the fingerprint was made of besides the rule. */
  readonly subjects: readonly string[];
}
