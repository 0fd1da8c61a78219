import { settingsOf } from '../config/levels.ts';
import { loadConfig, noConfig } from '../config/load.ts';
import { SourceText } from '../document/source-text.ts';
import { lint } from '../engine/lint.ts';
import type { Run } from '../finding/run.ts';
import { adapters } from '../mesh/adapters.ts';
import { reporters } from '../report/reporter.ts';
import type { Rule } from '../rule/rule.ts';

/** Lints one example of a rule as a file of its own, with every rule on. */
export async function lintExample(rule: Rule, text: string, rules: readonly Rule[]): Promise<Run> {
  const isConfig = rule.docs.file === 'routeproof.yaml';
  const source = new SourceText(rule.docs.file ?? 'example.yaml', text);
  const config = isConfig ? await loadConfig(source, rules) : noConfig;
  const settings = settingsOf({ ...config.config, preset: 'all' });
  return lint({
    texts: isConfig ? [] : [source],
    skipped: [],
    config,
    settings,
    rules,
    adapters,
    today: '2026-01-01',
  }).run;
}

/** What the rule says of its bad example, as `text` prints it; the empty string if no file can trip it. */
export async function exampleOutput(rule: Rule, rules: readonly Rule[]): Promise<string> {
  if (rule.docs.bad === null) return '';
  const run = await lintExample(rule, rule.docs.bad, rules);
  const own = { ...run, findings: run.findings.filter((finding) => finding.rule === rule.id) };
  return reporters.text(own, { color: false, width: 100, quiet: false }).trimEnd();
}
