import { any, exact, type Pattern } from '../../algebra/pattern.ts';
import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Rank } from '../../model/order.ts';
import { type Field, field, text } from '../fields.ts';

/** The path of a rule: what it takes and when it is tried. */
export interface PathMatch {
  readonly pattern: Pattern;
  readonly rank: Rank;
  /** `Prefix /cart`, as written. */
  readonly text: string;
  /** The path as written; the empty string where none is. */
  readonly path: string;
  readonly type: PathType;
}

/**
 * A path of a rule; null iff it cannot be read. `Exact` is the whole path, `Prefix` one of path elements, for which a
 * trailing slash does not count; `ImplementationSpecific` is the controller's, except that no path and `/` are every path.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export function pathMatch(from: Field): PathMatch | null {
  const type = text(field(from, 'pathType'));
  const path = text(field(from, 'path'));
  if (path === null || (type !== 'Exact' && type !== 'Prefix' && type !== 'ImplementationSpecific')) return null;
  if (type !== 'ImplementationSpecific' && !path) return null;
  const written = path ?? '';
  return {
    pattern: pattern(type, written),
    rank: rank(type, written),
    text: `${type} ${written}`.trim(),
    path: written,
    type,
  };
}

type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';

function pattern(type: PathType, path: string): Pattern {
  if (hasPlaceholder(path)) return { is: 'unknown', text: `${type} ${path}` };
  if (type === 'Exact') return exact(path);
  if (path === '/' || path === '') return any;
  if (type === 'Prefix') return { is: 'segment-prefix', text: path.replace(/\/$/, '') };
  return { is: 'unknown', text: `${type} ${path}` };
}

/**
 * "Precedence will be given first to the longest matching path. If two paths are still equally matched, precedence will
 * be given to paths with an exact path type over prefix path type." Nothing is said of two Ingresses with equal paths.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 */
function rank(type: PathType, path: string): Rank {
  return [
    {
      by: 'path length',
      value: hasPlaceholder(path) ? { unknown: `length of ${path}` } : -path.length,
      // Whether the slash that does not count for a match counts for the length, nobody says.
      ...(hasPlaceholder(path) ? {} : { otherReading: -path.replace(/(?<=.)\/$/, '').length }),
      text: `the path ${code(path)}`,
    },
    {
      by: 'path type',
      value: type === 'ImplementationSpecific' ? null : type === 'Exact' ? 0 : 1,
      text: `${type === 'Exact' ? 'the exact path' : 'the prefix'} ${code(path)}`,
    },
    // "/foo and /foo/ both match, the longer one wins": kubernetes/api networking/v1 HTTPIngressPath.
    { by: 'trailing slash', value: path.length > 1 && path.endsWith('/') ? 0 : 1, text: `the path ${code(path)}` },
  ];
}

/** The requests of a host and when its rules are asked. */
export interface HostMatch {
  /** `host shop.example.com`. */
  readonly id: string;
  /** The host as written; the empty string where none is. */
  readonly host: string;
  readonly pattern: Pattern;
  readonly rank: Rank;
}

/** The id of a host as it is written; of none the one of any host. */
export function hostId(host: string): string {
  return host === '' ? anyHost.id : `host ${host}`;
}

/** Of a rule without a host, tried after all that have one. */
export const anyHost: HostMatch = {
  id: 'any host',
  host: '',
  pattern: any,
  rank: [{ by: 'host', value: 2, text: 'any host' }],
};

/**
 * The host of a rule; null iff it cannot be read. A wildcard covers exactly one label, and the host alone chooses the rules.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
export function hostMatch(rule: Field): HostMatch | null {
  const written = text(field(rule, 'host'));
  if (written === null) return null;
  if (!written) return anyHost;
  const host = written.toLowerCase();
  const words = `the host ${code(host)}`;
  const wildcard = host.startsWith('*.');
  return {
    id: hostId(host),
    host,
    pattern: hostPattern(host, wildcard),
    rank: [{ by: 'host', value: wildcard ? 1 : 0, text: words }],
  };
}

function hostPattern(host: string, wildcard: boolean): Pattern {
  if (hasPlaceholder(host)) return { is: 'unknown', text: `host ${host}` };
  return wildcard ? { is: 'labels', suffix: host.slice(2), most: 1 } : exact(host);
}
