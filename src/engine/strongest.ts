import type { Fault } from '../document/fault.ts';
import type { SourceRef } from '../document/ref.ts';
import { FaultIndex } from './fault-index.ts';
import type { Library } from './library.ts';
import type { Reported } from './visit.ts';

/** What is wrong with a document by itself; undefined iff nothing is. */
export type FaultsOf = Pick<ReadonlyMap<string, readonly Fault[]>, 'get'>;

/** What was read, for the question whether a finding is only the shadow of a fault. */
export interface Read {
  readonly library: Library;
  readonly faults: FaultsOf;
}

/** One mistake, one finding: drops what a fault or a stronger finding on the same subject explains. */
export function strongest(reported: readonly Reported[], read: Read): Reported[] {
  const filed = filing(read.faults);
  const own = reported.filter(({ rule, draft }) => {
    return rule.on === 'document' || !explainedByFault(draft, read.library, filed);
  });
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

/** A value that may not be changed is read as it stands. */
const isRead = ({ was }: Fault): boolean => was !== undefined;

/** Of these, what drops something that was written; the others leave it standing with a wrong value. */
const dropped: ReadonlySet<string> = new Set(['invalid-yaml', 'unknown-field']);

/** The faults of a document that a draft may be explained by. */
interface Filed {
  readonly misread: FaultIndex;
  readonly dropped: FaultIndex;
}

/** Each document is filed when it is first asked for: most findings look at a few of them. */
function filing(faults: FaultsOf): (document: string) => Filed | null {
  const filed = new Map<string, Filed | null>();
  return (document) => {
    let known = filed.get(document);
    if (known === undefined) {
      const all = faults.get(document);
      const index = (ids: ReadonlySet<string>) =>
        new FaultIndex((all ?? []).filter((fault) => ids.has(fault.id) && !isRead(fault)));
      known = all === undefined ? null : { misread: index(misread), dropped: index(dropped) };
      filed.set(document, known);
    }
    return known;
  };
}

/** True iff a fault lies where the draft looks, or what it misses was written and dropped. */
function explainedByFault(
  { at, related = [], reads = [], absentFrom }: Reported['draft'],
  library: Library,
  filed: (document: string) => Filed | null,
): boolean {
  const explains = (place: SourceRef, of: (faults: Filed) => boolean) => {
    const faults = filed(place.document);
    return faults !== null && of(faults);
  };
  const looked = [at, ...related.map((other) => other.at)].some(
    (place) =>
      'document' in place &&
      explains(place, ({ misread }) => {
        return misread.hasAbove(place.path) || (place.path.length >= 2 && misread.hasBelow(place.path));
      }),
  );
  if (looked || reads.some((place) => explains(place, ({ misread }) => misread.hasBelow(place.path)))) return true;
  if (absentFrom === undefined) return false;
  if (library.document(absentFrom.document)?.complete === false) return true;
  // A field that was written one level too high stands beside the mapping that it belongs in.
  return explains(absentFrom, ({ misread, dropped }) => {
    const { path } = absentFrom;
    return misread.hasAbove(path) || dropped.hasBelow(path) || dropped.hasBeside(path);
  });
}
