import type { Undecided } from '../finding/run.ts';
import type { GatheredSide } from './diff-pairs.ts';

/** What nobody can say, for it was not read: each file that lacks something and is not the same on the other side. */
export function unreadParts(before: GatheredSide, after: GatheredSide): readonly Undecided[] {
  return [...lacking(before, after), ...lacking(after, before)];
}

function lacking({ side, gathered }: GatheredSide, other: GatheredSide): readonly Undecided[] {
  const same = new Set(other.side.files.texts.map(({ text }) => text));
  const texts = new Map(side.files.texts.map(({ path, text }) => [path, text]));
  const broken = gathered.documents.flatMap(({ complete, source }) =>
    complete || source === null ? [] : [{ path: source.path, reason: 'it is broken: routeproof lint says where' }],
  );
  const found = new Map<string, Undecided>();
  for (const { path, reason } of [...broken, ...gathered.skipped]) {
    const file = texts.has(path) ? path : path.replace(/:\d+$/, '');
    const text = texts.get(file);
    if (text === undefined || same.has(text)) continue;
    found.set(file, { question: `what ${file} of ${side.name} routes`, cap: reason });
  }
  return [...found.values()];
}
