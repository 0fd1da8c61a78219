import type { Draft } from '../finding/finding.ts';
import type { ObjectKey } from '../resource/resource.ts';
import { objectId } from '../resource/resource.ts';
import type { Reported } from './visit.ts';

/** Several drafts of a folding rule in one resource become one, with the others as related places. */
export function fold(reported: readonly Reported[], resourceOf: (draft: Draft) => ObjectKey | null): Reported[] {
  const groups = new Map<string, Reported[]>();
  const kept: (Reported | Reported[])[] = [];
  for (const item of reported) {
    const resource = item.rule.fold === undefined ? null : resourceOf(item.draft);
    if (resource === null) {
      kept.push(item);
      continue;
    }
    const key = `${item.rule.id} ${item.draft.severity ?? ''} ${item.draft.certainty ?? ''} ${objectId(resource)}`;
    const group = groups.get(key);
    if (group !== undefined) group.push(item);
    else {
      const started = [item];
      groups.set(key, started);
      kept.push(started);
    }
  }
  return kept.map((item) => (Array.isArray(item) ? folded(item) : item));
}

function folded(group: readonly Reported[]): Reported {
  const [first, ...rest] = group;
  if (first === undefined) throw new Error('a group has a first draft');
  const { rule, draft } = first;
  const { subject: _, about: __, ...shared } = draft;
  if (rest.length === 0 || rule.fold === undefined) return { rule, draft: shared };
  return {
    rule,
    draft: {
      ...shared,
      what: rule.fold(group.length),
      related: [
        ...(draft.related ?? []),
        ...rest.flatMap(({ draft: other }) => [{ at: other.at, note: other.what }, ...(other.related ?? [])]),
      ],
    },
  };
}
