import type { SourceRef } from '../document/ref.ts';

/** What one object takes of something of which a mesh allows only so many. */
export interface QuotaUse {
  /** Names the quota in the config. */
  readonly quota: string;
  /** What is counted, as a noun: `route`. */
  readonly noun: string;
  /** Whom the quota is for: `VirtualRouter shop/cart`. */
  readonly holder: string;
  readonly holderAt: SourceRef;
  readonly count: number;
  readonly at: SourceRef;
  /** What is allowed where nobody asked for more. */
  readonly most: number;
  /** True iff one can ask for more. */
  readonly adjustable: boolean;
}
