import type { Call, Domain } from './call.ts';
import type { CalledName } from './called-name.ts';
import type { Guard } from './guard.ts';
import type { MeshName } from './name.ts';
import type { Place, PlaceKey } from './place.ts';
import type { Pool, PoolKey } from './pool.ts';
import type { PortAlias, PortEnd, PortUse } from './port.ts';
import type { QuotaUse } from './quota.ts';
import type { Attachment, Reference } from './reference.ts';
import type { Entry, Route } from './route.ts';
import type { Selection } from './selection.ts';
import type { RouteTable } from './table.ts';
import type { Usage } from './usage.ts';

/** What one build step contributes. */
export interface ModelPart {
  readonly places: readonly Place[];
  readonly pools: readonly Pool[];
  readonly domains: readonly Domain[];
  readonly calls: readonly Call[];
  readonly references: readonly Reference[];
  readonly attachments: readonly Attachment[];
  readonly selections: readonly Selection[];
  readonly quotas: readonly QuotaUse[];
  readonly names: readonly MeshName[];
  readonly usages: readonly Usage[];
  readonly portUses: readonly PortUse[];
  readonly portEnds: readonly (PortEnd | PortAlias)[];
  readonly calledNames: readonly CalledName[];
  readonly guards: readonly Guard[];
  /** Routes that sit in no table, as those whose gateway is not known. */
  readonly strays: readonly Route[];
}

export const emptyPart: ModelPart = {
  places: [],
  pools: [],
  domains: [],
  calls: [],
  references: [],
  attachments: [],
  selections: [],
  quotas: [],
  names: [],
  usages: [],
  portUses: [],
  portEnds: [],
  calledNames: [],
  guards: [],
  strays: [],
};

/** One place in which a route is tried. */
export interface Seat {
  readonly place: Place;
  readonly table: RouteTable;
  readonly entry: Entry;
}

/** A route and all its seats. */
export interface SeatedRoute {
  readonly route: Route;
  readonly seats: readonly Seat[];
}

/** The routing of one world, sorted. Deep-readonly; look-ups only. */
export interface RoutingModel extends Omit<ModelPart, 'strays'> {
  readonly routes: readonly SeatedRoute[];
  place(key: PlaceKey): Place | undefined;
  pool(key: PoolKey): Pool | undefined;
  /** The ports of an object, or of the one that stands for it. */
  portEnd(key: string): PortEnd | undefined;
}
