import { rules } from '../../rules/index.ts';
import type { Io } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import type { Rule } from '../../src/rule/kit.ts';
import { schemaErrors } from './schema-errors.ts';

/** What a command did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that it wrote, by path. */
  readonly written: ReadonlyMap<string, string>;
}

export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly rules?: readonly Rule[];
}

/** Runs one command line in this process, as `main.ts` would. JSON answers that break their published schema are a failure. */
export async function command(words: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  const { cwd, env = {}, stdin = '', terminal = false } = surroundings;
  let stdout = '';
  let stderr = '';
  const written = new Map<string, string>();
  const io: Io = {
    cwd,
    env,
    stdout: {
      isTerminal: terminal,
      columns: terminal ? 100 : undefined,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      isTerminal: terminal,
      columns: terminal ? 100 : undefined,
      write: (text) => {
        stderr += text;
      },
    },
    stdin: (async function* () {
      yield new TextEncoder().encode(stdin);
    })(),
    today: '2026-06-01',
    writeFile: async (path, text) => {
      written.set(path, text);
    },
  };
  const code = await run(words, io, surroundings.rules ?? rules);
  const errors = schemaErrors(words, stdout);
  if (errors.length > 0) throw new Error(`${words.join(' ')}: ${errors.join(', ')}`);
  return { code, stdout, stderr, written };
}
