import {
  type Box,
  box,
  type Field as Condition,
  exact,
  type Part,
  type Pattern,
  prefix,
  present,
} from '../../algebra/pattern.ts';
import type { Semantics } from '../../algebra/semantics.ts';
import { isUnknown } from '../../base/known.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import { type Field, field, flag, given, list, number, record, text } from '../fields.ts';
import type { TypedRoute } from './route-type.ts';

// Every reader in this file answers null where something stands that App Mesh would refuse: then there is no such route.

/**
 * App Mesh turns on normalize_path and merge_slashes where a path or prefix is matched.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/routes.md
 */
export function semanticsFor(semantics: Semantics, isByPath: boolean): Semantics {
  return isByPath ? { ...semantics, paths: 'normal' } : semantics;
}

/** What a route asks of a request besides its host and its listener. */
export interface Match {
  readonly requests: Box;
  /** The prefix as written; null for a match by exact path, by expression or by no path at all. */
  readonly prefix: string | null;
  /** True iff it is by a path or prefix, whichever. */
  readonly byPath: boolean;
}

/** The match of a route. https://docs.aws.amazon.com/app-mesh/latest/userguide/gateway-routes.html, …/routes.html */
export function matchOf({ type, match }: TypedRoute, on: 'gateway' | 'router'): Match | null {
  const placeholder = text(match);
  if (typeof placeholder === 'string' && hasPlaceholder(placeholder)) {
    return {
      requests: box({}, { opaque: new Set([placeholder]) }),
      prefix: null,
      byPath: false,
    };
  }
  if (type === 'tcpRoute') return record(match) === null ? null : { requests: box(), prefix: null, byPath: false };
  if (!record(match)) return null;
  return type === 'grpcRoute' ? grpcMatch(match, on) : httpMatch(match, on);
}

/** https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRouteMatch.html */
function httpMatch(match: Field, on: 'gateway' | 'router'): Match | null {
  const path = httpPath(match);
  const headers = conditions(field(match, 'headers'), header, (name) => name.toLowerCase());
  // Names of query parameters are compared as written:
  // envoyproxy/envoy@0035e40b api/envoy/config/route/v3/route_components.proto
  const query = conditions(field(match, 'queryParameters'), queryParameter, (name) => name);
  const method = word(field(match, 'method'));
  const scheme = on === 'router' ? word(field(match, 'scheme')) : undefined;
  if (path === null || headers === null || query === null || method === null || scheme === null) return null;
  // A match without a condition is what a misspelt one looks like. Gateways want a path or a hostname besides:
  // aws/aws-app-mesh-controller-for-k8s@7588d122 webhooks/appmesh/gatewayroute_validator.go
  const asked = on === 'gateway' ? [path, hostname(match)] : [path, headers, query, method, scheme];
  if (asked.every((part) => part === undefined)) return null;
  const parts: Partial<Record<Part, Pattern>> = {
    ...(path?.pattern && { path: path.pattern }),
    ...(method && { method }),
    ...(scheme && { scheme }),
  };
  const requests = box(parts, {
    ...(headers && { headers: headers.byName }),
    ...(query && { query: query.byName }),
    ...opaque(headers, query),
  });
  return { requests, prefix: path?.prefix ?? null, byPath: path !== undefined };
}

function hostname(match: Field): Field | undefined {
  const written = field(match, 'hostname');
  return given(written) ? written : undefined;
}

interface PathMatch {
  /** Null iff every path is meant. */
  readonly pattern: Pattern | null;
  readonly prefix: string | null;
}

/**
 * A prefix is one of the string, not of path segments, and `/` is every path; an expression matches the whole path.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpPathMatch.html,
 * envoyproxy/envoy@0035e40b api/envoy/config/route/v3/route_components.proto (RouteMatch.prefix, RouteMatch.safe_regex)
 */
function httpPath(match: Field): PathMatch | null | undefined {
  const written = text(field(match, 'prefix'));
  const path = field(match, 'path');
  if (written === null || (written !== undefined && given(path))) return null;
  if (written !== undefined) {
    return {
      pattern: written === '/' ? null : readable('prefix', written, prefix(written)),
      prefix: written,
    };
  }
  if (!given(path)) return undefined;
  const whole = text(field(path, 'exact'));
  const expression = text(field(path, 'regex'));
  if (typeof whole === 'string' && expression === undefined) {
    return { pattern: readable('exact', whole, exact(whole)), prefix: null };
  }
  if (typeof expression === 'string' && whole === undefined) {
    return {
      pattern: readable('regex', expression, { is: 'regex', text: expression }),
      prefix: null,
    };
  }
  return null;
}

/**
 * gRPC names service and method in the path: `/service/method`.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#requests,
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_GrpcRouteMatch.html
 */
