import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Certificate, Demand } from './certificate.ts';
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
  /** Whether its workloads may call what the mesh does not know. */
  readonly egress: Setting<'anywhere' | 'known services'>;
}

/** `both`: plaintext and TLS; `tls`: without a client certificate. */
export type Accepts = 'plaintext' | 'both' | 'tls' | 'mtls';

/** The end of a hop that is called. */
export interface ServerEnd {
  readonly accepts: Setting<Accepts>;
  /** What it shows to callers that speak TLS; null: nothing, or nobody knows. */
  readonly certificate: Certificate | null;
  /** What it asks of their certificates; null: nothing, or nobody knows. */
  readonly demands: Demand | null;
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
  /** What it shows where the server asks; null: nothing. */
  readonly certificate: Certificate | null;
  /** What it asks of the server's certificate; null: nothing, or nobody knows. */
  readonly demands: Demand | null;
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
