import type { SourceText, Span } from '../document/source-text.ts';
import type { Stretch } from './cells.ts';
import { secretLines } from './secret-lines.ts';
import { secretsInProse } from './secret-name.ts';

/** What a reporter must know of the texts it quotes from. */
export interface Quoting {
  /** What of a line must not be printed. */
  masks(path: string, line: number): readonly Stretch[];
  /** The same as texts, of all lines of the span; of a line of megabytes only what is near it. */
  secrets(span: Span): Iterable<string>;
}

/** Characters of a line that count as near. */
const near = 2000;

/** A text is read for secrets once, and a line of it once, when they are first asked for. */
export function quoting(texts: ReadonlyMap<string, SourceText>): Quoting {
  const structured = new Map<string, ReadonlyMap<number, readonly Stretch[]>>();
  const known = new Map<string, readonly Stretch[]>();
  const masks = (path: string, line: number): readonly Stretch[] => {
    const id = `${line}:${path}`;
    let found = known.get(id);
    if (found === undefined) {
      const source = texts.get(path);
      if (source === undefined) return [];
      const lines = structured.get(path) ?? secretLines(source);
      structured.set(path, lines);
      found = [...(lines.get(line) ?? []), ...secretsInProse(source.line(line))];
      known.set(id, found);
    }
    return found;
  };
  return {
    masks,
    *secrets({ path, line: first, column, endLine }) {
      const source = texts.get(path);
      if (source === undefined) return;
      for (let line = first; line <= Math.min(endLine, source.lineStarts.length); line++) {
        const text = source.line(line);
        const from = line === first ? column : 0;
        for (const { start, end } of masks(path, line)) {
          if (Math.abs(start - from) < near) yield text.slice(start, end);
        }
      }
    },
  };
}
