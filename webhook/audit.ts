import type { Finding } from '../src/finding/finding.ts';
import type { ClusterView } from '../src/store/cluster-view.ts';

/** Everything that is wrong in the cluster, each finding once. */
export type Audited = ReadonlyMap<string, Finding>;

/** Audits the whole cluster; `pause` is awaited between its parts, so that admissions do not wait for it. */
export async function audit(view: ClusterView, pause: () => Promise<void>, signal: AbortSignal): Promise<Audited> {
  const found = new Map<string, Finding>();
  for (const run of view.audit()) {
    for (const finding of run.findings) found.set(finding.fingerprint, finding);
    await pause();
    if (signal.aborted) break;
  }
  return found;
}

/** What an audit found that the one before it did not. */
export function appeared(now: Audited, before: Audited): readonly Finding[] {
  return [...now].filter(([fingerprint]) => !before.has(fingerprint)).map(([, finding]) => finding);
}
