import { plural } from '../base/wording.ts';
import { maskRequest } from '../report/mask.ts';
import { neutralise } from '../report/neutralise.ts';
import { palette } from '../report/palette.ts';
import { brief } from '../report/witness.ts';
import type { DiffAnswer, DifferenceAnswer, Effect, SideAnswer } from './diff-answer.ts';

/** What each effect is called above the requests that meet it. */
export const headings: Readonly<Record<Effect, string>> = {
  lost: 'requests that nothing serves any more',
  elsewhere: 'requests that go elsewhere',
  unprotected: 'requests that lost their protection',
  gained: 'requests that are served now',
  other: 'requests that are treated otherwise',
};

/** A diff for people. */
export function diffText({ differences, undecided }: DiffAnswer, color: boolean): string {
  const paint = palette(color);
  const lines: string[] = [];
  for (const [effect, heading] of Object.entries(headings)) {
    const own = differences.filter((one) => one.effect === effect);
    if (own.length === 0) continue;
    lines.push(paint.strong(heading));
    for (const one of own) {
      lines.push(
        `  ${paint[effect === 'lost' || effect === 'unprotected' ? 'error' : 'info'](one.kind)} ${neutralise(title(one))}`,
      );
      lines.push(...sideLines('before', one.old, paint.frame), ...sideLines('after', one.new, paint.frame));
      if (one.stolen !== null) lines.push(`    ${paint.frame('stolen ')} ${neutralise(thiefOf(one.stolen))}`);
    }
    lines.push('');
  }
  for (const { question, cap } of undecided) lines.push(`undecided: ${neutralise(question)}: ${neutralise(cap)}`);
  lines.push(
    differences.length === 0 ? 'no difference' : `${plural(differences.length, 'difference')}${thefts(differences)}`,
  );
  return `${lines.join('\n')}\n`;
}

/** Between whom requests move, as a clause. */
export const thiefOf = ({ from, by }: NonNullable<DifferenceAnswer['stolen']>): string =>
  `from ${from.text} by ${by.text}`;

/** How many of them take requests from the route of another owner, as a clause; empty iff none does. */
export function thefts(differences: readonly DifferenceAnswer[]): string {
  const count = differences.filter(({ stolen }) => stolen !== null).length;
  return count === 0
    ? ''
    : `, ${count} of which ${count === 1 ? 'takes' : 'take'} requests from the route of another owner`;
}

/** The request of a difference, and where it enters. */
export function title({ witness, at }: DifferenceAnswer): string {
  return `${brief(maskRequest(witness)).replace(' ', ` ${witness.scheme}://`)} at ${at}`;
}

function sideLines(word: string, { told, by }: SideAnswer, frame: (text: string) => string): readonly string[] {
  const told_ = told.length === 0 ? ['nothing'] : told;
  return [
    ...told_.map((text, at) => `    ${frame((at === 0 ? word : '').padEnd(7))} ${neutralise(text)}`),
    ...(by.length === 0 ? [] : [`    ${frame(''.padEnd(7))} by ${neutralise(by.join(', '))}`]),
  ];
}
