import type { Run } from '../finding/run.ts';
import type { NamedModel } from '../question/pairing.ts';
import { Clock } from './clock.ts';
import { conclude } from './conclude.ts';
import { gather } from './gather.ts';
import type { Job } from './job.ts';
import { prove } from './prove.ts';
import { nothingVisited, visitDocuments, visitWorld } from './visit.ts';
import { visitChange } from './visit-change.ts';

/** A run, and the routing model of each world that it read. */
export interface Linted {
  readonly models: readonly NamedModel[];
  readonly run: Run;
}

/** The straight line: texts, documents, worlds, models, drafts, findings. Pure and deterministic but for the clock. */
export function lint(job: Job): Linted {
  const clock = new Clock(job.onPhase);
  const gathered = gather(job, clock);
  const rules = job.rules.filter((rule) => rule.on === 'document' || job.settings.runs(rule));
  const visited = nothingVisited();
  const scenes = gathered.worlds.map(({ name, world, model }) => ({
    name,
    world,
    model,
    optionsOf: job.settings.options,
  }));
  const proofs = clock.time('proofs', () => scenes.map(({ model }) => prove(model)));
  clock.time('rules', () => {
    for (const scene of scenes) visitWorld(rules, scene, visited);
    const [scene] = scenes;
    if (job.before !== undefined) visitChange(rules, job.before, scenes, job.settings.owners, visited);
    if (scene !== undefined) visitDocuments(rules, gathered.documents, gathered.faults, scene, visited);
  });
  const run = conclude(job, gathered, visited, proofs, clock);
  return { models: scenes.map(({ name, model }) => ({ name, model })), run };
}
