import type { RequestSet } from '../algebra/pattern.ts';
import type { DomainKey } from '../model/call.ts';
import type { ModelPart } from '../model/model.ts';
import type { PlaceKey } from '../model/place.ts';
import type { PoolKey } from '../model/pool.ts';
import type { KindId, Resource } from '../resource/resource.ts';
import type { Filing, World } from '../resource/world.ts';

/** Names one build step of one adapter: `VirtualGateway edge/gw`. */
export type BuildKey = string;

/**
 * Steps that try many objects, of which a change can concern few: which ones is cheaper to find out than to build all. An
 * object of the kind alters nothing in such a step but its own entry, and no other step but its own.
 */
export interface RivalSteps {
  readonly kind: KindId;
  /** Those that the step tries; null iff it is no step that tries such objects. */
  of(key: BuildKey, world: World): readonly Resource[] | null;
  /** True iff the step tries the object. */
  tries(key: BuildKey, resource: Resource, world: World): boolean;
  /** What an object takes of the requests that get to the step, as far as it alone decides. */
  requests(resource: Resource): RequestSet;
  /** The step with some of those that it tries. */
  build(key: BuildKey, world: World, some: readonly Resource[]): ModelPart;
}

/** A dialect: turns resources into a routing model. Pure; adapters never know each other. */
export interface MeshAdapter {
  /** Word for messages: `App Mesh`. */
  readonly name: string;
  /** Kinds that `touches` and `build` read. */
  readonly kinds: readonly KindId[];
  /** The indexes that it asks worlds for, by kind: what keeps a world up to date may have them from the beginning. */
  filings(): Iterable<readonly [KindId, Filing]>;
  /** What everybody with such resources should know, as one sentence; null if the world has none. */
  notice?(world: World): string | null;
  /** All build steps of the world, each once. */
  keys(world: World): Iterable<BuildKey>;
  /**
   * The build steps whose result can differ when this resource comes, goes or changes. It is asked in the world before
   * and in the world after the change, with the resource as it was and as it is; the union is rebuilt.
   */
  touches(resource: Resource, world: World): Iterable<BuildKey>;
  /** The step that makes the place, pool or domain of that key; null iff it is the one that mentions it. */
  stepOf(key: PlaceKey | PoolKey | DomainKey): BuildKey | null;
  /** The steps of what routes to what the step makes, or calls it: what is said of them can rest on it. */
  leadingTo(key: BuildKey, world: World): Iterable<BuildKey>;
  /** The steps beside which a step is judged: what competes with it for requests, and what it is a part of. */
  beside(key: BuildKey, world: World): Iterable<BuildKey>;
  readonly rivals?: RivalSteps;
  /** One step, from nothing but the world; the empty part if there is no such thing. */
  build(key: BuildKey, world: World): ModelPart;
}
