import { code, plural } from '../base/wording.ts';
import { neutralise } from '../report/neutralise.ts';
import type { DiffAnswer, DifferenceAnswer, SideAnswer } from './diff-answer.ts';
import { headings, thefts, thiefOf, title } from './diff-text.ts';

/** A comment of a code host holds this many characters. https://docs.github.com/en/rest/issues/comments */
const mostCharacters = 60_000;

/** A diff for a comment on a change. */
export function diffMarkdown({ differences, undecided }: DiffAnswer): string {
  const blocks = [
    `### ${differences.length === 0 ? 'No request fares otherwise' : `${plural(differences.length, 'way')} in which requests fare otherwise${thefts(differences)}`}`,
  ];
  for (const [effect, heading] of Object.entries(headings)) {
    const own = differences.filter((one) => one.effect === effect);
    if (own.length === 0) continue;
    blocks.push(`**${heading.charAt(0).toUpperCase()}${heading.slice(1)}**`);
    blocks.push(
      [
        '| | request | before | after |',
        '| --- | --- | --- | --- |',
        ...own.map(
          (one) =>
            `| ${one.kind} | ${cell(title(one))} | ${sideCell(one.old)} | ${sideCell(one.new)}${stolenCell(one)} |`,
        ),
      ].join('\n'),
    );
  }
  if (undecided.length > 0) {
    blocks.push(undecided.map(({ question, cap }) => `- undecided: ${escaped(`${question}: ${cap}`)}`).join('\n'));
  }
  const whole = blocks.join('\n\n');
  if (whole.length <= mostCharacters) return `${whole}\n`;
  return `${whole.slice(0, whole.lastIndexOf('\n', mostCharacters))}\n\nMore than a comment holds: \`routeproof diff\` tells all.\n`;
}

const sideCell = ({ told, by }: SideAnswer): string =>
  [...told.map(cell), ...(by.length === 0 ? [] : [`by ${cell(by.join(', '))}`])].join('<br>');

const stolenCell = ({ stolen }: DifferenceAnswer): string =>
  stolen === null ? '' : `<br>**stolen** ${cell(thiefOf(stolen).replaceAll('`', ''))}`;

/** A code span in a cell of a table: a bar ends the cell even there. */
const cell = (text: string): string => code(neutralise(text)).replaceAll('|', '\\|');

const escaped = (text: string): string => neutralise(text).replaceAll(/[<>&*_[\]`|\\]/g, (letter) => `\\${letter}`);
