import { by } from '../base/sort.ts';
import { list, plural } from '../base/wording.ts';
import type { Summary } from '../finding/run.ts';
import { grouped } from './grouped.ts';
import { maskSummary } from './mask.ts';
import { neutralise } from './neutralise.ts';

/** Paths that are named for one reason; more are counted. */
const mostPaths = 4;

/** The sentences that close a run, for standard error: what was read, what was not and why, notes, findings, what was proven. */
export function summaryText(summary: Summary): string {
  const safe = maskSummary(summary);
  return [checked(safe), ...skipped(safe), ...safe.notes, findings(safe), proven(safe)]
    .map((sentence) => `${neutralise(sentence)}\n`)
    .join('');
}

/** What a cluster holds lies in no file. */
function checked({ resources, files }: Summary): string {
  const count = `checked ${plural(resources, 'resource')}`;
  return files === 0 && resources > 0 ? count : `${count} in ${plural(files, 'file')}`;
}

/** One sentence for each reason, the most frequent first. */
function skipped({ skipped }: Summary): readonly string[] {
  return [...grouped(skipped, ({ reason }) => reason)]
    .map(([reason, which]) => ({
      reason,
      count: which.length,
      paths: [...new Set(which.map(({ path }) => path))].sort(),
    }))
    .sort(
      by(
        ({ count }) => -count,
        ({ reason }) => reason,
      ),
    )
    .map(({ reason, count, paths }) => `skipped ${count} (${reason}): ${list(paths, 'and', mostPaths)}`);
}

function findings({ errors, warnings, infos, suppressed, baselined }: Summary): string {
  const levels = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'info')] : []),
  ];
  const hidden = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
  ];
  return [levels.length === 0 ? 'no findings' : levels.join(', '), ...hidden].join(', ');
}

function proven({ routes, reachable, tables, undecided }: Summary): string {
  const count = reachable === routes ? plural(routes, 'route') : `${reachable} of ${plural(routes, 'route')}`;
  const hint = undecided.length > 0 ? ' (--stats lists them)' : '';
  return `proved ${count} reachable in ${plural(tables, 'table')}, ${undecided.length} undecided${hint}`;
}
