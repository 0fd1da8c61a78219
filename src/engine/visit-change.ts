import type { RoutingModel } from '../model/model.ts';
import { diff } from '../question/diff.ts';
import { type OwnerEntry, ownersBy } from '../question/owner.ts';
import { pairing } from '../question/pairing.ts';
import type { Rule } from '../rule/rule.ts';
import { type Scene, type Visited, visit } from './visit.ts';

/** Hands what the change does to requests to the rules that ask for it, in the world in which it is done. */
export function visitChange(
  rules: readonly Rule[],
  before: readonly RoutingModel[],
  scenes: readonly Scene[],
  owners: readonly OwnerEntry[],
  into: Visited,
): void {
  if (!rules.some(({ on }) => on === 'change')) return;
  const models = scenes.map(({ model }) => model);
  const { differences, undecided } = diff(pairing(before, models, []).pairs);
  const ownerOf = ownersBy(owners);
  for (const scene of scenes) {
    const own = differences.filter(({ pair }) => pair.after?.model === scene.model);
    const units = own.map((difference) => ({ difference, ownerOf }));
    visit('change', units, rules, scene, into);
  }
  into.undecided.push(...undecided);
}
