import { isUnknown } from '../base/known.ts';
import type { Hop } from './hop.ts';
import type { Pool } from './pool.ts';

/** What a server leaves open, as a clause; null if it demands a client certificate, or if this run cannot know. */
export function serverLaxity({ tls }: Pool): string | null {
  switch (tls.accepts.value) {
    case 'plaintext':
      return 'the listener accepts plaintext only';
    case 'both':
      return 'the listener accepts plaintext beside TLS';
    case 'tls':
      return 'the listener asks its callers for no certificate';
    default:
      return null;
  }
}

/** What a caller leaves open towards a server that demands a client certificate, as a verb phrase; null if nothing. */
export function callerLapse({ call, server }: Hop): string | null {
  if (server.tls.accepts.value !== 'mtls') return null;
  const { sends, enforced, ports } = call.tls;
  if (isUnknown(sends.value)) return null;
  if (sends.value !== 'mtls') return 'presents no client certificate';
  if (!enforced) return 'does not enforce its TLS policy';
  const limited = ports !== null && typeof server.port === 'number' && !ports.includes(server.port);
  return limited ? `limits its TLS policy to other ports than ${String(server.port)}` : null;
}
