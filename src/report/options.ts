import type { Run } from '../finding/run.ts';

export interface ReportOptions {
  /** ANSI colours; the caller knows the terminal and the environment. */
  readonly color: boolean;
  /** Cells of the terminal that frames and prose may fill. */
  readonly width: number;
  /** Errors only. */
  readonly quiet: boolean;
}

/** Turns a run into the whole report: the empty string, or text that ends with a line feed. */
export type Reporter = (run: Run, options: ReportOptions) => string;
