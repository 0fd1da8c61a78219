import { by } from '../base/sort.ts';
import type { Run } from '../finding/run.ts';
import { maskSummary } from './mask.ts';
import { neutralise } from './neutralise.ts';
import { widthOf } from './width.ts';

/** What `--stats` writes to standard error: time by phase and by rule, the longest first, and every undecided question. */
export function statsTable({ stats, summary }: Pick<Run, 'stats' | 'summary'>): string {
  const { phases, rules } = stats;
  const { undecided } = maskSummary(summary);
  const total = phases.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const slowest = [...rules].sort(
    by(
      ({ milliseconds }) => -milliseconds,
      ({ rule }) => rule,
    ),
  );
  const sections = [
    table([
      ['phase', 'time'],
      ...phases.map(({ phase, milliseconds }) => [phase, time(milliseconds)]),
      ['total', time(total)],
    ]),
    ...(slowest.length === 0
      ? []
      : [
          table([
            ['rule', 'time', 'findings'],
            ...slowest.map(({ rule, milliseconds, findings }) => [rule, time(milliseconds), String(findings)]),
          ]),
        ]),
    [
      `undecided: ${undecided.length}`,
      ...undecided.map(({ question, cap }) => `  ${neutralise(question)}: ${neutralise(cap)}`),
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function time(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

/** The first column to the left, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) => row.map(neutralise));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => widthOf(row[i] ?? ''))));
  return cells.map((row) =>
    row
      .map((cell, i) => {
        const space = ' '.repeat((widths[i] ?? 0) - widthOf(cell));
        return i === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
