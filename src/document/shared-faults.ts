import type { Fault } from './fault.ts';
import type { KubeDocument } from './kube-document.ts';

/** Aliases that one fault names; an alias bomb has more. */
const mostAliases = 10;

/**
 * The faults of a document, what stands behind an anchor once: it is written once, however often aliases bring it to
 * other places, which become related places.
 */
export function sharedFaults(faults: readonly Fault[], document: KubeDocument): readonly Fault[] {
  if (faults.length < 2 || document.source === null) return faults;
  const groups = new Map<string, [Fault, ...Fault[]]>();
  for (const fault of faults) {
    const { id, at, span, found, expected, instead } = fault;
    const place = span ?? document.locate(at.path, at.part);
    const key = JSON.stringify([id, place, at.path.at(-1), found, expected, instead]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [fault]);
    else group.push(fault);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group;
    const aliases = new Map(
      group.flatMap(({ at }) => {
        const alias = document.alias(at.path);
        return alias === null ? [] : [[`${alias.line}:${alias.column}`, alias] as const];
      }),
    );
    if (others.length === 0 || aliases.size === 0) return group;
    const related = [...aliases.values()].slice(0, mostAliases).map((at) => ({ at, note: 'and here by this alias' }));
    return [{ ...first, related: [...(first.related ?? []), ...related] }];
  });
}
