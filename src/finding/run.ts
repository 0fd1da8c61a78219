import type { SourceText } from '../document/source-text.ts';
import type { Finding, Severity } from './finding.ts';

/** A file or document that was not checked, and why. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** A question that a counted budget left open. */
export interface Undecided {
  /** What was asked: `whether a request reaches route shop/cart`. */
  readonly question: string;
  /** The budget or the construct that stopped it. */
  readonly cap: string;
}

/** What a rule is called and how to learn more, for reporters. */
export interface RuleCard {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
}

export interface Summary {
  readonly files: number;
  readonly resources: number;
  /** True iff every document that was found has to be rendered first. */
  readonly onlyTemplates: boolean;
  readonly skipped: readonly Skipped[];
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  readonly baselined: number;
  readonly routes: number;
  readonly tables: number;
  /** Routes that a witness proves reachable. */
  readonly reachable: number;
  readonly undecided: readonly Undecided[];
  /** Sentences for standard error: how the tree was split, what lies outside these files, what to know of a mesh. */
  readonly notes: readonly string[];
}

/** Milliseconds and counts of one rule. */
export interface RuleStats {
  readonly rule: string;
  readonly milliseconds: number;
  readonly findings: number;
}

/** Milliseconds by phase. */
export interface Stats {
  readonly phases: readonly {
    readonly phase: string;
    readonly milliseconds: number;
  }[];
  readonly rules: readonly RuleStats[];
}

/** A finding that somebody does not want to be told, and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: 'comment' | 'annotation' | 'config';
  readonly reason: string;
}

/** All that a reporter may read. */
export interface Run {
  /** Sorted by place, then rule. */
  readonly findings: readonly Finding[];
  /** Each place by itself: what is told as one finding may be several here. */
  readonly suppressed: readonly SuppressedFinding[];
  /** The rules that were on. */
  readonly cards: readonly RuleCard[];
  /** By path, for quoting. */
  readonly texts: ReadonlyMap<string, SourceText>;
  readonly summary: Summary;
  readonly stats: Stats;
}
