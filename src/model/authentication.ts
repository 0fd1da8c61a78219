import { isUnknown } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';
import type { Call } from './call.ts';
import { type Absence, type Certificate, type Demand, type Refusal, refusal } from './certificate.ts';
import type { Hop } from './hop.ts';
import type { Pool } from './pool.ts';

/** What keeps a call to a pool from being authenticated on both sides, as a clause; `mutual` is null iff this run cannot know. */
export function authentication(
  call: Call,
  server: Pool,
): { readonly mutual: boolean | null; readonly because: string | null } {
  const lapse = serverLaxity(server) ?? callerLapse({ call, server, through: [] });
  const unread = [server.tls.accepts.value, call.tls.sends.value].find(isUnknown);
  const mutual = lapse !== null ? false : unread === undefined ? true : null;
  return { mutual, because: lapse ?? unread?.unknown ?? null };
}

/** Why the two ends of a hop cannot agree on a connection. */
export type Disagreement =
  /** The caller insists on TLS, the server has none; or the other way round. */
  | { readonly is: 'plaintext server' | 'plaintext caller' }
  /** The server demands a certificate; `by`: why the caller shows none. */
  | { readonly is: 'no client certificate'; readonly by: 'no policy' | 'other ports' | 'policy' }
  /** One end does not have its certificate, or the authorities that it should trust; `at`: where it names them. */
  | { readonly is: 'absent'; readonly of: 'caller' | 'server'; readonly absence: Absence; readonly at: SourceRef }
  | { readonly is: 'refused'; readonly by: 'caller' | 'server'; readonly refusal: Refusal };

/** The first thing in the order of a handshake that keeps the ends from agreeing; null iff nothing certain does. */
export function disagreement(hop: Hop): Disagreement | null {
  const { call, server } = hop;
  const { sends, enforced } = call.tls;
  const accepts = server.tls.accepts.value;
  const applies = policyApplies(hop);
  if (isUnknown(sends.value) || isUnknown(accepts) || applies === null) return null;
  if (sends.value === 'plaintext')
    return accepts === 'both' || accepts === 'plaintext' ? null : { is: 'plaintext caller' };
  if (accepts === 'plaintext') return applies && enforced ? { is: 'plaintext server' } : null;
  return serverFails(hop, applies && enforced) ?? (accepts === 'mtls' ? callerFails(hop, applies) : null);
}

/** The server shows its certificate first, and the caller judges it if it insists on its policy. */
function serverFails({ call, server }: Hop, judged: boolean): Disagreement | null {
  const { certificate } = server.tls;
  const { demands } = call.tls;
  const missing = absent('server', certificate);
  if (missing !== null || !judged || demands === null) return missing;
  if (demands.absent !== null) return absent('caller', demands);
  const refused = certificate === null ? null : refusal(demands, certificate);
  return refused === null ? null : { is: 'refused', by: 'caller', refusal: refused };
}

function callerFails({ call, server }: Hop, applies: boolean): Disagreement | null {
  const { sends, certificate } = call.tls;
  if (!applies) return { is: 'no client certificate', by: sends.from === 'default' ? 'no policy' : 'other ports' };
  if (sends.value !== 'mtls' || certificate === null) return { is: 'no client certificate', by: 'policy' };
  const { demands } = server.tls;
  const missing = absent('caller', certificate) ?? absent('server', demands);
  if (missing !== null || demands === null) return missing;
  const refused = refusal(demands, certificate);
  return refused === null ? null : { is: 'refused', by: 'server', refusal: refused };
}

function absent(of: 'caller' | 'server', held: Certificate | Demand | null): Disagreement | null {
  return held === null || held.absent === null ? null : { is: 'absent', of, absence: held.absent, at: held.at };
}

/** Whether the caller has a policy that speaks of the server's port; null iff this run cannot know. */
function policyApplies({ call, server }: Hop): boolean | null {
  const { sends, ports } = call.tls;
  if (sends.value === 'as the server asks') return false;
  if (ports === null) return true;
  return isUnknown(server.port) ? null : ports.includes(server.port);
}

/** What a server leaves open, as a clause; null if it demands a client certificate, or if this run cannot know. */
export function serverLaxity({ tls }: Pool): string | null {
  switch (tls.accepts.value) {
    case 'plaintext':
      return tls.accepts.note ?? 'TLS is turned off at the listener';
    case 'both':
      return 'the listener accepts plaintext beside TLS';
    case 'tls':
      return 'the listener asks its callers for no certificate';
    default:
      return null;
  }
}

/**
 * What a caller leaves open towards a server that speaks TLS, as a verb phrase; null if nothing. What the server does not
 * put up with is a {@link disagreement}, and nothing left open.
 */
export function callerLapse(hop: Hop): string | null {
  const { sends, enforced } = hop.call.tls;
  const accepts = hop.server.tls.accepts.value;
  const applies = policyApplies(hop);
  if (isUnknown(sends.value) || isUnknown(accepts) || applies === null || accepts === 'plaintext') return null;
  if (applies && sends.value === 'mtls') return enforced ? null : 'does not enforce its TLS policy';
  if (accepts === 'mtls') return null;
  if (sends.value === 'as the server asks') return 'has no TLS policy, so it shows no certificate';
  return applies ? 'shows no certificate' : `limits its TLS policy to other ports than ${String(hop.server.port)}`;
}
