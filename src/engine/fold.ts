import { by } from '../base/sort.ts';
import { pointer } from '../document/ref.ts';
import { objectName, type Resource } from '../resource/resource.ts';
import type { Placed } from './placed.ts';
import type { Reported } from './visit.ts';

/** Several drafts of a rule that folds, in one object become one, with the others as related places. */
export function fold(placed: readonly Placed[], ownerOf: (item: Reported) => Resource | undefined): Placed[] {
  const groups = new Map<string, Placed[]>();
  const kept: Placed[][] = [];
  for (const item of placed) {
    const { fold, once } = item.rule;
    const owner = fold === undefined && once === undefined ? undefined : ownerOf(item);
    if (owner === undefined) {
      kept.push([item]);
      continue;
    }
    // Two worlds may each hold an object of one identity: the place tells them apart.
    const key = [
      item.rule.id,
      item.severity,
      item.draft.certainty,
      owner.document,
      pointer(owner.root),
      ...(once ? [item.draft.what] : []),
    ].join('\n');
    const group = groups.get(key);
    if (group !== undefined) group.push(item);
    else {
      const started = [item];
      groups.set(key, started);
      kept.push(started);
    }
  }
  return kept.flatMap(folded);
}

function folded(group: readonly Placed[]): readonly Placed[] {
  const [first, ...rest] = [...group].sort(
    by(
      ({ at }) => at.span?.line ?? 0,
      ({ at }) => at.span?.column ?? 0,
    ),
  );
  if (first === undefined || (first.rule.fold === undefined && rest.length === 0)) return group;
  if (first.rule.fold === undefined) {
    const related = [...(first.draft.related ?? []), ...rest.map(({ draft }) => ({ at: draft.at, note: 'and here' }))];
    return [{ ...first, draft: { ...first.draft, related } }];
  }
  const { subject: _, about: __, ...shared } = first.draft;
  if (rest.length === 0) return [{ ...first, draft: shared }];
  return [
    {
      ...first,
      draft: {
        ...shared,
        what: first.rule.fold(group.length, first.at.resource === null ? 'this object' : objectName(first.at.resource)),
        related: [
          ...(first.draft.related ?? []),
          ...rest.flatMap(({ draft: other }) => [{ at: other.at, note: other.what }, ...(other.related ?? [])]),
        ],
      },
    },
  ];
}
