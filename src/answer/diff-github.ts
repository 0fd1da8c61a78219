import { neutralise } from '../report/neutralise.ts';
import type { DiffAnswer, DifferenceAnswer } from './diff-answer.ts';
import { headings, thiefOf, title } from './diff-text.ts';

/**
 * A diff as annotations of GitHub Actions, at the route that takes the request now, or took it before.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-warning-message
 */
export function diffGithub({ differences }: DiffAnswer): string {
  return differences.map((one) => `${command(one)}\n`).join('');
}

function command(one: DifferenceAnswer): string {
  const place = placeOf(one);
  const about = [
    ...(place === null ? [] : [`file=${property(place.path)},line=${place.line}`]),
    `title=${property(headings[one.effect])}`,
  ].join(',');
  const told = (label: string, lines: readonly string[]) => `${label}: ${lines.join(', ')}`;
  const message = [title(one), told('before', one.old.told), told('after', one.new.told), ...stolenLine(one)].join(
    '\n',
  );
  const level = one.effect === 'lost' || one.effect === 'unprotected' ? 'error' : 'warning';
  return `::${level} ${about}::${data(message)}`;
}

const stolenLine = ({ stolen }: DifferenceAnswer): readonly string[] =>
  stolen === null ? [] : [`stolen: ${thiefOf(stolen)}`];

function placeOf({ new: now }: DifferenceAnswer): { readonly path: string; readonly line: number } | null {
  for (const hop of [...(now.trace?.hops ?? [])].reverse()) {
    const route = hop.route;
    if (route?.path != null && route.line !== null) return { path: route.path, line: route.line };
  }
  return null;
}

const data = (text: string): string =>
  text.split('\n').map(neutralise).join('\n').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
