import type { SourceRef } from '../document/ref.ts';
import type { Setting } from './setting.ts';

/** A protection that a listener or a workload of the mesh has or lacks. */
export interface Guard {
  readonly is: 'health check' | 'outlier detection' | 'connection pool' | 'access log';
  /** What it protects or records: `VirtualNode shop/cart:8080`. */
  readonly of: string;
  readonly at: SourceRef;
  /** True iff it is there and takes effect. */
  readonly there: Setting<boolean>;
  /** What would hold it. */
  readonly within: SourceRef;
}
