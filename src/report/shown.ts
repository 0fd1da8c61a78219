import type { Finding } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import type { ReportOptions } from './options.ts';

/** The findings that the reader asked for, in the order of the run. */
export function shown(run: Run, { quiet }: Pick<ReportOptions, 'quiet'>): readonly Finding[] {
  return quiet ? run.findings.filter(({ severity }) => severity === 'error') : run.findings;
}
