import { type Effort, ordinary, renewEffort } from '../algebra/effort.ts';
import type { Run } from '../finding/run.ts';
import type { Clock } from './clock.ts';
import { conclude } from './conclude.ts';
import type { Gathered } from './gather.ts';
import type { Orders } from './job.ts';
import { planOf } from './plan.ts';
import { prove } from './prove.ts';
import type { Version } from './version.ts';
import { nothingVisited, visitDocuments, visitWorld } from './visit.ts';
import { visitChange } from './visit-change.ts';

/**
 * Everything that the rules say of worlds; `before`: what was there before a change, where the worlds are what it makes of
 * them; `effort`: how much the decisions may take.
 */
export function judge(
  orders: Orders,
  gathered: Gathered,
  clock: Clock,
  before: Version | undefined,
  effort: Effort = ordinary,
): Run {
  renewEffort(effort);
  const plan = planOf(orders);
  const visited = nothingVisited(clock.runs);
  const scenes = gathered.worlds;
  const proofs = clock.time('proofs', () => scenes.map(prove));
  clock.time('rules', () => {
    for (const scene of scenes) visitWorld(plan, scene, visited);
    const [scene] = scenes;
    if (before !== undefined) visitChange(plan, before, scenes, orders.settings.owners, visited);
    if (scene !== undefined) visitDocuments(plan, gathered.documents, gathered.faults, scene, visited);
  });
  return conclude(orders, gathered, visited, proofs, clock);
}
