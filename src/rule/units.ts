import type { Directive } from '../document/directive.ts';
import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import type { Site, SourceRef } from '../document/ref.ts';
import type { Guard } from '../model/guard.ts';
import type { Hop } from '../model/hop.ts';
import type { RoutingModel, SeatedRoute } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import type { Pool } from '../model/pool.ts';
import type { Attachment, Reference } from '../model/reference.ts';
import type { Selection } from '../model/selection.ts';
import type { RouteTable } from '../model/table.ts';
import type { Difference } from '../question/diff.ts';
import type { OwnerOf } from '../question/owner.ts';
import type { Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';

/** A directive after the run: what came of it. */
export interface Suppression {
  readonly directive: Directive;
  readonly state: 'used' | 'unused' | 'unknown rule' | 'no reason' | 'locked rule' | 'over';
  /** Its last day and where that is written; null iff it has none. */
  readonly until: { readonly day: string; readonly at: Site } | null;
  /** The rule ids there are, for "did you mean". */
  readonly rules: readonly string[];
}

/** A rule that threw. */
export interface Crash {
  readonly rule: string;
  /** The sort of unit. */
  readonly unit: UnitKind;
  readonly at: SourceRef | null;
  readonly error: string;
}

/** What a rule may ask for: the engine visits each unit of that sort once. */
export interface Units {
  readonly document: {
    readonly document: KubeDocument;
    readonly faults: readonly Fault[];
  };
  readonly resource: Resource;
  readonly reference: Reference;
  readonly attachment: Attachment;
  readonly table: { readonly place: Place; readonly table: RouteTable };
  readonly route: SeatedRoute;
  readonly pool: Pool;
  readonly selection: Selection;
  readonly guard: Guard;
  readonly hop: Hop;
  readonly world: { readonly world: World; readonly model: RoutingModel };
  /** What a change does to requests, where a run knows of one. */
  readonly change: { readonly difference: Difference; readonly ownerOf: OwnerOf };
  /** After suppression. */
  readonly run: {
    readonly faults: readonly Fault[];
    readonly suppressions: readonly Suppression[];
    readonly crashes: readonly Crash[];
  };
}

export type UnitKind = keyof Units;
