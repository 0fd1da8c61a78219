import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Finding } from '../src/finding/finding.ts';

/** What the server counts, in the form that Prometheus reads. */
export class Metrics {
  private readonly registry = new Registry();

  readonly requests = new Counter({
    name: 'routeproof_admission_requests_total',
    help: 'Admission requests by what became of them: allow, warn, deny, skip, malformed.',
    labelNames: ['operation', 'kind', 'decision', 'dry_run'],
    registers: [this.registry],
  });

  readonly duration = new Histogram({
    name: 'routeproof_admission_duration_seconds',
    help: 'Time to answer an admission request, second looks at other objects included.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  readonly introduced = new Counter({
    name: 'routeproof_introduced_findings_total',
    help: 'Findings that admission requests introduced, by what came of them.',
    labelNames: ['rule', 'verdict'],
    registers: [this.registry],
  });

  readonly suppressed = new Counter({
    name: 'routeproof_suppressed_total',
    help: 'Findings of admission requests that an annotation or the config suppressed.',
    labelNames: ['rule'],
    registers: [this.registry],
  });

  readonly degraded = new Counter({
    name: 'routeproof_degraded_decisions_total',
    help: 'Decisions that were milder, or looked at less, than they should: budget, stale, unconfirmed, crash.',
    labelNames: ['reason'],
    registers: [this.registry],
  });

  readonly findings = new Gauge({
    name: 'routeproof_findings',
    help: 'Findings in the cluster at the last audit.',
    labelNames: ['rule', 'severity', 'namespace'],
    registers: [this.registry],
  });

  readonly viewObjects = new Gauge({
    name: 'routeproof_view_objects',
    help: 'Objects that are held of each watched kind.',
    labelNames: ['kind'],
    registers: [this.registry],
  });

  readonly viewStaleness = new Gauge({
    name: 'routeproof_view_staleness_seconds',
    help: 'Time since the API server last confirmed what is held of each watched kind, or since the start.',
    labelNames: ['kind'],
    registers: [this.registry],
  });

  readonly watchRestarts = new Counter({
    name: 'routeproof_watch_restarts_total',
    help: 'Watches that had to be opened again, by why.',
    labelNames: ['kind', 'reason'],
    registers: [this.registry],
  });

  readonly certificateExpiry = new Gauge({
    name: 'routeproof_certificate_expiry_timestamp_seconds',
    help: 'When the certificate that is served ends.',
    registers: [this.registry],
  });

  readonly auditSuccess = new Gauge({
    name: 'routeproof_audit_last_success_timestamp_seconds',
    help: 'When the last audit of the whole cluster ended.',
    registers: [this.registry],
  });

  readonly auditDuration = new Gauge({
    name: 'routeproof_audit_duration_seconds',
    help: 'How long the last audit took.',
    registers: [this.registry],
  });

  readonly configInvalid = new Gauge({
    name: 'routeproof_config_invalid',
    help: '1 iff the config file has errors and the one before it still counts.',
    registers: [this.registry],
  });

  /** Counts also what the process uses, under the names that all programs for Node have: memory, the delay of its loop and so on. */
  ofProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** The findings of an audit, instead of those of the one before; how long it took and when it ended, in seconds. */
  audited(findings: Iterable<Finding>, took: number, at: number): void {
    this.auditDuration.set(took);
    this.auditSuccess.set(at);
    this.findings.reset();
    for (const { rule, severity, at } of findings) {
      this.findings.inc({ rule, severity, namespace: at.resource?.namespace ?? '' });
    }
  }

  /** Names of all of them. */
  async names(): Promise<readonly string[]> {
    return (await this.registry.getMetricsAsJSON()).map(({ name }) => name);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
