import { resolve } from 'node:path';
import { closest, code, list } from '../base/wording.ts';
import { type Reporter, type ReportOptions, reporters } from '../report/reporter.ts';
import type { Args } from './args.ts';
import { UsageError } from './exit-code.ts';
import type { Io } from './io.ts';
import { instead, promisedFormats } from './promised.ts';

/** One report and where it goes; null is standard output. */
export interface Output {
  readonly reporter: Reporter;
  readonly options: ReportOptions;
  readonly file: string | null;
}

/** The reports that `--format` asks for. Throws {@link UsageError}. */
export function outputsOf(args: Args, io: Io): readonly Output[] {
  const words = args.values('format');
  const wanted = words.length > 0 ? words : [io.stdout.isTerminal ? 'text' : 'oneline'];
  const outputs = wanted.map((word) => {
    const [name = '', ...rest] = word.split('=');
    const file = rest.length > 0 ? rest.join('=') : null;
    const reporter = new Map<string, Reporter>(Object.entries(reporters)).get(name);
    if (reporter === undefined) {
      const names = Object.keys(reporters);
      const planned = instead(promisedFormats, name);
      if (planned !== undefined) throw new UsageError(`the format ${code(name)} is not in this version yet`, planned);
      const near = closest(name, names);
      throw new UsageError(
        `there is no format ${code(name)}`,
        near === undefined ? `use one of ${list(names, 'or')}` : `did you mean ${near}?`,
      );
    }
    if (file === '') throw new UsageError(`--format ${word} names no file`, `write --format ${name}=report.txt`);
    const options = {
      color: file === null && colored(args.value('color') ?? 'auto', io),
      width: io.stdout.columns ?? 100,
      quiet: args.flag('quiet'),
    };
    return { reporter, options, file };
  });
  if (outputs.filter(({ file }) => file === null).length > 1) {
    throw new UsageError(
      'two reports cannot share standard output',
      'write all but one to a file, as in --format json=report.json',
    );
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const paths = files.map((file) => resolve(io.cwd, file));
  const twice = files.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice !== undefined) {
    throw new UsageError(`two reports cannot share the file ${code(twice)}`, 'name a file for each');
  }
  return outputs;
}

/** https://no-color.org and https://force-color.org: FORCE_COLOR beats NO_COLOR, the option beats both. */
export function colored(choice: string, io: Io): boolean {
  if (choice !== 'auto') return choice === 'always';
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: terminal } = io.env;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return io.stdout.isTerminal && terminal !== 'dumb';
}
