import { settingsOf } from '../src/config/levels.ts';
import type { LoadedConfig } from '../src/config/load.ts';
import type { WebhookMode } from '../src/config/settings.ts';
import type { Orders } from '../src/engine/job.ts';
import { adapters } from '../src/mesh/adapters.ts';
import type { Rule } from '../src/rule/rule.ts';
import { unclaimable } from './owner.ts';

/**
 * What decisions go by, from a config. `mode`: that of the command line, for where the config names none. `today`: asked at
 * each decision, since a process lives longer than an ignore that ends.
 */
export function ordersOf(
  config: LoadedConfig,
  mode: WebhookMode | undefined,
  rules: readonly Rule[],
  today: () => string,
): Orders {
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
    get today() {
      return today();
    },
  };
}
