import type { LoadedConfig } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import type { SourceText } from '../document/source-text.ts';
import type { Skipped } from '../finding/run.ts';
import type { MeshAdapter } from '../mesh/adapter.ts';
import type { NamedModel } from '../question/pairing.ts';
import type { Rule } from '../rule/rule.ts';

/** All that a run depends on. */
export interface Job {
  readonly texts: readonly SourceText[];
  /** Files that were found and not read. */
  readonly skipped: readonly Skipped[];
  readonly config: LoadedConfig;
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly adapters: readonly MeshAdapter[];
  /** `YYYY-MM-DD`: suppressions end on a date. */
  readonly today: string;
  /** The models of the files before a change, where there is one: rules on it compare them. */
  readonly before?: readonly NamedModel[];
  /** Told the name of each phase when it begins. */
  readonly onPhase?: (phase: string) => void;
}
