/** Exit codes, the same in every format; the first that applies in this order. */
export const exitCode = {
  /** The run could not finish. */
  broken: 70,
  /** Bad usage, or an error in the config. */
  usage: 2,
  /** No input file, or one that could not be read. */
  input: 3,
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  findings: 1,
  clean: 0,
} as const;

/** Input that could not be read at all: the message says what, the hint what to do. */
export class InputError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'InputError';
    this.hint = hint;
  }
}

/** Wrong use of the command line: the message says what, the hint what to do. */
export class UsageError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}