function grpcMatch(match: Field, on: 'gateway' | 'router'): Match | null {
  const service = text(field(match, 'serviceName'));
  const method = text(field(match, 'methodName'));
  const metadata = conditions(field(match, 'metadata'), header, (name) => name.toLowerCase());
  if (service === null || method === null || metadata === null) return null;
  if (on === 'gateway' && service === undefined && hostname(match) === undefined) return null;
  // "If you specify a name, you must also specify a serviceName."
  if (method !== undefined && service === undefined) return null;
  const written = `/${service ?? ''}/${method ?? ''}`;
  const path =
    method === undefined ? readable('prefix', written, prefix(written)) : readable('exact', written, exact(written));
  const requests = box(service === undefined ? {} : { path }, {
    ...(metadata && { headers: metadata.byName }),
    ...opaque(metadata),
  });
  return { requests, prefix: null, byPath: false };
}

/** A pattern of a text, which nobody can read while a placeholder stands in it. */
function readable(kind: string, written: string, pattern: Pattern): Pattern {
  return hasPlaceholder(written) ? { is: 'unknown', text: `${kind} ${written}` } : pattern;
}

function word(from: Field): Pattern | null | undefined {
  const written = text(from);
  return typeof written === 'string' ? readable('exact', written, exact(written)) : written;
}

function opaque(...all: readonly (Conditions | undefined)[]): Pick<Box, 'opaque'> | undefined {
  const texts = all.flatMap((one) => [...(one?.opaque ?? [])]);
  return texts.length === 0 ? undefined : { opaque: new Set(texts) };
}

interface Conditions {
  readonly byName: ReadonlyMap<string, readonly Condition[]>;
  readonly opaque: ReadonlySet<string>;
}

/**
 * Headers that Envoy sets, replaces or strips before it routes, by settings that are not in these objects, and those of the
 * connection, which its codecs keep for themselves: what a client sends in them decides nothing.
 * envoyproxy/envoy docs/root/configuration/http/http_conn_man/headers.rst, https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const managed =
  /^(x-request-id|x-forwarded-(for|proto|port|host|client-cert)|x-envoy-.*|(proxy-)?connection|keep-alive|te|upgrade|transfer-encoding|content-length)$/i;

/** Conditions on names, all of which must hold. What a placeholder hides is one that nobody can decide. */
function conditions(
  from: Field,
  read: (item: Field) => Condition | null,
  canonical: (name: string) => string,
): Conditions | null | undefined {
  const items = list(from);
  if (items === undefined || items === null) return items;
  const byName = new Map<string, Condition[]>();
  const opaque = new Set<string>();
  for (const item of items) {
    const name = text(field(item, 'name'));
    if (typeof item.value === 'string' && hasPlaceholder(item.value)) opaque.add(item.value);
    else if (typeof name !== 'string') return null;
    else {
      const condition = read(item);
      if (condition === null) return null;
      const hidden = hasPlaceholder(name) || isUnknown(flag(field(item, 'invert')));
      if (hidden || managed.test(name)) opaque.add(JSON.stringify(item.value));
      else byName.set(canonical(name), [...(byName.get(canonical(name)) ?? []), condition]);
    }
  }
  return { byName, opaque };
}

/**
 * Without `match` the header must be there; `invert` negates. An inverted value match wants the header all the same.
 * aws/aws-app-mesh-examples@107deee1 walkthroughs/howto-k8s-http-headers ("no match means if header present"),
 * envoyproxy/envoy source/common/http/header_utility.cc
 */
function header(item: Field): Condition | null {
  const match = field(item, 'match');
  const inverted = flag(field(item, 'invert'));
  if (inverted === null) return null;
  if (!given(match)) return inverted === true ? { absent: true, values: { is: 'none' }, lines: 'some' } : present;
  const values = headerValue(match);
  if (values === null) return null;
  return inverted === true
    ? { absent: false, values: { is: 'not', of: values }, lines: 'every' }
    : { absent: false, values, lines: 'some' };
}

const headerFilters = ['exact', 'prefix', 'suffix', 'regex', 'range'] as const;

/**
 * "Specify one match method"; a range holds its start and not its end.
 * https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HeaderMatchMethod.html, …/API_MatchRange.html
 */
function headerValue(match: Field): Pattern | null {
  const [filter, ...others] = headerFilters.filter((name) => given(field(match, name)));
  if (filter === undefined || others.length > 0) return null;
  if (filter === 'range') return range(field(match, filter));
  const written = text(field(match, filter));
  if (typeof written !== 'string') return null;
  return readable(filter, written, { is: filter, text: written });
}

function range(from: Field): Pattern | null {
  const start = number(field(from, 'start'));
  const end = number(field(from, 'end'));
  if (start === undefined || start === null || end === undefined || end === null) return null;
  if (isUnknown(start) || isUnknown(end)) return { is: 'unknown', text: `range ${JSON.stringify(from.value)}` };
  return { is: 'integers', from: start, to: end };
}

/** https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_QueryParameterMatch.html */
function queryParameter(item: Field): Condition | null {
  const match = field(item, 'match');
  if (!given(match)) return present;
  const written = text(field(match, 'exact'));
  if (typeof written !== 'string') return null;
  return {
    absent: false,
    values: readable('exact', written, exact(written)),
    lines: 'some',
  };
}
