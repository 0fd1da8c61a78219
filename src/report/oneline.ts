import type { Finding } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import { objectName } from '../resource/resource.ts';
import { fill } from './line-format.ts';
import { masked } from './mask.ts';
import { neutralise, neutralisePath } from './neutralise.ts';
import type { ReportOptions } from './options.ts';
import { palette } from './palette.ts';
import { shown } from './shown.ts';
import { brief } from './witness.ts';

/**
 * One line for each finding: `path:line:col: error: message (e.g. GET host/path) [rule]`.
 *
 * Without a text the path is `<cluster>` and the object goes before the message, so that the line keeps its form.
 */
export function oneline(run: Run, options: ReportOptions): string {
  const paint = palette(options.color);
  return shown(masked(run), options)
    .map((finding) => {
      const { severity, rule, at } = finding;
      const line = fill({
        file: paint.strong(at.span === null ? '<cluster>' : neutralisePath(at.span.path)),
        line: String(at.span?.line ?? 1),
        column: String(at.span?.column ?? 1),
        severity: paint[severity](severity),
        message: neutralise(message(finding)),
        code: neutralise(rule),
      });
      return `${line}\n`;
    })
    .join('');
}

function message({ at, what, witness }: Finding): string {
  const subject = at.span === null && at.resource !== null ? `${objectName(at.resource)}: ` : '';
  return `${subject}${what}${witness === null ? '' : ` (e.g. ${brief(witness)})`}`;
}
