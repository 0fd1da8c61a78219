import { Recent } from '../base/recent.ts';
import type { RivalSteps } from '../mesh/adapter.ts';
import type { ModelPart } from '../model/model.ts';
import type { World } from '../resource/world.ts';
import type { Step, Steps } from './impact.ts';
import { type Rival, rivalsIn } from './rivals.ts';

/** Routes in the parts that are kept; the rest is made again when it is asked for. */
const mostRoutes = 10_000;

/** Objects that are there anyway with what they take, and what holds a list of them. */
const mostRivals = 150_000;
const listItself = 10;

/** What build steps make of a world, kept until something that they read changes. */
export class Parts {
  private readonly parts = new Recent<string, ModelPart>(mostRoutes, routesIn);
  /** Null: the step tries nothing of the sort. */
  private readonly rivals = new Recent<string, readonly Rival[] | null>(
    mostRivals,
    (all) => (all?.length ?? 0) + listItself,
  );

  get size(): number {
    return this.parts.size + this.rivals.size;
  }

  part(step: Step, world: World): ModelPart {
    const { id } = step;
    let part = this.parts.get(id);
    if (part === undefined) {
      part = step.adapter.build(step.key, world);
      this.parts.set(id, part);
    }
    return part;
  }

  /** What the step tries. */
  rivalsIn(step: Step, own: RivalSteps, world: World): readonly Rival[] | null {
    const { id } = step;
    let rivals = this.rivals.get(id);
    if (rivals === undefined) {
      rivals = rivalsIn(step, own, world);
      this.rivals.set(id, rivals);
    }
    return rivals;
  }

  /** Null: everything. */
  forget(steps: Steps | null): void {
    for (const kept of [this.parts, this.rivals]) {
      if (steps === null) kept.clear();
      else for (const id of steps.keys()) kept.delete(id);
    }
  }
}

function routesIn({ places }: ModelPart): number {
  return places.reduce((sum, { tables }) => sum + tables.reduce((inner, { entries }) => inner + entries.length, 0), 1);
}
