import type { Run } from '../finding/run.ts';
import type { NamedModel } from '../question/pairing.ts';
import { Clock } from './clock.ts';
import { gather } from './gather.ts';
import type { Job } from './job.ts';
import { judge } from './judge.ts';
import type { Version } from './version.ts';

/** A run, what it read, and the routing model of each world. */
export interface Linted {
  readonly version: Version;
  readonly models: readonly NamedModel[];
  readonly run: Run;
}

/** The straight line: texts, documents, worlds, models, drafts, findings. Pure and deterministic but for the clock. */
export function lint(job: Job): Linted {
  const clock = new Clock(job.onPhase);
  const gathered = gather(job, clock);
  const run = judge(job, gathered, clock, job.before);
  const { worlds, faults } = gathered;
  return { models: worlds, version: { worlds, faults }, run };
}
