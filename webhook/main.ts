import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { exitCode, UsageError } from '../src/cli/exit-code.ts';
import { helpPage } from '../src/cli/help.ts';
import { complain, type Io } from '../src/cli/io.ts';
import { noConfig } from '../src/config/load.ts';
import { kindNamed } from '../src/resource/kinds.ts';
import type { Rule } from '../src/rule/rule.ts';
import { explain } from '../src/source/read-text.ts';
import { configuredCluster } from '../src/store/api.ts';
import { type Cluster, ClusterError } from '../src/store/cluster.ts';
import { ClusterView } from '../src/store/cluster-view.ts';
import { getObject } from '../src/store/get-object.ts';
import { ingest } from '../src/store/ingest.ts';
import { admit, type Court } from './admit.ts';
import { auditForEver } from './audit.ts';
import { budgetWithin } from './budget.ts';
import { followCertificate } from './certificate.ts';
import { closing } from './closing.ts';
import type { Look } from './confirm.ts';
import { History } from './history.ts';
import { jsonLog } from './log.ts';
import { Metrics } from './metrics.ts';
import { help, type ServerOptions, serverOptions } from './options.ts';
import { followConfig, ordersOf, type Standing } from './orders.ts';
import { Readiness } from './readiness.ts';
import { Reservations } from './reservations.ts';
import { buildProbeServer, buildServer, type ServerParts } from './server.ts';
import { Watcher } from './watcher.ts';

/** Why the server cannot start: the message says what, the hint what to do. */
class StartError extends Error {
  readonly hint: string;
  readonly code: number;

  constructor(message: string, hint: string, code: number) {
    super(message);
    this.name = 'StartError';
    this.hint = hint;
    this.code = code;
  }
}

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
    if (error instanceof ClusterError && error.misnamed) throw new UsageError(error.message, error.hint);
    if (!(error instanceof ClusterError || error instanceof StartError)) throw error;
    complain(io, `${error.message}; ${error.hint}`);
    return error instanceof StartError ? error.code : exitCode.input;
  }
}

async function serve(options: ServerOptions, cluster: Cluster, io: Io, rules: readonly Rule[]): Promise<void> {
  const log = jsonLog(
    (line) => io.stdout.write(line),
    () => new Date(),
  );
  const path = (file: string) => resolve(io.cwd, file);
  const metrics = new Metrics();
  metrics.ofProcess();
  const readiness = new Readiness();
  const standing: Standing = { rules, mode: options.mode, today: () => new Date().toISOString().slice(0, 10) };
  let orders = ordersOf(noConfig, standing);
  const view = new ClusterView(orders, (kind) => watcher.lacks(kind));
  const watcher: Watcher = new Watcher(cluster, view, log, () => {
    readiness.meet('first sync');
    log('info', 'every watched kind was seen whole');
  });
  const court: Court = {
    view,
    settings: () => orders.settings,
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    isFresh: (kind) => watcher.isFresh(kind),
    look: lookIn(cluster),
    history: new History(Date.now),
    reservations: new Reservations(Date.now),
    budget: budgetWithin,
  };
  const parts: ServerParts = {
    decide: (request, within) => admit(request, court, within),
    wording: () => ({ disclose: orders.settings.webhook.disclose ?? 'name', webhookName: options.webhookName }),
    metrics,
    readiness,
    log,
    measure: () => watcher.measure(metrics),
  };
  const server = buildServer(parts);
  const probes = buildProbeServer(parts);
  const stops: (() => unknown)[] = [closing(server), closing(probes), () => watcher.stop()];
  const told = signals();
  try {
    if (options.config !== undefined) {
      const { config } = options;
      const followed = await followConfig(
        path(config),
        standing,
        log,
        (next) => {
          orders = next;
          view.follow(next);
        },
        (isValid) => metrics.configInvalid.set(isValid ? 0 : 1),
      ).catch((error) => {
        throw new UsageError(
          `the config ${config} cannot be used: ${explain(error)}`,
          'routeproof lint names all errors',
        );
      });
      stops.push(followed.stop);
    }
    readiness.meet('config');

    const certificate = await followCertificate(
      [path(options.cert), path(options.key)],
      log,
      ({ cert, key, expires }) => {
        server.server.setSecureContext({ cert, key });
        metrics.certificateExpiry.set(expires / 1000);
      },
    ).catch((error) => {
      const why = `the certificate ${options.cert} with the key ${options.key} cannot be served: ${explain(error)}`;
      throw new StartError(why, 'give a pair in PEM with --tls-cert and --tls-key', exitCode.input);
    });
    stops.push(certificate.stop);
    readiness.meet('certificate');

    await listen(server, options.host, options.port, 'port');
    await listen(probes, options.host, options.metricsPort, 'metrics-port');
    log('info', 'listening', { addresses: [...server.addresses(), ...probes.addresses()], cluster: cluster.name });
    watcher.start();
    if (options.auditInterval > 0) {
      const hasSynced = () => watcher.hasSynced;
      const auditing = { view, hasSynced, history: court.history, metrics, log, interval: options.auditInterval };
      const done = auditForEver(auditing, told.leave);
      stops.push(() => done);
    }

    await aborted(told.leave);
    // Clients learn of it late: until they do, to close would lose their requests.
    readiness.leave();
    log('info', 'leaving', { after: options.drain / 1000 });
    await setTimeout(options.drain, undefined, { signal: told.hurry }).catch(() => {});
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    told.forget();
  }
  log('info', 'left');
}

/**
 * SIGTERM and SIGINT make the server leave. A second SIGINT, of somebody at a terminal, ends the drain; a second SIGTERM
 * changes nothing.
 */
function signals(): { readonly leave: AbortSignal; readonly hurry: AbortSignal; readonly forget: () => void } {
  const [leave, hurry] = [new AbortController(), new AbortController()];
  const terminate = () => leave.abort();
  const interrupt = () => (leave.signal.aborted ? hurry.abort() : leave.abort());
  process.on('SIGTERM', terminate).on('SIGINT', interrupt);
  const forget = () => void process.off('SIGTERM', terminate).off('SIGINT', interrupt);
  return { leave: leave.signal, hurry: hurry.signal, forget };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** Nodes without IPv6 have no such address. */
const everywhere = { host: '::', otherwise: '0.0.0.0', missing: ['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'] };

async function listen(server: FastifyInstance, host: string, port: number, option: string): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (host === everywhere.host && everywhere.missing.includes(code)) {
      return await listen(server, everywhere.otherwise, port, option);
    }
    const why = code === 'EADDRINUSE' ? 'another process listens there' : explain(error);
    const place = host.includes(':') ? `[${host}]` : host;
    throw new StartError(
      `cannot listen on ${place}:${port}: ${why}`,
      `name another with --${option} or --host`,
      exitCode.broken,
    );
  }
}

function lookIn(cluster: Cluster): Look {
  return async ({ key, version }, signal) => {
    const kind = kindNamed(key.group, key.kind);
    if (kind === undefined) return null;
    const object = await getObject(cluster, kind, key.namespace, key.name, signal, version);
    return object === null ? null : ingest(object);
  };
}
