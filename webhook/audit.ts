import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Finding } from '../src/finding/finding.ts';
import type { ClusterView } from '../src/store/cluster-view.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

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

/** What audits work on, and whom they tell. */
export interface Auditing {
  readonly view: ClusterView;
  readonly hasSynced: () => boolean;
  readonly history: History;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds from the end of one audit to the next. */
  readonly interval: number;
}

/** Milliseconds until it is asked again whether there is a cluster to audit. */
const patience = 1000;

/** Audits the cluster again and again, until the signal aborts. What is new since the last audit is logged. */
export async function auditForEver(auditing: Auditing, signal: AbortSignal): Promise<void> {
  let before: Audited = new Map();
  while (!signal.aborted) {
    const isSeen = auditing.hasSynced();
    try {
      if (isSeen) before = await auditOnce(auditing, before, signal);
    } catch (error) {
      auditing.log('error', 'an audit crashed', { error: String(error) });
    }
    await setTimeout(isSeen ? auditing.interval : patience, undefined, { signal }).catch(() => {});
  }
}

async function auditOnce(
  { view, history, metrics, log }: Auditing,
  before: Audited,
  signal: AbortSignal,
): Promise<Audited> {
  const started = performance.now();
  const now = await audit(view, () => setImmediate(), signal);
  if (signal.aborted) return before;
  history.carry(now.values());
  metrics.audited(now.values(), (performance.now() - started) / 1000, Date.now() / 1000);
  for (const { rule, severity, what, at } of appeared(now, before)) {
    const { namespace, name, kind } = at.resource ?? {};
    log('warn', 'found in the cluster', { rule, severity, what, namespace, name, kind });
    // A log that is read slowly holds up nobody who waits for a decision.
    await setImmediate();
  }
  return now;
}
