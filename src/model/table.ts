import type { RequestSet } from '../algebra/pattern.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Rank } from './order.ts';
import type { Action, Entry } from './route.ts';

/** Entries that compete. What `admits` has never falls through to another table. */
export interface RouteTable {
  /** Unique in its place. */
  readonly id: string;
  /** `hostname shop.example.com`. */
  readonly label: string;
  readonly at: SourceRef;
  readonly protocol: 'http' | 'tcp' | 'tls';
  readonly admits: RequestSet;
  readonly rank: Rank;
  /** In one legal order of trial. */
  readonly entries: readonly Entry[];
  /** What becomes of an admitted request that no entry takes. */
  readonly otherwise: Action;
}
