import type { RequestSet } from '../algebra/pattern.ts';
import type { Semantics } from '../algebra/semantics.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Accepts } from './call.ts';
import type { Rank } from './order.ts';
import type { Action, Entry } from './route.ts';
import type { Setting } from './setting.ts';

/** Entries that compete. What `admits` has never falls through to another table. */
export interface RouteTable {
  /** Unique in its place. */
  readonly id: string;
  /** `hostname shop.example.com`. */
  readonly label: string;
  readonly at: SourceRef;
  readonly protocol: 'http' | 'tcp' | 'tls';
  /** How the proxy in question matches; absent: as the newest Envoy does. */
  readonly semantics?: Semantics;
  readonly admits: RequestSet;
  readonly rank: Rank;
  /** What the hosts of the table accept, where the host decides it and not the listener. */
  readonly accepts?: Setting<Accepts>;
  /** In one legal order of trial. */
  readonly entries: readonly Entry[];
  /** What becomes of an admitted request that no entry takes. */
  readonly otherwise: Action;
}
