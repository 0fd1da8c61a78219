import { closest, code } from '../base/wording.ts';
import { groups, type Rule } from '../rule/rule.ts';
import { parseArgs } from './args.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { helpPage } from './help.ts';
import type { Io } from './io.ts';
import { rulePage } from './rule-page.ts';

const help = {
  usage: 'Usage: routeproof rules [ID]',
  about: 'Lists the rules; with an ID: what it finds, the harm, examples with their output, options, sources.',
  options: { help: { help: 'Print this page.' } },
};

/** `routeproof rules [ID]`. */
export async function rulesCommand(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  const args = parseArgs(words, help.options);
  const [id, ...more] = args.positionals;
  if (args.flag('help')) io.stdout.write(helpPage(help));
  else if (id === undefined) io.stdout.write(catalogue(rules));
  else if (more.length > 0) throw new UsageError('rules takes one ID', 'name one rule');
  else {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined) {
      const near = closest(
        id,
        rules.map((candidate) => candidate.id),
      );
      throw new UsageError(
        `there is no rule ${code(id)}`,
        near === undefined ? 'routeproof rules lists them' : `did you mean ${near}?`,
      );
    }
    io.stdout.write(await rulePage(rule, rules));
  }
  return exitCode.clean;
}

function catalogue(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = groups.flatMap((group) => {
    const own = rules.filter((rule) => rule.group === group);
    if (own.length === 0) return [];
    return [
      group,
      ...own.map(({ id, severity, docs }) => `  ${id.padEnd(width)}  ${severity.padEnd(7)}  ${docs.summary}`),
      '',
    ];
  });
  return `${lines.join('\n')}\nrouteproof rules ID explains one of them.\n`;
}
