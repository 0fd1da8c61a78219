import { minimatch } from 'minimatch';
import type { Draft, Severity } from '../finding/finding.ts';
import type { Rule } from '../rule/rule.ts';
import type { Config, Level, Override, Preset, RuleChoice, RuleChoices, Settings, Whereabouts } from './settings.ts';

/** What the command line adds to the config; it wins. */
export interface CommandLine {
  readonly preset?: Preset;
  readonly rules?: RuleChoices;
  /** Ids and groups: every other rule is off, and these are on. */
  readonly only?: readonly string[];
  readonly namespace?: string;
  readonly partial?: boolean;
}

/** The settings of a run: the preset, then the config's rules and overrides, then the command line, the later winning. */
export function settingsOf(config: Config, commandLine: CommandLine = {}): Settings {
  const preset = commandLine.preset ?? config.preset ?? 'recommended';
  const overrides = config.overrides ?? [];
  const only = commandLine.only ?? [];

  const chosen = (rule: Rule, where: Whereabouts | null): RuleChoice => {
    const applied = overrides.filter((override) => where === null || applies(override, where));
    const layers = [config.rules, ...applied.map(({ rules }) => rules), commandLine.rules];
    return Object.assign({}, ...layers.flatMap((choices) => [choices?.[rule.group], choices?.[rule.id]])) as RuleChoice;
  };
  const excluded = (rule: Rule) =>
    only.length > 0 && !only.includes(rule.id) && !only.includes(rule.group) && !vital.has(rule.id);
  const preselected = (rule: Rule) =>
    only.length > 0 || rule.severity !== 'info' || preset === 'all' || (preset === 'strict' && rule.strict === true);

  // Asked for every rule at every decision of a server.
  const running = new Map<Rule, boolean>();
  const mayRun = (rule: Rule): boolean => {
    if (excluded(rule)) return false;
    const { level } = chosen(rule, null);
    if (level !== undefined && level !== 'off') return true;
    // An override may turn a rule off in one folder or on in another: which, is known only where a finding stands.
    return (
      overrides.some(({ rules }) => rules[rule.id] ?? rules[rule.group]) || (level === undefined && preselected(rule))
    );
  };

  return {
    preset,
    ignore: config.ignore ?? [],
    worlds: config.worlds ?? [],
    external: config.external ?? [],
    owners: config.owners ?? [],
    envoy: config.envoy ?? '1.40',
    webhook: config.webhook ?? {},
    namespace: commandLine.namespace ?? '',
    partial: commandLine.partial ?? false,
    runs: (rule) => {
      const known = running.get(rule);
      if (known !== undefined) return known;
      const is = mayRun(rule);
      running.set(rule, is);
      return is;
    },
    options: (rule) => {
      const defaults = rule.options?.defaults;
      return typeof defaults === 'object' && defaults !== null
        ? { ...defaults, ...chosen(rule, null).options }
        : defaults;
    },
    locked: (rule) => chosen(rule, null).locked === true,
    severity: (rule, draft, where) => {
      if (excluded(rule)) return 'off';
      const { level } = chosen(rule, where);
      if (level !== undefined) return level;
      return preselected(rule) ? raised(lowered(rule.severity, draft), rule, preset) : 'off';
    },
  };
}

/** Without these a run of a few rules would keep silent on why it says less than it should. */
const vital: ReadonlySet<string> = new Set(['internal-error', 'invalid-config']);

function lowered(severity: Severity, draft: Pick<Draft, 'severity' | 'certainty'>): Severity {
  if (draft.severity !== undefined) return draft.severity;
  const sure = draft.certainty === undefined || draft.certainty === 'proven';
  return !sure && severity === 'error' ? 'warning' : severity;
}

function raised(severity: Severity, rule: Rule, preset: Preset): Level {
  if (preset !== 'strict') return severity;
  if (severity === 'warning') return 'error';
  return severity === 'info' && rule.strict === true ? 'warning' : severity;
}

function applies({ paths, namespaces, kinds }: Override, { path, resource }: Whereabouts): boolean {
  const has = (globs: readonly string[] | undefined, text: string | undefined | null) =>
    globs === undefined ||
    (text !== undefined && text !== null && globs.some((glob) => minimatch(text, glob, { dot: true })));
  return has(paths, path) && has(namespaces, resource?.namespace) && has(kinds, resource?.kind);
}
