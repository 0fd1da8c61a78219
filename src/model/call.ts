import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { PlaceKey } from './place.ts';
import type { Target } from './route.ts';
import type { Setting } from './setting.ts';

export type DomainKey = string & { readonly domain?: never };

/** What decides about the identities of many workloads at once: a mesh. */
export interface Domain {
  readonly key: DomainKey;
  /** `Mesh shop`. */
  readonly label: string;
  readonly at: SourceRef;
}

/** `both`: plaintext and TLS; `tls`: without a client certificate. */
export type Accepts = 'plaintext' | 'both' | 'tls' | 'mtls';

/** The end of a hop that is called. */
export interface ServerEnd {
  readonly accepts: Setting<Accepts>;
  /** Null: this run cannot know, or there is none. */
  readonly domain: DomainKey | null;
}

/** `mtls`: presents a certificate; `as the server asks`: no policy of its own, never presents one. */
export type Sends = 'plaintext' | 'tls' | 'mtls' | 'as the server asks';

/** The end of a hop that calls. */
export interface ClientEnd {
  readonly sends: Setting<Sends>;
  /** False iff the policy is not enforced, so that plaintext is sent where TLS is not offered. */
  readonly enforced: boolean;
  /** Ports that the policy is limited to; null: all. */
  readonly ports: readonly number[] | null;
}

/** A class of callers that behaves alike towards one target. Classes, not pairs: pairs are quadratic. */
export interface Call {
  readonly caller: ObjectKey;
  /** `VirtualNode shop/front`. */
  readonly label: string;
  readonly at: SourceRef;
  /** `through`: whatever the routes of that place lead to. */
  readonly to: Target | { readonly through: PlaceKey };
  readonly tls: ClientEnd;
}
