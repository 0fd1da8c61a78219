import type { Severity } from '../finding/finding.ts';

type Paint = (text: string) => string;

/** The colours of a report, by what they stand for. */
export interface Palette extends Readonly<Record<Severity, Paint>> {
  readonly strong: Paint;
  /** Gutters, arrows and marks of related places. */
  readonly frame: Paint;
}

/** Colours, or none. `util.styleText` asks the stream and the environment on some releases of Node, which a pure report must not. */
export function palette(color: boolean): Palette {
  const paint =
    (codes: string): Paint =>
    (text) =>
      color && text !== '' ? `\x1b[${codes}m${text}\x1b[0m` : text;
  return {
    error: paint('1;31'),
    warning: paint('1;33'),
    info: paint('1;36'),
    strong: paint('1'),
    frame: paint('1;34'),
  };
}
