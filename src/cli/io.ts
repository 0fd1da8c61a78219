import { neutralise } from '../report/neutralise.ts';

/** What a command may touch of the process; `main.ts` hands out the real one. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  writeFile(path: string, text: string): Promise<void>;
}

export interface Sink {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  write(text: string): void;
}

/** One line on standard error. Names of files and words of the command line stand in it: a runner must not execute them. */
export function complain({ stderr }: Io, message: string): void {
  stderr.write(`routeproof: ${neutralise(message)}\n`);
}
