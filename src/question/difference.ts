import { byText } from '../base/sort.ts';
import { type Branch, type Ending, type Fate, percent } from './fate.ts';

/** To whoever sends a request it is the same as an entrance that has no route for it. */
const noEntrance: Ending = { is: 'answer', text: 'no entrance' };
const notFound: Ending = { is: 'answer', text: '404' };

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
  const isServed = [...before.branches, ...after.branches].some(({ ending }) => ending.is !== 'answer');
  if (!isServed) return differs('response') ? ['response'] : [];
  if (differs('destination')) return ['destination'];
  return (['weights', 'rewrite', 'timeout', 'retries', 'mtls'] as const).filter(differs);
}

/** The part of a fate that a kind of difference is about, as one text; two requests with the same parts are told once. */
export function tellingPart(kind: Kind, { branches }: Fate): string {
  switch (kind) {
    case 'destination':
      return texts(branches, () => '');
    case 'response':
      // Where a redirect leads to is what it answers.
      return texts(branches, ({ ending, path, host }) => (ending.text.startsWith('3') ? [path, host] : ''));
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
  return [
    ...new Set(
      branches.map((branch) => JSON.stringify([branch.ending === noEntrance ? notFound : branch.ending, what(branch)])),
    ),
  ]
    .sort(byText)
    .join('\n');
}
