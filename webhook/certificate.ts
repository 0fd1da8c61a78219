import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type FollowedFiles, followFiles } from '../src/source/followed-files.ts';
import type { Log } from './log.ts';

/** A key pair that can be served, in PEM, and when it ends. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** Throws where the pair is none that clients would take: half a pair is what a rotation that is under way looks like. */
export function certificateOf(cert: Buffer, key: Buffer, now: number): Certificate {
  const parsed = read('certificate', () => new X509Certificate(cert));
  const secret = read('private key', () => createPrivateKey(key));
  if (!parsed.checkPrivateKey(secret)) throw new Error('the private key is not that of the certificate');
  const expires = Date.parse(parsed.validTo);
  if (expires <= now) throw new Error(`the certificate ended on ${parsed.validTo}`);
  return { cert, key, expires };
}

/** The words of OpenSSL, as `DECODER routines::unsupported`, say nothing to people. */
function read<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch {
    throw new Error(`the ${what} is none in PEM that can be read`);
  }
}

/** Milliseconds between looks, beside what the folder tells. */
const lookEvery = 5000;

/** Serves the pair of the two files, and again whenever it changes. Rejects where the first cannot be served. */
export function followCertificate(
  paths: readonly [cert: string, key: string],
  log: Log,
  serve: (certificate: Certificate) => void,
  every = lookEvery,
): Promise<FollowedFiles> {
  return followFiles(
    paths,
    every,
    ([cert = Buffer.alloc(0), key = Buffer.alloc(0)]) => {
      const certificate = certificateOf(cert, key, Date.now());
      serve(certificate);
      log('info', 'a certificate is served', { until: new Date(certificate.expires).toISOString() });
    },
    (error) => log('error', 'the certificate cannot be served, and the one before it stays', { why: error.message }),
  );
}
