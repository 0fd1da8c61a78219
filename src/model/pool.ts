import type { Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ServerEnd } from './call.ts';
import type { Setting } from './setting.ts';

export type PoolKey = string & { readonly pool?: never };

/** What serves at last: the workloads behind one port, or a subset of them. */
export interface Pool {
  readonly key: PoolKey;
  /** `VirtualNode shop/cart:8080`. */
  readonly label: string;
  readonly at: SourceRef;
  readonly port: Known<number>;
  /** As the dialect names it: `http`, `http2`, `grpc`, `tcp`. */
  readonly protocol: Known<string>;
  readonly tls: ServerEnd;
  /** Milliseconds that this end allows a request, 0 for no limit. */
  readonly timeout: Setting<number>;
}
