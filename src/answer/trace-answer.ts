import type { Request } from '../algebra/request.ts';
import { isUnknown, type Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Located } from '../finding/finding.ts';
import { authentication } from '../model/authentication.ts';
import type { Accepts } from '../model/call.ts';
import type { Route } from '../model/route.ts';
import type { Setting } from '../model/setting.ts';
import type { End, Passed, Step, Trace } from '../question/trace.ts';
import type { ObjectKey } from '../resource/resource.ts';

/** A place as a reader can go to it; what has no text has neither path nor line. */
export interface Spot {
  readonly path: string | null;
  readonly line: number | null;
  readonly pointer: string | null;
}

export interface RouteAnswer extends Spot {
  readonly resource: ObjectKey;
  readonly name: string;
}

/** An effective value and where it comes from; `value` is null where this run cannot know it. */
export interface SettingAnswer<T> {
  readonly value: T | null;
  readonly from: Setting<T>['from'];
  readonly note: string | null;
  readonly at: Spot | null;
}

/** Milliseconds, 0 for no limit. */
export type TimeoutAnswer = SettingAnswer<number>;

export type RetriesAnswer = SettingAnswer<{
  readonly attempts: number | null;
  /** Milliseconds; null for no limit of its own. */
  readonly perTry: number | null;
  readonly on: readonly string[];
}>;

/** `mutual` is null iff this run cannot know; `because` says what is missing, or what is not known. */
export interface MtlsAnswer {
  readonly caller: string;
  readonly mutual: boolean | null;
  readonly because: string | null;
}

export interface HopAnswer {
  readonly at: string;
  readonly share: number | null;
  readonly request: Request;
  /** The path before the proxy normalised it; null iff that changed nothing. */
  readonly pathBefore: string | null;
  readonly table: string | null;
  readonly route: RouteAnswer | null;
  readonly considered: readonly { readonly route: RouteAnswer; readonly because: string }[];
  readonly rivals: readonly RouteAnswer[];
  readonly rewrite: { readonly path: string; readonly host: string } | null;
  readonly timeout: TimeoutAnswer | null;
  readonly retries: RetriesAnswer | null;
  /** What a gateway takes from outside; null for what is no end of a connection. */
  readonly mtls: { readonly accepts: Accepts | null } | null;
}

export interface BackendAnswer {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | null;
  /** Per cent of the requests. */
  readonly weight: number | null;
  readonly workloads: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
  readonly timeout: TimeoutAnswer | null;
  readonly mtls: readonly MtlsAnswer[];
  /** What keeps this run from following the way; null where it does. */
  readonly because: string | null;
}

export type OutcomeAnswer =
  | { readonly kind: 'forward'; readonly backends: readonly BackendAnswer[] }
  | { readonly kind: 'redirect'; readonly status: number; readonly location: string | null }
  | { readonly kind: 'respond'; readonly status: number }
  | {
      readonly kind: 'none';
      readonly status: number;
      readonly at: string;
      readonly nearest: { readonly route: RouteAnswer; readonly because: string } | null;
    }
  | { readonly kind: 'error'; readonly message: string };

/** What `trace` answers about one request, as plain data. */
export interface TraceAnswer {
  readonly version: 1;
  readonly request: Request;
  readonly outcome: OutcomeAnswer;
  readonly hops: readonly HopAnswer[];
}

/** Makes the places of a trace concrete. */
export function traceAnswer({ request, steps, ends }: Trace, locate: (site: SourceRef) => Located): TraceAnswer {
  const place = spots(locate);
  return { version: 1, request, outcome: outcome(ends, place), hops: steps.map((step) => hop(step, place)) };
}

/** A request that could not be traced at all. */
export function failedTrace(request: Request, message: string): TraceAnswer {
  return { version: 1, request, outcome: { kind: 'error', message }, hops: [] };
}

interface Spots {
  spot(site: SourceRef): Spot;
  route(route: Route): RouteAnswer;
}

function spots(locate: (site: SourceRef) => Located): Spots {
  const spot = (site: SourceRef): Spot => {
    const { span, pointer } = locate(site);
    return { path: span?.path ?? null, line: span?.line ?? null, pointer };
  };
  return { spot, route: ({ resource, name, at }) => ({ resource, name, ...spot(at.self) }) };
}

