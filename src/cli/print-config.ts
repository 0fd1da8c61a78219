import type { LoadedConfig } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import type { Rule } from '../rule/rule.ts';

/** The settings of a run as JSON: where they come from, and the level and options of every rule. */
export function printedConfig(settings: Settings, { config, document }: LoadedConfig, rules: readonly Rule[]): string {
  const printed = {
    config: document?.source?.path ?? null,
    preset: settings.preset,
    rules: Object.fromEntries(
      rules.map((rule) => {
        const options = settings.options(rule);
        return [
          rule.id,
          {
            level: settings.severity(rule, {}, { path: null, resource: null }),
            ...(settings.locked(rule) && { locked: true }),
            ...(options !== undefined && { options }),
          },
        ];
      }),
    ),
    overrides: config.overrides ?? [],
    ignore: settings.ignore,
    worlds: settings.worlds,
    external: settings.external,
    owners: settings.owners,
    envoy: settings.envoy,
    webhook: settings.webhook,
    namespace: settings.namespace === '' ? null : settings.namespace,
    partial: settings.partial,
  };
  return `${JSON.stringify(printed, null, 2)}\n`;
}
