import type { Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Workload } from '../resource/workload.ts';
import type { ServerEnd } from './call.ts';
import type { Setting } from './setting.ts';

export type PoolKey = string & { readonly pool?: never };

/** How callers find the endpoints of a pool. */
export interface Discovery {
  /** For people, as a noun: `cart.shop.svc.cluster.local port 8080`. Pools with the same text have the same endpoints. */
  readonly text: string;
  readonly at: SourceRef;
}

/** A workload that takes the requests of a pool, and the port of its pods on which it does. */
export interface Endpoint {
  readonly workload: Workload;
  readonly port: Known<number>;
}

/** What serves at last: the workloads behind one port, or a subset of them. */
export interface Pool {
  readonly key: PoolKey;
  /** `VirtualNode shop/cart:8080`. */
  readonly label: string;
  readonly at: SourceRef;
  /** The object whose workloads serve: what it calls in turn, it calls for these requests. */
  readonly resource: ObjectKey;
  /** Null: this run cannot know, or the dialect finds endpoints by the name of the pool. */
  readonly discovery: Discovery | null;
  /** The workloads behind it that are in these files: none where nobody knows which. */
  readonly endpoints: readonly Endpoint[];
  readonly port: Known<number>;
  /** As the dialect names it: `http`, `http2`, `grpc`, `tcp`. */
  readonly protocol: Known<string>;
  readonly tls: ServerEnd;
  /** Milliseconds that this end allows a request, 0 for no limit. */
  readonly timeout: Setting<number>;
}
