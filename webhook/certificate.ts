import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KeyPair } from './server.ts';

/** A key pair that can be served, and when it ends. */
export interface Certificate {
  readonly keys: KeyPair;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** Throws where the pair is none that clients would take: half a pair is what a rotation that is under way looks like. */
export function certificateOf(cert: Buffer, key: Buffer, now: number): Certificate {
  const parsed = new X509Certificate(cert);
  if (!parsed.checkPrivateKey(createPrivateKey(key))) throw new Error('the private key is not that of the certificate');
  const expires = Date.parse(parsed.validTo);
  if (expires <= now) throw new Error(`the certificate ended on ${parsed.validTo}`);
  return { keys: { cert, key }, expires };
}
