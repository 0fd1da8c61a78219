import type { LoadedConfig } from '../config/load.ts';
import type { Settings } from '../config/settings.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import type { SourceText } from '../document/source-text.ts';
import type { Skipped } from '../finding/run.ts';
import type { MeshAdapter } from '../mesh/adapter.ts';
import type { Gap } from '../resource/gap.ts';
import type { Rule } from '../rule/rule.ts';
import type { Version } from './version.ts';

/** What a run goes by, whatever it reads. */
export interface Orders {
  readonly config: LoadedConfig;
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  readonly adapters: readonly MeshAdapter[];
  /** `YYYY-MM-DD`: suppressions end on a date. */
  readonly today: string;
}

/** Objects that came without a text, as from a cluster. */
export interface Live {
  readonly documents: readonly KubeDocument[];
  /** What may be there and could not be read. */
  readonly gaps: readonly Gap[];
  /** The same in words. */
  readonly skipped: readonly Skipped[];
}

/** All that a run on texts depends on. */
export interface Job extends Orders {
  readonly texts: readonly SourceText[];
  readonly live?: Live;
  /** Files that were found and not read. */
  readonly skipped: readonly Skipped[];
  /** What the files said before a change, where there is one. */
  readonly before?: Version;
  /** Told the name of each phase when it begins. */
  readonly onPhase?: (phase: string) => void;
}
