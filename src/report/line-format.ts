/** A field of a line with the expression that it matches; a string is itself. */
export type Part = string | { readonly field: Field; readonly regexp: string };

export type Field = 'file' | 'line' | 'column' | 'severity' | 'message' | 'code';

/**
 * One finding as one line. Written by oneline, read by the problem matchers, both from here; also what `$gcc` and `$go` of
 * VS Code, vim and emacs read.
 */
export const lineFormat: readonly Part[] = [
  { field: 'file', regexp: '.+?' },
  ':',
  { field: 'line', regexp: '\\d+' },
  ':',
  { field: 'column', regexp: '\\d+' },
  ': ',
  { field: 'severity', regexp: 'error|warning|info' },
  ': ',
  { field: 'message', regexp: '.+?' },
  ' [',
  { field: 'code', regexp: '[^\\s\\[\\]]+' },
  ']',
];

/** The line with these fields. */
export function fill(fields: Readonly<Record<Field, string>>): string {
  return lineFormat.map((part) => (typeof part === 'string' ? part : fields[part.field])).join('');
}

/** The expression that reads the line, coloured or not, with its groups; `severities` narrows it. */
export function expression(severities?: string): {
  readonly regexp: string;
  readonly groups: Readonly<Record<Field, number>>;
} {
  const groups = {
    file: 0,
    line: 0,
    column: 0,
    severity: 0,
    message: 0,
    code: 0,
  };
  const ansi = '(?:\\x1b\\[[\\d;]*m)*';
  let count = 0;
  const parts = lineFormat.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[[\]]/g, '\\$&');
    count += 1;
    groups[part.field] = count;
    return `${ansi}(${part.field === 'severity' ? (severities ?? part.regexp) : part.regexp})${ansi}`;
  });
  return { regexp: `^${parts.join('')}$`, groups };
}
