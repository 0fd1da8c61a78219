import { json } from './json.ts';
import { oneline } from './oneline.ts';
import type { Reporter } from './options.ts';
import { text } from './text.ts';

export type { Reporter, ReportOptions } from './options.ts';

/** Every format by the name that `--format` takes. */
export const reporters = { text, oneline, json } as const satisfies Readonly<Record<string, Reporter>>;