function hop(
  { place, request, pathBefore, share, table, entry, passed, rivals, sent }: Step,
  { spot, route }: Spots,
): HopAnswer {
  const changed = sent !== null && (sent.path !== request.path || sent.host !== request.host);
  return {
    at: place.label,
    share: percent(share),
    request,
    pathBefore,
    table: table?.label ?? null,
    route: entry === null ? null : route(entry.route),
    considered: passed().map((one) => ({ route: route(one.entry.route), because: one.because })),
    rivals: rivals.map((rival) => route(rival.route)),
    rewrite: changed ? { path: sent.path, host: sent.host } : null,
    timeout: entry?.route.timeout ? setting(entry.route.timeout, known, spot) : null,
    retries: entry?.route.retries
      ? setting(
          entry.route.retries,
          (retries) =>
            isUnknown(retries) || retries === null
              ? null
              : {
                  attempts: known(retries.attempts),
                  perTry: retries.perTry === null ? null : known(retries.perTry),
                  on: retries.on,
                },
          spot,
        )
      : null,
    mtls: place.outside ? { accepts: known(place.tls.accepts.value) } : null,
  };
}

function known<T>(value: Known<T>): T | null {
  return isUnknown(value) ? null : value;
}

function setting<T, U>(from: Setting<T>, value: (given: Known<T>) => U | null, spot: Spots['spot']): SettingAnswer<U> {
  return {
    value: value(from.value),
    from: from.from,
    note: isUnknown(from.value) ? from.value.unknown : (from.note ?? null),
    at: from.at === null ? null : spot(from.at),
  };
}

function outcome(ends: readonly End[], place: Spots): OutcomeAnswer {
  const backends = ends.flatMap((end) => backend(end, place));
  if (backends.some(({ because }) => because === null)) return { kind: 'forward', backends: joined(backends) };
  const [first] = ends;
  switch (first?.is) {
    case 'redirect':
      return { kind: 'redirect', status: first.status, location: first.to === null ? null : url(first.to) };
    case 'response':
      return { kind: 'respond', status: first.status };
    case 'nothing':
      return { kind: 'none', status: first.status, at: first.place.label, nearest: nearest(first.nearest(), place) };
    case 'elsewhere':
      return { kind: 'forward', backends: joined(backends) };
    case 'unknown':
      return { kind: 'error', message: `This run cannot know ${first.because}.` };
    default:
      throw new Error('a request ends somewhere');
  }
}

function nearest(passed: Passed | null, { route }: Spots) {
  return passed === null ? null : { route: route(passed.entry.route), because: passed.because };
}

function backend(end: End, { spot }: Spots): readonly BackendAnswer[] {
  if (end.is === 'pool') {
    const { pool, workloads, calls } = end;
    return [
      {
        ...named(pool.label),
        port: known(pool.port),
        weight: percent(end.share),
        workloads: workloads.map(({ resource: { key } }) => ({
          kind: key.kind,
          namespace: key.namespace,
          name: key.name,
        })),
        timeout: setting(pool.timeout, known, spot),
        mtls: calls.map((call) => ({ caller: call.label, ...authentication(call, pool) })),
        because: null,
      },
    ];
  }
  if (end.is !== 'elsewhere') return [];
  return [
    {
      ...named(end.label),
      port: null,
      weight: percent(end.share),
      workloads: [],
      timeout: null,
      mtls: [],
      because: end.because,
    },
  ];
}

/** `VirtualNode shop/cart:8080` in its parts. */
function named(label: string) {
  const [, kind = '', namespace = '', name = label] = /^(\S+) (?:([^/]*)\/)?([^:]*)/.exec(label) ?? [];
  return { kind, namespace, name };
}

/** Several branches of a split may end in one place. */
function joined(backends: readonly BackendAnswer[]): readonly BackendAnswer[] {
  const byName = new Map<string, BackendAnswer>();
  for (const one of backends) {
    const key = JSON.stringify([one.kind, one.namespace, one.name, one.port]);
    const before = byName.get(key);
    const weight = before === undefined ? one.weight : sum(before.weight, one.weight);
    byName.set(key, { ...one, weight });
  }
  return [...byName.values()];
}

function sum(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1e4) / 100;
}

function url({ scheme, host, port, path, query }: Request): string {
  const standard = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${host}${standard ? '' : `:${port}`}${path}${query === '' ? '' : `?${query}`}`;
}
