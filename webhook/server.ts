import type { Server } from 'node:https';
import {
  type FastifyError,
  type FastifyInstance,
  type FastifyServerOptions,
  fastify,
  type RawServerBase,
} from 'fastify';
import { kinds } from '../src/resource/kinds.ts';
import { type AdmissionRequest, readReview } from './admission.ts';
import type { Decision, Within } from './admit.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';
import { type AdmissionResponse, allowed, respond, reviewOf, type Wording } from './respond.ts';
import { timeoutOf } from './timeout.ts';

export interface ServerParts {
  /** Rejects only for what nobody foresaw. */
  readonly decide: (request: AdmissionRequest, within: Within) => Promise<Decision>;
  readonly wording: () => Wording;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly log: Log;
  /** Brings metrics up to date that are read off something. */
  readonly measure: () => void;
}

/** Object, old object and what surrounds them: kubernetes-sigs/controller-runtime@86a0d40e pkg/webhook/admission/http.go */
const bodyLimit = 7 * 1024 * 1024;

/** Go closes idle connections after 90 seconds; whoever closes first resets a request that is on its way. */
const keepAliveTimeout = 120_000;

const options = {
  bodyLimit,
  keepAliveTimeout,
  // A client that sends a byte a second holds a socket no longer than this.
  requestTimeout: 30_000,
  // A route may match a header called `__proto__`: to answer 400 would let it through unseen where failures are ignored.
  onProtoPoisoning: 'ignore',
  onConstructorPoisoning: 'ignore',
  return503OnClosing: false,
  logger: false,
} as const satisfies FastifyServerOptions;

/** Of the time that the API server waits, what is left for the way back. */
const reserve = 0.2;

/** Milliseconds until half a handshake, or half a head, is given up; and how often that is looked at. */
const slowest = { handshakeTimeout: 10_000, headersTimeout: 10_000, connectionsCheckingInterval: 5000 } as const;

/** The server that the API server asks, over TLS. It listens to nothing, and has no certificate yet. */
export function buildServer(parts: ServerParts): FastifyInstance<Server> {
  const server = fastify({ ...options, https: slowest });
  addProbes(server, parts);
  const malformed = (why: string) => {
    parts.metrics.requests.inc({ operation: '', kind: '', decision: 'malformed', dry_run: '' });
    parts.log('warn', 'a request is no admission review', { why });
    return { error: why };
  };
  server.setErrorHandler((error: FastifyError, _, reply) => {
    // The words of Fastify quote nothing of a body.
    reply.code(error.statusCode ?? 500).send(malformed(error.message));
  });
  server.post<{ Querystring: { timeout?: unknown } }>('/validate', async (request, reply) => {
    const end = parts.metrics.duration.startTimer();
    const read = readReview(request.body);
    if ('malformed' in read) return reply.code(400).send(malformed(read.malformed));
    const response = await answer(read, timeoutOf(request.query.timeout), parts);
    end();
    return reviewOf(response);
  });
  return server;
}

/** The server for probes and metrics, in plain HTTP. */
export function buildProbeServer(parts: Pick<ServerParts, 'metrics' | 'readiness' | 'measure'>): FastifyInstance {
  const server = fastify(options);
  addProbes(server, parts);
  server.get('/metrics', async (_, reply) => {
    parts.measure();
    reply.type(parts.metrics.contentType);
    return parts.metrics.text();
  });
  return server;
}

function addProbes<S extends RawServerBase>(
  server: FastifyInstance<S>,
  { readiness }: Pick<ServerParts, 'readiness'>,
): void {
  // A connection that is kept alive would bring requests to a server that is about to close it.
  server.addHook('onSend', async (_, reply) => {
    if (readiness.leaving) reply.header('connection', 'close');
  });
  server.get('/healthz', async () => 'ok');
  server.get('/readyz', async (_, reply) => {
    const missing = readiness.missing();
    return missing.length === 0 ? 'ok' : reply.code(503).send(`waiting for ${missing.join(', ')}`);
  });
}

/** Label values stay with the metrics for good: nobody who asks may make them up. */
const labelled: ReadonlySet<string> = new Set(kinds.map(({ kind }) => kind));

/** Longer than any name that Kubernetes has. */
const longest = 253;

async function answer(request: AdmissionRequest, timeout: number, parts: ServerParts): Promise<AdmissionResponse> {
  const { metrics, log } = parts;
  const count = (decision: string) =>
    metrics.requests.inc({
      operation: request.operation,
      kind: labelled.has(request.kind) ? request.kind : 'other',
      decision,
      dry_run: String(request.dryRun),
    });
  const about = {
    uid: request.uid.slice(0, longest),
    operation: request.operation,
    kind: request.kind.slice(0, longest),
    namespace: request.namespace.slice(0, longest),
    name: request.name.slice(0, longest),
    dryRun: request.dryRun,
  };
  const started = performance.now();
  try {
    const end = Date.now() + timeout * (1 - reserve);
    const deadline = () => AbortSignal.timeout(Math.max(0, Math.floor(end - Date.now())));
    const decision = await parts.decide(request, { timeout, deadline });
    if (decision.subject === null) {
      count('skip');
      return allowed(request.uid);
    }
    const response = respond(request.uid, decision.subject, decision.review, parts.wording());
    note(decision, metrics);
    const word = response.allowed ? (response.warnings === undefined ? 'allow' : 'warn') : 'deny';
    count(word);
    const { weighed, suppressed, degraded, crashes } = decision.review;
    log('info', 'decided', {
      ...about,
      decision: word,
      rules: [...new Set(weighed.map(({ rule, verdict }) => `${rule.id}:${verdict}`))],
      ...(suppressed.length > 0 && { suppressed: suppressed.map(({ finding, by }) => `${finding.rule}:${by}`) }),
      ...(degraded !== null && { degraded }),
      ms: Math.round((performance.now() - started) * 100) / 100,
    });
    for (const crash of crashes) log('error', 'a rule crashed', { ...about, what: crash.what, why: crash.why });
    return response;
  } catch (error) {
    // An answer that is no 200 counts as a failed call: the object would get through unseen, or be held up for a bug.
    metrics.degraded.inc({ reason: 'crash' });
    count('allow');
    log('error', 'a decision crashed, and the change was let through', { ...about, error: String(error) });
    return { uid: request.uid, allowed: true, warnings: ['routeproof could not check this object: see its log'] };
  }
}

function note({ review }: Decision, metrics: Metrics): void {
  for (const { rule, verdict } of review.weighed) metrics.introduced.inc({ rule: rule.id, verdict });
  for (const { finding } of review.suppressed) metrics.suppressed.inc({ rule: finding.rule });
  if (review.degraded !== null) metrics.degraded.inc({ reason: 'budget' });
  for (const { spared } of review.weighed) {
    if (spared === 'stale' || spared === 'unconfirmed') metrics.degraded.inc({ reason: spared });
  }
}
