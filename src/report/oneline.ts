import type { Finding } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import { fill } from './line-format.ts';
import { masked } from './mask.ts';
import { neutralise, neutralisePath } from './neutralise.ts';
import type { ReportOptions } from './options.ts';
import { palette } from './palette.ts';
import { shown } from './shown.ts';
import { inObject } from './whereabouts.ts';
import { brief } from './witness.ts';

/**
 * One line for each finding: `path:line:col: error: message (e.g. GET host/path) [rule]`.
 *
 * Without a text the object and the path in it stand for the place: `GatewayRoute shop/cart spec.httpRoute: error: …`.
 */
export function oneline(run: Run, options: ReportOptions): string {
  const paint = palette(options.color);
  return shown(masked(run), options)
    .map((finding) => {
      const { severity, rule, at } = finding;
      const said = {
        severity: paint[severity](severity),
        message: neutralise(message(finding)),
        code: neutralise(rule),
      };
      if (at.span === null) {
        const where = paint.strong(neutralise(inObject(at)) || 'the cluster');
        return `${where}: ${said.severity}: ${said.message} [${said.code}]\n`;
      }
      const { path, line, column } = at.span;
      const place = { file: paint.strong(neutralisePath(path)), line: String(line), column: String(column) };
      return `${fill({ ...place, ...said })}\n`;
    })
    .join('');
}

function message({ what, witness }: Finding): string {
  return `${what}${witness === null ? '' : ` (e.g. ${brief(witness)})`}`;
}
