import { any, box, type Pattern, type RequestSet } from '../../algebra/pattern.ts';
import { code } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { SourceRef } from '../../document/ref.ts';
import type { Rank } from '../../model/order.ts';
import { type Field, field, given, place, text } from '../fields.ts';

/** The virtual host that a gateway route belongs to. */
export interface Hostname {
  /** `hostname shop.example.com`; the routes of one id compete. */
  readonly id: string;
  readonly pattern: Pattern;
  readonly rank: Rank;
  /** The hostname as one route writes it; its match where it writes none. */
  readonly at: SourceRef;
}

/** The requests for the hostname. */
export function admittedBy({ pattern }: Hostname): RequestSet {
  return [box(pattern.is === 'any' ? {} : { host: pattern })];
}

const everyHost: Omit<Hostname, 'at'> = {
  id: 'any hostname',
  pattern: any,
  rank: [{ by: 'hostname', value: 2, text: 'any hostname' }],
};

/**
 * The hostname of a gateway route; null iff it cannot be read. A suffix counts from a dot on, with at least one label
 * before it: aws/aws-app-mesh-roadmap issue 384.
 */
export function hostnameOf(match: Field): Hostname | null {
  const hostname = field(match, 'hostname');
  if (!given(hostname)) return { at: place(match), ...everyHost };
  const at = place(hostname);
  const whole = text(field(hostname, 'exact'));
  const ending = text(field(hostname, 'suffix'));
  if (typeof whole === 'string' && ending === undefined) {
    const host = whole.toLowerCase();
    return { at, ...named(0, host, { is: 'exact', text: host }) };
  }
  if (typeof ending !== 'string' || whole !== undefined) return null;
  const host = ending.toLowerCase();
  const labels = /^\*?\.(.+)$/.exec(host)?.[1];
  if (labels === undefined) return { at, ...named(1, host, { is: 'unknown', text: `hostname suffix ${host}` }) };
  return { at, ...named(1, `*.${labels}`, { is: 'labels', suffix: labels, most: null }) };
}

/**
 * One virtual host is chosen before any route is tried: the exact one, else the longest suffix, else the one for all.
 * envoyproxy/envoy@0035e40b api/envoy/config/route/v3/route_components.proto (VirtualHost.domains)
 */
function named(group: 0 | 1, host: string, pattern: Pattern): Omit<Hostname, 'at'> {
  const hidden = hasPlaceholder(host);
  const words = `the hostname ${code(host)}`;
  return {
    id: `hostname ${host}`,
    pattern: hidden ? { is: 'unknown', text: `hostname ${host}` } : pattern,
    rank: [
      { by: 'hostname', value: group, text: words },
      {
        by: 'hostname length',
        value: hidden ? { unknown: `length of ${host}` } : -host.length,
        text: words,
      },
    ],
  };
}

/**
 * The ids of all other hostnames that take requests for this one; null iff it is not one host alone, so that any may.
 */
export function widerIds(id: string): readonly string[] | null {
  const host = id.startsWith('hostname ') ? id.slice('hostname '.length) : '*';
  if (host.startsWith('*') || hasPlaceholder(host)) return null;
  const labels = host.split('.');
  const suffixes = labels.slice(1).map((_, index) => `hostname *.${labels.slice(index + 1).join('.')}`);
  return [...suffixes, everyHost.id];
}
