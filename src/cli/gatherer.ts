import { settingsOf } from '../config/levels.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import type { SourceText } from '../document/source-text.ts';
import { Clock } from '../engine/clock.ts';
import { type Gathered, gather } from '../engine/gather.ts';
import type { Live } from '../engine/job.ts';
import { adapters } from '../mesh/adapters.ts';
import type { Rule } from '../rule/rule.ts';
import type { Unreadable } from '../source/read-text.ts';
import type { Args } from './args.ts';
import { configOf } from './config-of.ts';
import { UsageError } from './exit-code.ts';
import type { Io } from './io.ts';

/** What was read, of one version of the files. */
export interface Files {
  readonly texts: readonly SourceText[];
  readonly live?: Live;
  readonly unreadable: readonly Unreadable[];
}

/** Turns files into models, for commands that ask them something and run no rule. */
export interface Gatherer {
  readonly config: LoadedConfig;
  readonly settings: Settings;
  gather(files: Files): Gathered;
}

/** Throws {@link UsageError} if the config cannot be read or has errors. */
export async function gatherer(args: Args, io: Io, rules: readonly Rule[]): Promise<Gatherer> {
  const config = await configOf(args, io, rules);
  if (config.faults.length > 0) {
    throw new UsageError('the config has errors', 'routeproof lint shows them; --no-config leaves it out');
  }
  const namespace = args.value('namespace');
  const settings = settingsOf(config.config, {
    rules: {},
    only: [],
    partial: false,
    ...(namespace !== undefined && { namespace }),
  });
  return {
    config,
    settings,
    gather: ({ texts, live, unreadable }) => {
      const job = { texts, skipped: unreadable, config, settings, rules, adapters, today: io.today };
      // The worlds of the config are made of files.
      if (live === undefined) return gather(job, new Clock());
      return gather({ ...job, live, skipped: [], settings: { ...settings, worlds: [] } }, new Clock());
    },
  };
}
