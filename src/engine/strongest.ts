import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { covers, type Path, type SourceRef } from '../document/ref.ts';
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

/** Of these, what drops something that was written; the others leave it standing with a wrong value. */
const dropped: ReadonlySet<string> = new Set(['invalid-yaml', 'unknown-field']);

/** True iff a fault lies where the draft looks, or what it misses was written and dropped. */
function explainedByFault(
  { at, related = [], reads = [], absentFrom }: Reported['draft'],
  { documents, faults }: Read,
): boolean {
  const among = (place: SourceRef, touches: (fault: Fault) => boolean) =>
    (faults.get(place.document) ?? []).some((fault) => misread.has(fault.id) && touches(fault));
  const looked = [at, ...related.map((other) => other.at)].some(
    (place) =>
      'document' in place &&
      among(
        place,
        ({ at: { path } }) =>
          (path.length > 0 && covers(path, place.path)) || (place.path.length >= 2 && covers(place.path, path)),
      ),
  );
  const read = reads.some((place) => among(place, (fault) => covers(place.path, fault.at.path)));
  if (looked || read || absentFrom === undefined) return looked || read;
  if (documents.get(absentFrom.document)?.complete === false) return true;
  return among(
    absentFrom,
    ({ id, at: { path } }) =>
      (path.length > 0 && covers(path, absentFrom.path)) ||
      (dropped.has(id) && (covers(absentFrom.path, path) || areSiblings(absentFrom.path, path))),
  );
}

/** A field that was written one level too high stands beside the mapping that it belongs in. */
function areSiblings(left: Path, right: Path): boolean {
  return left.length === right.length && left.length > 2 && covers(left.slice(0, -1), right);
}
