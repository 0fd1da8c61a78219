import { diff } from '../question/diff.ts';
import { type OwnerEntry, ownersBy } from '../question/owner.ts';
import { type NamedModel, pairing } from '../question/pairing.ts';
import type { Plan } from './plan.ts';
import type { Version } from './version.ts';
import { type Scene, type Visited, visit } from './visit.ts';

/** Hands what the change does to requests to the rules that ask for it, in the world in which it is done. */
export function visitChange(
  plan: Plan,
  before: Version,
  scenes: readonly (Scene & NamedModel)[],
  owners: readonly OwnerEntry[],
  into: Visited,
): void {
  if (plan.on('change').length === 0) return;
  const { pairs, conflicts } = pairing(before.worlds, scenes, []);
  const { differences, undecided } = diff(pairs);
  const ownerOf = ownersBy(owners);
  for (const scene of scenes) {
    const own = differences.filter(({ pair }) => pair.after?.model === scene.model);
    const units = own.map((difference) => ({ difference, ownerOf }));
    visit('change', units, plan, scene, into);
  }
  into.undecided.push(...undecided);
  for (const { name } of conflicts) {
    const cap = 'several worlds have it, and no name tells which of them belong together';
    into.undecided.push({ question: `what changes at ${name}`, cap });
  }
}
