import { resolve } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { exitCode, UsageError } from '../src/cli/exit-code.ts';
import { helpPage } from '../src/cli/help.ts';
import { complain, type Io } from '../src/cli/io.ts';
import { loadConfig, noConfig } from '../src/config/load.ts';
import { SourceText } from '../src/document/source-text.ts';
import type { Orders } from '../src/engine/job.ts';
import { kindNamed } from '../src/resource/kinds.ts';
import type { Rule } from '../src/rule/rule.ts';
import { pollFiles } from '../src/source/polled-files.ts';
import { configuredCluster } from '../src/store/api.ts';
import { type Cluster, ClusterError } from '../src/store/cluster.ts';
import { ClusterView } from '../src/store/cluster-view.ts';
import { getObject } from '../src/store/get-object.ts';
import { ingest } from '../src/store/ingest.ts';
import { admit, type Court } from './admit.ts';
import { type Audited, appeared, audit } from './audit.ts';
import { certificateOf } from './certificate.ts';
import type { Look } from './confirm.ts';
import { History } from './history.ts';
import { jsonLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { help, type ServerOptions, serverOptions } from './options.ts';
import { ordersOf } from './orders.ts';
import { Readiness } from './readiness.ts';
import { Reservations } from './reservations.ts';
import { buildProbeServer, buildServer, type KeyPair, type Log } from './server.ts';
import { Watcher } from './watcher.ts';

/** Milliseconds between looks at certificate and config. */
const pollEvery = 5000;

/** `routeproof webhook`: serves until SIGTERM or SIGINT. */
export async function webhookCommand(words: readonly string[], io: Io, rules: readonly Rule[]): Promise<number> {
  const options = serverOptions(words, io.env);
  if (options === null) {
    io.stdout.write(helpPage(help));
    return exitCode.clean;
  }
  try {
    const cluster = await configuredCluster({
      env: io.env,
      ...(options.kubeconfig !== undefined && { kubeconfig: resolve(io.cwd, options.kubeconfig) }),
      ...(options.context !== undefined && { context: options.context }),
    });
    await serve(options, cluster, io, rules);
    return exitCode.clean;
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    if (error.misnamed) throw new UsageError(error.message, error.hint);
    complain(io, `${error.message}; ${error.hint}`);
    return exitCode.input;
  }
}

async function serve(options: ServerOptions, cluster: Cluster, io: Io, rules: readonly Rule[]): Promise<void> {
  const log = jsonLog(
    (line) => io.stdout.write(line),
    () => new Date(),
  );
  const leave = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => leave.abort());

  const metrics = new Metrics();
  const readiness = new Readiness();
  let orders = ordersOf(noConfig, options.mode, rules, today);
  const view = new ClusterView(orders, (kind) => watcher.lacks(kind));
  const watcher: Watcher = new Watcher(cluster, view, log, () => {
    readiness.meet('first sync');
    log('info', 'every watched kind was seen whole');
  });

  const config = await followConfig(options, io, rules, log, metrics, (next) => {
    orders = next;
    view.follow(next);
  });
  readiness.meet('config');

  const court: Court = {
    view,
    settings: () => orders.settings,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    isFresh: (kind) => watcher.isFresh(kind),
    look: lookIn(cluster),
    history: new History(Date.now),
    reservations: new Reservations(Date.now),
    budget: { steps: 500 },
  };
  const parts = {
    decide: (request: Parameters<typeof admit>[0], signal: AbortSignal) => admit(request, court, signal),
    wording: () =>
      ({ disclose: orders.settings.webhook.disclose ?? 'name', webhookName: options.webhookName }) as const,
    metrics,
    readiness,
    log,
    measure: () => watcher.measure(metrics),
  };

  let apply: ((keys: KeyPair) => void) | null = null;
  let serveFirst: (keys: KeyPair) => void = () => {};
  const first = new Promise<KeyPair>((done) => {
    serveFirst = done;
  });
  const certificates = pollFiles(
    [options.cert, options.key].map((path) => resolve(io.cwd, path)),
    pollEvery,
    ([cert, key]) => {
      if (cert === undefined || key === undefined) return;
      const certificate = certificateOf(cert, key, Date.now());
      metrics.certificateExpiry.set(certificate.expires / 1000);
      log('info', 'a certificate is served', { until: new Date(certificate.expires).toISOString() });
      (apply ?? serveFirst)(certificate.keys);
    },
    (error) => {
      log('error', 'the certificate cannot be served, and the one before it stays', { why: error.message });
    },
  );
  await certificates.look();
  const server = buildServer(parts, await first);
  apply = (next) => server.server.setSecureContext(next);
  readiness.meet('certificate');

  const probes = buildProbeServer(parts);
  watcher.start();
  await Promise.all([
    server.listen({ host: options.host, port: options.port }),
    probes.listen({ host: options.host, port: options.metricsPort }),
  ]);
  log('info', 'listening', { addresses: [...server.addresses(), ...probes.addresses()], cluster: cluster.name });
  const auditing = auditForEver(options, view, court, metrics, watcher, log, leave.signal);

  await new Promise<void>((done) => leave.signal.addEventListener('abort', () => done(), { once: true }));
  // Clients learn of it late: until they do, to close would lose their requests.
  readiness.leave();
  log('info', 'leaving', { after: options.drain / 1000 });
  await setTimeout(options.drain);
  certificates.stop();
  config.stop();
  await Promise.all([server.close(), probes.close(), watcher.stop(), auditing]);
  log('info', 'left');
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** Reads the config, and again whenever it changes. A first config with errors is an error; a later one keeps the old. */
async function followConfig(
  options: ServerOptions,
  io: Io,
  rules: readonly Rule[],
  log: Log,
  metrics: Metrics,
  follow: (orders: Orders) => void,
): Promise<{ stop(): void }> {
  const { config: path } = options;
  follow(ordersOf(noConfig, options.mode, rules, today));
  if (path === undefined) return { stop: () => {} };
  let isFirst = true;
  let problem: string | null = null;
  const complainOf = (why: string) => {
    if (isFirst) problem = why;
    metrics.configInvalid.set(1);
    log('error', 'the config cannot be used, and the one before it stays', { why });
  };
  const polled = pollFiles(
    [resolve(io.cwd, path)],
    pollEvery,
    async ([content]) => {
      const loaded = await loadConfig(new SourceText(path, content?.toString('utf8') ?? ''), rules);
      const [fault] = loaded.faults;
      if (fault !== undefined) {
        const line = 'document' in fault.at ? loaded.document?.locate(fault.at.path, fault.at.part)?.line : undefined;
        complainOf(`line ${line ?? 1}: found ${fault.found}, expected ${fault.expected.join(', ')}`);
        return;
      }
      metrics.configInvalid.set(0);
      follow(ordersOf(loaded, options.mode, rules, today));
      log('info', 'a config is followed', { path });
    },
    (error) => complainOf(error.message),
  );
  await polled.look();
  isFirst = false;
  if (problem !== null)
    throw new UsageError(`the config ${path} cannot be used: ${problem}`, 'routeproof lint shows all errors');
  return polled;
}

function lookIn(cluster: Cluster): Look {
  return async ({ key, version }, signal) => {
    const kind = kindNamed(key.group, key.kind);
    if (kind === undefined) return null;
    const object = await getObject(cluster, kind, key.namespace, key.name, signal, version);
    return object === null ? null : ingest(object);
  };
}

async function auditForEver(
  { auditInterval }: ServerOptions,
  view: ClusterView,
  { history }: Court,
  metrics: Metrics,
  watcher: Watcher,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  if (auditInterval === 0) return;
  let before: Audited = new Map();
  while (!signal.aborted) {
    if (watcher.hasSynced) {
      const started = performance.now();
      const now = await audit(view, () => setImmediate(), signal);
      if (signal.aborted) return;
      history.carry(now.values());
      metrics.audited(now.values());
      metrics.auditDuration.set((performance.now() - started) / 1000);
      metrics.auditSuccess.set(Date.now() / 1000);
      for (const { rule, severity, what, at } of appeared(now, before)) {
        log('warn', 'found in the cluster', {
          rule,
          severity,
          what,
          namespace: at.resource?.namespace,
          name: at.resource?.name,
          kind: at.resource?.kind,
        });
      }
      before = now;
    }
    await setTimeout(watcher.hasSynced ? auditInterval : 1000, undefined, { signal }).catch(() => {});
  }
}
