import type { Draft, Severity } from '../finding/finding.ts';
import type { Undecided } from '../finding/run.ts';
import type { RoutingModel } from '../model/model.ts';
import type { World } from '../resource/world.ts';
import type { UnitKind, Units } from './units.ts';

export const groups = ['routing', 'weights', 'resilience', 'security', 'references', 'schema', 'meta'] as const;
export type Group = (typeof groups)[number];

/** What a rule sees besides its unit. */
export interface About<Options> {
  readonly options: Options;
  readonly model: RoutingModel;
  readonly world: World;
}

export interface RuleDocs {
  /** A noun phrase: `a route that no request can reach`. */
  readonly summary: string;
  /** What happens to whom if nobody looks. */
  readonly harm: string;
  /** Where the behaviour is documented; https only. */
  readonly sources: readonly string[];
  /** A file that trips this rule and no other error; null iff no file can. */
  readonly bad: string | null;
  readonly good: string | null;
  /** What the examples are: manifests unless said otherwise. */
  readonly file?: 'routeproof.yaml';
}

/** A rule: pure, one readonly unit in, drafts out. */
export interface Rule<K extends UnitKind = UnitKind, Options = unknown> {
  /** Names the defect; never reused. */
  readonly id: string;
  readonly group: Group;
  readonly since: string;
  readonly severity: Severity;
  /** An info rule that `strict` reports as a warning. */
  readonly strict?: true;
  readonly on: K;
  /** How far beyond its unit it looks. */
  readonly reach: 'unit' | 'next hop' | 'call path' | 'world';
  /** Another object that comes or changes can cure it: no change is refused for it, since that object may be on its way. */
  readonly curedElsewhere?: true;
  /** Options with their JSON Schema and defaults. */
  readonly options?: {
    readonly schema: Readonly<Record<string, unknown>>;
    readonly defaults: Options;
  };
  /** Rules whose finding on the same subject explains this one. */
  readonly yieldsTo?: readonly string[];
  /** Several drafts in one resource become one: what it says of `count` of them in the object. */
  readonly fold?: (count: number, object: string) => string;
  /** Several drafts of one object about the same thing become one, with the others as related places. */
  readonly once?: true;
  readonly docs: RuleDocs;
  /** A verdict that a budget left open is yielded as a question: it is counted, never reported. */
  check(unit: Units[K], about: About<Options>): Iterable<Draft | Undecided>;
}
