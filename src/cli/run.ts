import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { closest, code } from '../base/wording.ts';
import { neutralise } from '../report/neutralise.ts';
import type { Rule } from '../rule/rule.ts';
import { diffCommand } from './diff.ts';
import { exitCode, InputError, UsageError } from './exit-code.ts';
import { helpPage } from './help.ts';
import { complain, type Io } from './io.ts';
import { lintCommand } from './lint.ts';
import { lintHelp } from './lint-options.ts';
import { instead, promisedCommands } from './promised.ts';
import { rulesCommand } from './rules.ts';
import { traceCommand } from './trace.ts';
import { version } from './version.ts';

/** Runs one command and returns its exit code. */
export type Command = (words: readonly string[], io: Io, rules: readonly Rule[]) => Promise<number>;

const ownCommands: Readonly<Record<string, Command>> = {
  lint: lintCommand,
  check: lintCommand,
  rules: rulesCommand,
  explain: rulesCommand,
  trace: traceCommand,
  diff: diffCommand,
};

/** Runs one command line and returns its exit code. Never throws: a defect becomes code 70 with its trace on standard error. */
export async function run(
  words: readonly string[],
  io: Io,
  rules: readonly Rule[],
  servers: Readonly<Record<string, Command>> = {},
): Promise<number> {
  const commands = { ...ownCommands, ...servers };
  try {
    const [first = ''] = words;
    if (first === '--version' || first === '-V') {
      io.stdout.write(`${version}\n`);
      return exitCode.clean;
    }
    if (first === '--help' || first === '-h' || (first === 'help' && words.length === 1)) {
      io.stdout.write(helpPage(lintHelp));
      return exitCode.clean;
    }
    if (first === 'help') return await run([...words.slice(1), '--help'], io, rules, servers);
    const command = Object.hasOwn(commands, first) ? commands[first] : undefined;
    if (command !== undefined) {
      if (existsSync(resolve(io.cwd, first))) complain(io, `${first} is a command; for the path write ./${first}`);
      return await command(words.slice(1), io, rules);
    }
    if (/^\w[\w-]*$/.test(first) && !existsSync(resolve(io.cwd, first))) {
      const planned = instead(promisedCommands, first);
      if (planned !== undefined) throw new UsageError(`${code(first)} is not in this version yet`, planned);
      const near = closest(first, Object.keys(commands));
      throw new UsageError(
        `there is no command or path ${code(first)}`,
        near === undefined ? 'see routeproof --help' : `did you mean ${near}?`,
      );
    }
    return await lintCommand(words, io, rules);
  } catch (error) {
    if (error instanceof UsageError) {
      complain(io, `${error.message}; ${error.hint}`);
      return exitCode.usage;
    }
    if (error instanceof InputError) {
      complain(io, `${error.message}; ${error.hint}`);
      return exitCode.input;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(io, 'this run could not finish; please report it with the input');
    io.stderr.write(
      trace
        .split('\n')
        .map((line) => `${neutralise(line)}\n`)
        .join(''),
    );
    return exitCode.broken;
  }
}
