import type { Run } from '../finding/run.ts';
import type { RoutingModel } from '../model/model.ts';
import { Clock } from './clock.ts';
import { gather } from './gather.ts';
import type { Job } from './job.ts';
import { judge } from './judge.ts';

/** A run, and the routing model of each world that it read. */
export interface Linted {
  readonly models: readonly RoutingModel[];
  readonly run: Run;
}

/** The straight line: texts, documents, worlds, models, drafts, findings. Pure and deterministic but for the clock. */
export function lint(job: Job): Linted {
  const clock = new Clock(job.onPhase);
  const gathered = gather(job, clock);
  const run = judge(job, gathered, clock, job.before);
  return { models: gathered.worlds.map(({ model }) => model), run };
}
