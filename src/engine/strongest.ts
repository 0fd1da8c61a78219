import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { covers, type SourceRef } from '../document/ref.ts';
import type { Reported } from './visit.ts';

/** What was read, for the question whether a finding is only the shadow of a fault. */
export interface Read {
  readonly documents: ReadonlyMap<string, KubeDocument>;
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
}

/** One mistake, one finding: drops what a fault or a stronger finding on the same subject explains. */
export function strongest(reported: readonly Reported[], read: Read): Reported[] {
  const own = reported.filter(({ rule, draft }) => rule.on === 'document' || !explainedByFault(draft, read));
  const found = new Map<string, Set<string>>();
  for (const { rule, draft } of own) {
    if (draft.subject === undefined) continue;
    const rules = found.get(draft.subject);
    if (rules === undefined) found.set(draft.subject, new Set([rule.id]));
    else rules.add(rule.id);
  }
  return own.filter(({ rule, draft }) => {
    const rivals = draft.subject === undefined ? undefined : found.get(draft.subject);
    return rivals === undefined || !rule.yieldsTo?.some((stronger) => rivals.has(stronger));
  });
}

/** Faults after which a part of the document says something else than its author meant. */
const misread: ReadonlySet<string> = new Set(['invalid-yaml', 'unknown-field', 'invalid-field', 'unsupported-kind']);

function explainedByFault(draft: Reported['draft'], { documents, faults }: Read): boolean {
  const within = (place: SourceRef, absent: boolean) => {
    if (absent && documents.get(place.document)?.complete === false) return true;
    return (faults.get(place.document) ?? []).some(
      (fault) =>
        misread.has(fault.id) &&
        ((fault.at.path.length > 0 && covers(fault.at.path, place.path)) ||
          (absent && covers(place.path, fault.at.path))),
    );
  };
  if (draft.absentFrom !== undefined && within(draft.absentFrom, true)) return true;
  return 'document' in draft.at && within(draft.at, false);
}
