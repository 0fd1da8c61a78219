import { byText } from '../base/sort.ts';
import { type Branch, type Ending, type Fate, percent } from './fate.ts';

/** To whoever sends a request it is the same as an entrance that has no route for it. */
const noEntrance: Ending = { is: 'answer', text: 'no entrance' };

/** What becomes of a request where it cannot enter. */
export const noFate: Fate = {
  branches: [
    {
      share: 1,
      ending: noEntrance,
      path: '',
      host: '',
      timeout: 0,
      retries: '',
      protection: { takes: '', mutual: null },
    },
  ],
  routes: [],
  open: null,
};

/** What two fates have different. */
export type Kind = 'destination' | 'rewrite' | 'response' | 'weights' | 'timeout' | 'retries' | 'mtls';

/** What differs between the fates of one request; where it ends elsewhere, nothing else is told. */
export function differences(before: Fate, after: Fate): readonly Kind[] {
  const differs = (kind: Kind) => tellingPart(kind, before) !== tellingPart(kind, after);
  if (differs('destination')) {
    const answers = [...before.branches, ...after.branches].every(({ ending }) => ending.is === 'answer');
    return [answers ? 'response' : 'destination'];
  }
  return (['weights', 'rewrite', 'timeout', 'retries', 'mtls'] as const).filter(differs);
}

/** The part of a fate that a kind of difference is about, as one text; two requests with the same parts are told once. */
export function tellingPart(kind: Kind, { branches }: Fate): string {
  switch (kind) {
    case 'destination':
    case 'response':
      return [...new Set(branches.map(({ ending }) => `${ending.is} ${ending === noEntrance ? '404' : ending.text}`))]
        .sort(byText)
        .join('\n');
    case 'weights': {
      const sums = new Map<string, number | null>();
      for (const { ending, share } of branches) {
        const before = sums.get(ending.text);
        sums.set(ending.text, before === undefined ? share : before === null || share === null ? null : before + share);
      }
      return [...sums]
        .map(([end, share]) => `${end}=${percent(share)}`)
        .sort(byText)
        .join('\n');
    }
    case 'rewrite':
      return texts(branches, ({ path, host, ending }) => (ending.text === '404' ? '' : [path, host]));
    case 'timeout':
      return texts(branches, ({ timeout }) => timeout);
    case 'retries':
      return texts(branches, ({ retries }) => retries);
    default:
      // What is not known protects no one, and is no news where nothing was protected before.
      return texts(branches, ({ protection: { takes, mutual } }) => [takes, mutual === true]);
  }
}

/** What a part of each branch is, by the end of the branch. */
function texts(branches: readonly Branch[], what: (branch: Branch) => unknown): string {
  return [...new Set(branches.map((branch) => JSON.stringify([branch.ending, what(branch)])))].sort(byText).join('\n');
}
