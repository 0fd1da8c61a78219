import type { Pattern } from '../algebra/pattern.ts';
import { code, list } from '../base/wording.ts';
import type { Action, Entry } from '../model/route.ts';

/** What becomes of requests, as the end of a sentence about a route: `, and sends them to …`. */
export function deed(action: Action): string {
  switch (action.kind) {
    case 'forward':
      return action.to.length === 0
        ? ''
        : `, and sends them to ${list(
            action.to.map(({ label }) => code(label)),
            'and',
            3,
          )}`;
    case 'redirect':
      return `, and answers them with ${action.status}`;
    case 'respond':
      return `, and answers them with ${action.status}`;
    case 'unknown':
      return '';
  }
}

/** The paths that an entry takes, as an object of "takes"; null where that is no plain text. */
export function pathsOf({ requests }: Entry): string | null {
  const [only, ...more] = requests;
  return only === undefined || more.length > 0 ? null : phrase(only.parts.path);
}

function phrase(path: Pattern | undefined): string | null {
  switch (path?.is) {
    case 'exact':
      return `only the path ${code(path.text)}`;
    case 'prefix':
      return `only paths that begin with ${code(path.text)}`;
    case 'segment-prefix':
      return `only ${code(path.text)} and the paths below it`;
    default:
      return null;
  }
}
