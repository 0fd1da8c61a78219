import type { OptionSpecs } from './args.ts';

/** One command as `--help` shows it. */
export interface CommandHelp {
  readonly usage: string;
  readonly about: string;
  readonly options: OptionSpecs;
}

/** The usage page of a command, at most 100 columns wide. */
export function helpPage({ usage, about, options }: CommandHelp): string {
  const rows = Object.entries(options).map(([name, { value, short, help }]) => ({
    left: `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    help,
  }));
  const width = Math.max(0, ...rows.map(({ left }) => left.length));
  const lines = rows.flatMap(({ left, help }) => {
    const [first = '', ...rest] = wrap(help, 96 - width);
    return [`  ${left.padEnd(width)}  ${first}`, ...rest.map((line) => ' '.repeat(width + 4) + line)];
  });
  return `${[usage, '', about, ...(lines.length > 0 ? ['', 'Options:', ...lines] : [])].join('\n')}\n`;
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
