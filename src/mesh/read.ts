import type { ModelPart } from '../model/model.ts';
import type { World } from '../resource/world.ts';
import type { MeshAdapter } from './adapter.ts';

/** What each build step of each adapter contributes, in the order of adapters and keys: `merge` makes a model of it. */
export function read(world: World, adapters: readonly MeshAdapter[]): readonly ModelPart[] {
  return adapters.flatMap((adapter) => [...adapter.keys(world)].map((key) => adapter.build(key, world)));
}
