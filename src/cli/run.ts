import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { closest, code } from '../base/wording.ts';
import type { Rule } from '../rule/rule.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { helpPage } from './help.ts';
import type { Io } from './io.ts';
import { lintCommand } from './lint.ts';
import { lintHelp } from './lint-options.ts';
import { rulesCommand } from './rules.ts';

const commands: Readonly<
  Record<string, (words: readonly string[], io: Io, rules: readonly Rule[]) => Promise<number>>
> = {
  lint: lintCommand,
  check: lintCommand,
  rules: rulesCommand,
  explain: rulesCommand,
};

/** Runs one command line and returns its exit code. Never throws: a defect becomes code 70 with its trace on standard error. */
export async function run(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  try {
    const [first = ''] = words;
    if (first === '--version' || first === '-V') {
      io.stdout.write(`${packageJson.version}\n`);
      return exitCode.clean;
    }
    if (first === '--help' || first === '-h' || first === 'help') {
      io.stdout.write(helpPage(lintHelp));
      return exitCode.clean;
    }
    const command = Object.hasOwn(commands, first) ? commands[first] : undefined;
    if (command !== undefined) {
      if (existsSync(resolve(io.cwd, first))) io.stderr.write(`${first} is a command; for the path write ./${first}\n`);
      return await command(words.slice(1), io, rules);
    }
    if (/^\w[\w-]*$/.test(first) && !existsSync(resolve(io.cwd, first))) {
      const near = closest(first, Object.keys(commands));
      throw new UsageError(
        `there is no command or path ${code(first)}`,
        near === undefined ? 'see routeproof --help' : `did you mean ${near}?`,
      );
    }
    return await lintCommand(words, io, rules);
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`routeproof: ${error.message}; ${error.hint}\n`);
      return exitCode.usage;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(`routeproof: this run could not finish; please report it with the input\n${trace}\n`);
    return exitCode.broken;
  }
}
