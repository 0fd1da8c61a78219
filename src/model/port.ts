import type { Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Workload } from '../resource/workload.ts';

/** A port on which something takes requests. */
export interface OpenPort {
  /** Its digits, or the placeholder that stands for it. */
  readonly text: string;
  readonly name: string | null;
  readonly protocol: Known<string>;
  readonly at: SourceRef;
  /** Why nobody can call two such ports of one number, as a clause; null iff everybody can. */
  readonly alone: string | null;
}

/** What has ports, by the name of the object. */
export interface PortEnd {
  /** `VirtualRouter shop/cart`. */
  readonly key: string;
  readonly at: SourceRef;
  /** What one of them is, as a noun: `listener`. */
  readonly word: string;
  /** In the order of the text; two may have one number. */
  readonly ports: readonly OpenPort[];
  /** False iff one could not be read. */
  readonly whole: boolean;
  /** Why no two may have one number, as a clause. */
  readonly unique: string;
  /** Ports that something else binds where these are bound; `certain`: whatever the settings that are not in files. */
  readonly taken: readonly { readonly text: string; readonly by: string; readonly certain: boolean }[];
}

/** An object whose ports are those of another one. */
export interface PortAlias {
  readonly key: string;
  readonly through: string;
}

/** What is spoken to a port. */
export interface Speech {
  readonly protocol: string;
  /** What says so. */
  readonly at: SourceRef;
  /** The protocols of a port that understands it. */
  readonly accepts: readonly string[];
  /** Why a port of another protocol does not do, as a clause. */
  readonly because: string;
  /** False iff no document of the mesh says that it must fail. */
  readonly proven: boolean;
  /** What uses the port can speak nothing else than it accepts. */
  readonly fixed?: true;
}

/** Somebody sends requests to a port of something else: a route to its listener, a target to a node, a name to a Service. */
export interface PortUse {
  readonly from: ObjectKey;
  /** Stable id of what uses it: a route, an object. */
  readonly subject: string;
  /** The same, as it stands in a sentence. */
  readonly user: string;
  /** The named port; where none is named, what should name it. */
  readonly at: SourceRef;
  /** Where the port would be named. */
  readonly field: SourceRef;
  readonly port: { readonly text: string } | { readonly name: string } | null;
  /** Why the port must be there, as a clause. */
  readonly because: string;
  /** Why one must be named where there are several, as a clause; null iff nobody asks for it. */
  readonly demanded: string | null;
  readonly speaks: Speech | null;
  /** True iff what uses the port is a part of what stands behind it, as a route of a listener. */
  readonly attached: boolean;
  readonly to: { readonly end: string } | { readonly service: ObjectKey } | { readonly pods: readonly Workload[] };
  /** Why a Service must lead to the same port of its pods, as a clause; `certain`: requests fail otherwise. Null iff it may lead anywhere. */
  readonly unchanged: { readonly because: string; readonly certain: boolean } | null;
}
