import { closest, code, list } from '../base/wording.ts';
import { UsageError } from './exit-code.ts';
import { instead, promisedOptions } from './promised.ts';

/** One option of a command. Without `value` it is a switch. */
export interface OptionSpec {
  readonly value?: string;
  /** One letter. */
  readonly short?: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  readonly repeatable?: true;
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The words of a command line, checked against the options of its command. */
export interface Args {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

const shorts: ReadonlyMap<string, string> = new Map([
  ['-h', '--help'],
  ['-V', '--version'],
  ['-q', '--quiet'],
]);

/** Reads `--name value`, `--name=value`, switches and positionals; after `--` all words are positionals. Throws {@link UsageError}. */
export function parseArgs(words: readonly string[], specs: OptionSpecs): Args {
  const options = new Map<string, readonly string[]>();
  const positionals: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const given = words[i] ?? '';
    const word = shortOf(given, specs);
    if (word === '--') {
      positionals.push(...words.slice(i + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      positionals.push(word);
      continue;
    }
    const [name = '', ...rest] = word.slice(2).split('=');
    const spec = word.startsWith('--') && Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined) throw unknownOption(word, specs);
    let value = rest.length > 0 ? rest.join('=') : undefined;
    if (spec.value === undefined) {
      if (value !== undefined) throw new UsageError(`--${name} takes no value`, `write --${name} alone`);
      value = '';
    } else if (value === undefined) {
      i++;
      value = words[i];
      if (value === undefined || (value.startsWith('--') && value.length > 2)) {
        throw new UsageError(`--${name} needs a value`, `write --${name} ${spec.value}`);
      }
    }
    if (spec.choices !== undefined && !spec.choices.includes(value)) {
      const near = closest(value, spec.choices);
      throw new UsageError(
        `--${name} cannot be ${code(value)}`,
        near === undefined ? `use one of ${list(spec.choices, 'or')}` : `did you mean ${near}?`,
      );
    }
    const values = options.get(name) ?? [];
    options.set(name, spec.repeatable === true ? [...values, value] : [value]);
  }
  return {
    positionals,
    flag: (name) => options.has(name),
    value: (name) => options.get(name)?.at(-1),
    values: (name) => options.get(name) ?? [],
  };
}

function shortOf(word: string, specs: OptionSpecs): string {
  const own = Object.entries(specs).find(([, { short }]) => short !== undefined && word === `-${short}`);
  return own === undefined ? (shorts.get(word) ?? word) : `--${own[0]}`;
}

function unknownOption(word: string, specs: OptionSpecs): UsageError {
  const name = word.replace(/^--?/, '').split('=')[0] ?? '';
  const planned = word.startsWith('--') ? instead(promisedOptions, name) : undefined;
  if (planned !== undefined) return new UsageError(`--${name} is not in this version yet`, planned);
  const near = Object.hasOwn(specs, name) ? name : closest(name, Object.keys(specs));
  return new UsageError(
    `there is no option ${code(word)}`,
    near === undefined ? 'see routeproof --help' : `did you mean --${near}?`,
  );
}
