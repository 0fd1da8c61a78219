import type { Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ServerEnd } from './call.ts';
import type { Action } from './route.ts';
import type { RouteTable } from './table.ts';

export type PlaceKey = string & { readonly place?: never };

/**
 * Where requests arrive: a gateway listener, a service name inside the mesh. Its tables are tried in the order of their
 * rank: the first that admits a request keeps it.
 */
export interface Place {
  readonly key: PlaceKey;
  /** `VirtualGateway edge/gw:8080`. */
  readonly label: string;
  readonly at: SourceRef;
  readonly port: Known<number>;
  /** True iff callers outside the mesh reach it. */
  readonly outside: boolean;
  /** Hosts by which callers inside the mesh call it. */
  readonly names: readonly string[];
  readonly tables: readonly RouteTable[];
  /** What becomes of a request that no table admits. */
  readonly otherwise: Action;
  readonly tls: ServerEnd;
}
