import { closest, code } from '../base/wording.ts';
import type { CommandLine } from '../config/levels.ts';
import type { Preset, RuleChoice } from '../config/settings.ts';
import { groups, type Rule } from '../rule/rule.ts';
import type { Args } from './args.ts';
import { UsageError } from './exit-code.ts';

const levels = ['off', 'info', 'warning', 'error'] as const;

/** What the options say about rules. Throws {@link UsageError} for an id, group or level that does not exist. */
export function commandLineOf(args: Args, rules: readonly Rule[]): CommandLine {
  const names = new Set([...groups, ...rules.map(({ id }) => id)]);
  const known = (name: string, option: string) => {
    if (names.has(name)) return name;
    const near = closest(name, names);
    throw new UsageError(
      `${option}: there is no rule or group ${code(name)}`,
      near === undefined ? 'see routeproof rules' : `did you mean ${near}?`,
    );
  };
  const choices: Record<string, RuleChoice> = {};
  for (const word of args.values('rule')) {
    const [name = '', ...rest] = word.split('=');
    const level = rest.join('=');
    const chosen = levels.find((candidate) => candidate === level);
    if (chosen === undefined) {
      const near = closest(level, levels);
      throw new UsageError(
        `--rule cannot be ${code(word)}`,
        near === undefined ? 'write --rule ID=off, =info, =warning or =error' : `did you mean ${name}=${near}?`,
      );
    }
    choices[known(name, '--rule')] = { level: chosen };
  }
  const preset = args.value('preset') as Preset | undefined;
  const namespace = args.value('namespace');
  if (namespace === '') throw new UsageError('--namespace names nothing', 'write --namespace NS, or leave it out');
  return {
    ...(preset !== undefined && { preset }),
    ...(namespace !== undefined && { namespace }),
    rules: choices,
    only: args.values('only').flatMap((word) => word.split(',').map((name) => known(name, '--only'))),
    partial: args.flag('partial'),
  };
}
