import { assertNever } from '../base/assert-never.ts';
import { plural } from '../base/wording.ts';
import type { Finding, Located } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';
import { objectName } from '../resource/resource.ts';
import { type FrameStyle, frame, type Labelled } from './frame.ts';
import { grouped } from './grouped.ts';
import { masked } from './mask.ts';
import { neutralise, neutraliseStart } from './neutralise.ts';
import type { ReportOptions } from './options.ts';
import { palette } from './palette.ts';
import { type Quoting, quoting } from './quoting.ts';
import { shown } from './shown.ts';
import { inObject } from './whereabouts.ts';
import { wrap } from './width.ts';
import { curl, sender } from './witness.ts';

/** Related places that a finding shows; more are counted. */
const mostRelated = 8;

/** Findings as frames: the lines they speak of, with marks and notes, then why, a request as proof, and what to do. */
export function text(run: Run, options: ReportOptions): string {
  const quotes = quoting(run.texts);
  const explained = new Set<string>();
  return shown(masked(run), options)
    .map((finding) => {
      const first = !explained.has(finding.rule);
      explained.add(finding.rule);
      return `${block(finding, run, quotes, options, first).join('\n')}\n`;
    })
    .join('\n');
}

type Place = Located & { readonly label: string; readonly primary: boolean };

function block(finding: Finding, run: Run, quotes: Quoting, options: ReportOptions, first: boolean): readonly string[] {
  const paint = palette(options.color);
  const places: readonly Place[] = [
    {
      ...finding.at,
      label: finding.at.resource === null ? '' : objectName(finding.at.resource),
      primary: true,
    },
    ...finding.related.slice(0, mostRelated).map((place) => ({ ...place, label: place.note, primary: false })),
  ];
  const framed = places.filter(({ span }) => span !== null && run.texts.has(span.path));
  const gutter = Math.max(1, ...framed.map(({ span }) => String(span?.line ?? 0).length));
  const style: FrameStyle = {
    gutter,
    width: options.width,
    paint,
    primary: paint[finding.severity],
  };
  const pad = ' '.repeat(gutter);

  const head = paint[finding.severity](`${finding.severity}[${neutralise(finding.rule)}]`);
  const rows = [`${head}${paint.strong(`: ${neutralise(finding.what)}`)}`];
  const where = whereabouts(finding.at);
  if (where !== '') rows.push(`${pad}${paint.frame('-->')} ${where}`);

  const byPath = grouped(framed, ({ span }) => span?.path ?? '');
  for (const [path, here] of byPath) {
    const source = run.texts.get(path);
    if (source === undefined) continue;
    const [head] = here;
    if (head !== undefined && path !== finding.at.span?.path) {
      if (rows.length > 2) rows.push(paint.frame(`${pad} |`));
      rows.push(`${pad}${paint.frame(':::')} ${whereabouts(head)}`);
    }
    const lines = here.flatMap((place) => labelled(place, source.line(place.span?.line ?? 0)));
    rows.push(...frame(source, lines, (line) => quotes.masks(path, line), style));
  }
  if (byPath.size > 0) rows.push(paint.frame(`${pad} |`));

  const remark = (title: string, words: string, fold = true) => {
    const indent = gutter + title.length + 5;
    const [start = '', ...rest] = fold
      ? wrap(neutralise(words), Math.max(options.width - indent, 30))
      : [neutralise(words)];
    rows.push(`${pad} ${paint.frame('=')} ${paint.strong(`${title}:`)} ${start}`);
    for (const line of rest) rows.push(`${' '.repeat(indent)}${neutraliseStart(line)}`);
  };
  for (const place of places) {
    if (place.primary || framed.includes(place)) continue;
    remark('note', `${[whereabouts(place), place.label].filter((part) => part !== '').join(': ')}`);
  }
  const rest = finding.related.length - mostRelated;
  if (rest > 0) remark('note', `and ${plural(rest, 'more place')}`);
  remark('why', finding.why);
  const certainty = remarkOnCertainty(finding);
  if (certainty !== null) remark('note', certainty);
  if (finding.witness !== null) {
    // Broken over lines it could not be copied.
    remark('witness', curl(finding.witness), false);
    const caller = sender(finding.witness);
    if (caller !== null) remark('sent from', caller);
  }
  remark('fix', finding.fix);
  if (first) remark('help', `routeproof rules ${finding.rule}`, false);
  return rows;
}

/** `shop.yaml:3:5`, or the object and the path in it; the empty string where there is neither. */
function whereabouts(place: Located): string {
  const { span } = place;
  return neutralise(span === null ? inObject(place) : `${span.path}:${span.line}:${span.column}`);
}

/** The place in its first line: a whole object would bury what is said of it. */
function labelled({ span, label, primary }: Place, line: string): readonly Labelled[] {
  if (span === null) return [];
  const start = span.column - 1;
  const end = span.endLine > span.line ? line.length : span.endColumn - 1;
  return [
    {
      line: span.line,
      start,
      end,
      label: neutralise(label),
      primary,
    },
  ];
}

function remarkOnCertainty({ certainty }: Finding): string | null {
  switch (certainty) {
    case 'proven':
      return null;
    case 'if-complete':
      return 'true if the cluster holds no more than was read';
    case 'unusual-requests':
      return 'only requests that few clients send are concerned';
    default:
      return assertNever(certainty);
  }
}
