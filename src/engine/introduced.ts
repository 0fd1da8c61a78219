import type { Finding, Located } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';

/** Whether a place was written by the change. */
export type IsChanged = (place: Located) => boolean;

/** Findings of two moments, told apart. */
export interface Paired {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** How many there are no more. */
  readonly fixed: number;
}

const grades = ['info', 'warning', 'error'] as const;

/**
 * What of `now` was not there `before`: findings by their fingerprints, as often as there are more of them, and those that
 * have become worse. One that was there with more subjects, as a conflict with two others of which one is left, is known: a
 * part of a mistake is no new one.
 */
export function paired(now: readonly Finding[], before: readonly Finding[]): Paired {
  const left = grouped(before, ({ fingerprint }) => fingerprint);
  const known = new Set<Finding>();
  const other: Finding[] = [];
  for (const finding of now) {
    const old = left.get(finding.fingerprint)?.pop();
    if (old === undefined) other.push(finding);
    else if (!isWorse(finding, old)) known.add(finding);
  }
  const rest = grouped([...left.values()].flat(), mainOf);
  let fixed = 0;
  for (const finding of other) {
    const wholes = rest.get(mainOf(finding)) ?? [];
    const at = wholes.findIndex((whole) => !isWorse(finding, whole) && isWithin(finding.subjects, whole.subjects));
    if (at < 0) continue;
    wholes.splice(at, 1);
    known.add(finding);
  }
  for (const wholes of rest.values()) fixed += wholes.length;
  return {
    fresh: now.filter((finding) => !known.has(finding)),
    known: now.filter((finding) => known.has(finding)),
    fixed,
  };
}

const mainOf = ({ rule, subjects }: Finding): string => `${rule} ${subjects[0] ?? ''}`;
const isWorse = (one: Finding, than: Finding) => grades.indexOf(one.severity) > grades.indexOf(than.severity);
const isWithin = (part: readonly string[], whole: readonly string[]) => part.every((one) => whole.includes(one));

function grouped(findings: readonly Finding[], by: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(by(finding));
    if (group === undefined) groups.set(by(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}

/** What of a run was not there before a change. The primary place of each is one that the change wrote, where it has one. */
export function introduced(now: Run, before: Run, isChanged: IsChanged): Run {
  const pairs = paired(now.findings, before.findings);
  const fresh = pairs.fresh.map((finding) => fromTheChange(finding, isChanged));
  const count = (severity: Finding['severity']) => fresh.filter((finding) => finding.severity === severity).length;
  return {
    ...now,
    findings: fresh,
    summary: {
      ...now.summary,
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      notes: [
        ...now.summary.notes,
        `the change introduces ${fresh.length} of ${now.findings.length} findings and fixes ${pairs.fixed}`,
      ],
    },
  };
}

function fromTheChange(finding: Finding, isChanged: IsChanged): Finding {
  if (isChanged(finding.at)) return finding;
  const own = finding.related.find(isChanged);
  if (own === undefined) return finding;
  const { note: _, ...at } = own;
  return {
    ...finding,
    at,
    related: [{ ...finding.at, note: finding.what }, ...finding.related.filter((one) => one !== own)],
  };
}
