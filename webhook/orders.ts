import { list } from '../src/base/wording.ts';
import { settingsOf } from '../src/config/levels.ts';
import { type LoadedConfig, loadConfig } from '../src/config/load.ts';
import type { WebhookMode } from '../src/config/settings.ts';
import { SourceText } from '../src/document/source-text.ts';
import type { Orders } from '../src/engine/job.ts';
import { adapters } from '../src/mesh/adapters.ts';
import type { Rule } from '../src/rule/rule.ts';
import { followFiles } from '../src/source/followed-files.ts';
import type { Log } from './log.ts';
import { unclaimable } from './owner.ts';

/** By what decisions go, apart from the config. */
export interface Standing {
  readonly rules: readonly Rule[];
  /** Where the config does not say. */
  readonly mode: WebhookMode | undefined;
  /** Today as `YYYY-MM-DD`. */
  readonly today: () => string;
}

export function ordersOf(config: LoadedConfig, { rules, mode, today }: Standing): Orders {
  const { webhook } = config.config;
  const settings = settingsOf({ ...config.config, webhook: { ...(mode !== undefined && { mode }), ...webhook } });
  // Suppressions of a cluster are not all in sight of one decision: what looks unused in one part serves another one.
  const speaking = rules.filter(({ id }) => id !== 'unused-suppression' && id !== 'invalid-config');
  const owned = { ...settings, owners: unclaimable(settings.owners) };
  return {
    config,
    settings: owned,
    rules: speaking,
    adapters,
    // A process lives longer than an ignore that ends.
    get today() {
      return today();
    },
  };
}

/** What is followed until it is stopped. */
export interface Followed {
  stop(): void;
}

/** Milliseconds between looks, beside what the folder tells. */
const lookEvery = 5000;

/**
 * Gives orders by the config, and again whenever it changes. Rejects where the first config cannot be used; a
 * later one keeps the old. `isValid` is told of each.
 */
export async function followConfig(
  path: string,
  standing: Standing,
  log: Log,
  follow: (orders: Orders) => void,
  isValid: (is: boolean) => void,
  every = lookEvery,
): Promise<Followed> {
  return followFiles(
    [path],
    every,
    async ([content]) => {
      follow(ordersOf(await readConfig(path, content?.toString('utf8') ?? '', standing.rules), standing));
      isValid(true);
      log('info', 'a config is followed', { path });
    },
    (error) => {
      isValid(false);
      log('error', 'the config cannot be used, and the one before it stays', { path, why: error.message });
    },
  );
}

async function readConfig(path: string, text: string, rules: readonly Rule[]): Promise<LoadedConfig> {
  const loaded = await loadConfig(new SourceText(path, text), rules);
  const [fault] = loaded.faults;
  if (fault === undefined) return loaded;
  const { at, span = 'document' in at ? loaded.document?.locate(at.path, at.part) : undefined } = fault;
  const right = fault.instead ?? (fault.expected.length === 0 ? null : `expected ${list(fault.expected, 'or')}`);
  throw new Error(`line ${span?.line ?? 1}: found ${fault.found}${right === null ? '' : `; ${right}`}`);
}
