import { diff } from '../question/diff.ts';
import { pairing } from '../question/pairing.ts';
import type { Rule } from '../rule/rule.ts';
import type { Version } from './version.ts';
import { type Scene, type Visited, visit } from './visit.ts';

/** Hands what the change does to requests to the rules that ask for it, in the world in which it is done. */
export function visitChange(rules: readonly Rule[], before: Version, scenes: readonly Scene[], into: Visited): void {
  if (!rules.some(({ on }) => on === 'change')) return;
  const modelsOf = (worlds: readonly Pick<Scene, 'model'>[]) => worlds.map(({ model }) => model);
  const { differences, undecided } = diff(pairing(modelsOf(before.worlds), modelsOf(scenes), []).pairs);
  for (const scene of scenes) {
    const own = differences.filter(({ pair }) => pair.after?.model === scene.model);
    visit('change', own, rules, scene, into);
  }
  into.undecided.push(...undecided);
}
