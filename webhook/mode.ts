import { minimatch } from 'minimatch';
import type { WebhookConfig, WebhookMode } from '../src/config/settings.ts';
import type { Rule } from '../src/rule/rule.ts';

/** How loud a finding of the rule is for changes of the namespace. `asked`: the config names the rule itself. */
export function modeOf(
  { mode, overrides = [] }: WebhookConfig,
  rule: Rule,
  namespace: string,
): { readonly mode: WebhookMode; readonly asked: boolean } {
  const applying = overrides.findLast(({ rules, namespaces }) => {
    const speaks = rules === undefined || rules.includes(rule.id) || rules.includes(rule.group);
    return speaks && (namespaces === undefined || namespaces.some((glob) => minimatch(namespace, glob)));
  });
  return { mode: applying?.mode ?? mode ?? 'warn', asked: applying?.rules?.includes(rule.id) === true };
}
