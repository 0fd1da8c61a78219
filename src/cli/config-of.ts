import { type LoadedConfig, loadConfig, noConfig } from '../config/load.ts';
import type { Rule } from '../rule/rule.ts';
import { findConfig, readConfig } from '../source/files.ts';
import type { Args } from './args.ts';
import { UsageError } from './exit-code.ts';
import type { Io } from './io.ts';

/** The config that `--config` names, or the one of the folder; none with `--no-config`. Throws {@link UsageError} if it cannot be read. */
export async function configOf(args: Args, io: Io, rules: readonly Rule[]): Promise<LoadedConfig> {
  if (args.flag('no-config')) return noConfig;
  const named = args.value('config');
  const path = named ?? findConfig(io.cwd);
  if (path === null) return noConfig;
  const read = readConfig(path, io.cwd);
  if ('reason' in read)
    throw new UsageError(`cannot read the config ${read.path}: ${read.reason}`, 'name another with --config');
  return loadConfig(read, rules);
}
