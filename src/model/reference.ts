import type { Unknown } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { PoolKey } from './pool.ts';

export type Resolution =
  | { readonly is: 'resolved'; readonly to: ObjectKey }
  /** `certain`: the world holds everything that could be meant. */
  | {
      readonly is: 'dangling';
      readonly certain: boolean;
      readonly nearest: string | null;
    }
  | {
      readonly is: 'refused';
      readonly because: 'other-mesh' | 'not-granted' | 'cycle';
      readonly text: string;
      /** What shows it, in the order of the argument. */
      readonly evidence: readonly { readonly at: SourceRef; readonly note: string }[];
    }
  | ({ readonly is: 'unknown' } & Unknown);

/** One object names another. */
export interface Reference {
  readonly from: ObjectKey;
  readonly at: SourceRef;
  readonly wanted: Pick<ObjectKey, 'kind' | 'namespace' | 'name'>;
  /** What it is for, as a noun: `target`, `provider`, `backend`. */
  readonly as: string;
  /** What it is needed for, if not for the whole object: pools that nothing leads to miss nothing. */
  readonly serves?: readonly PoolKey[];
  readonly resolution: Resolution;
}

/** One thing that something could belong to, and the first condition that does not hold. */
export interface Candidate {
  /** `VirtualGateway edge/gw`. */
  readonly label: string;
  readonly at: SourceRef;
  /** As a clause (`its namespaceSelector does not match namespace shop`); null iff it takes the object. */
  readonly fails: string | null | Unknown;
  /** What to do about it, as an imperative sentence. */
  readonly remedy?: string;
  /** How many conditions held before the failing one: the nearest candidate has most. */
  readonly held: number;
}

/** An object and everything that it could belong to: a route and gateways, a node and meshes. */
export interface Attachment {
  readonly resource: ObjectKey;
  readonly at: SourceRef;
  readonly to: 'place' | 'domain';
  /** What it looks for, as a noun: `VirtualGateway`. */
  readonly wanted: string;
  readonly wants: 'one' | 'any';
  readonly candidates: readonly Candidate[];
  /** What decides besides the candidates, where it is in the world: the Namespace whose labels are selected. */
  readonly decidedBy: { readonly label: string; readonly at: SourceRef } | null;
}
