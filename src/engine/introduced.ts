import type { Finding, Located } from '../finding/finding.ts';
import type { Run } from '../finding/run.ts';

/** Whether a place was written by the change. */
export type IsChanged = (place: Located) => boolean;

/**
 * What of a run was not there before a change: findings by their fingerprints, as often as there are more of them. The
 * primary place of each is one that the change wrote, where it has one.
 */
export function introduced(now: Run, before: Run, isChanged: IsChanged): Run {
  const known = new Map<string, number>();
  for (const { fingerprint } of before.findings) known.set(fingerprint, (known.get(fingerprint) ?? 0) + 1);
  const fresh: Finding[] = [];
  for (const finding of now.findings) {
    const left = known.get(finding.fingerprint) ?? 0;
    if (left > 0) known.set(finding.fingerprint, left - 1);
    else fresh.push(fromTheChange(finding, isChanged));
  }
  const fixed = [...known.values()].reduce((sum, count) => sum + count, 0);
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
        `the change introduces ${fresh.length} of ${now.findings.length} findings and fixes ${fixed}`,
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
