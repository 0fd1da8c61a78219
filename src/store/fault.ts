import { isRecord } from '../resource/schema/node.ts';
import type { Reply } from './cluster.ts';

/**
 * `expired`: what was asked to be continued is no longer known. `missing`: no such address. `denied`: no right to read.
 * `malformed`: an answer that cannot be read. `silent`: no answer in time. `failed`: all else, likely to pass.
 */
export type FaultKind = 'expired' | 'missing' | 'denied' | 'malformed' | 'silent' | 'failed';

/** Why an API server did not give what it was asked for. */
export class Fault extends Error {
  readonly is: FaultKind;
  /** Milliseconds for which the server wants to be left alone. */
  readonly retryAfter: number | null;

  constructor(is: FaultKind, message: string, retryAfter: number | null = null) {
    super(message);
    this.name = 'Fault';
    this.is = is;
    this.retryAfter = retryAfter;
  }
}

/** Whatever was thrown, as a fault. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const message = oneLine(error instanceof Error ? error.message : String(error));
  // What Node says of an answer that ends before its end.
  return new Fault('failed', message === 'aborted' ? 'the connection broke' : message);
}

/** A longer answer to a failed request is no explanation. */
const mostExplained = 64 * 1024;

/** The fault that a reply other than 200 is. */
export async function refusal(reply: Reply): Promise<Fault> {
  const text = await bodyText(reply.body, mostExplained).catch(() => '');
  return faultOfStatus(reply.status, parsed(text), reply.retryAfter);
}

/** The fault that a `Status` object tells of. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status */
export function faultOfStatus(code: number, status: unknown, retryAfter: number | null = null): Fault {
  const details = isRecord(status) && isRecord(status['details']) ? status['details'] : {};
  const said = isRecord(status) && typeof status['message'] === 'string' ? oneLine(status['message']) : '';
  const seconds = details['retryAfterSeconds'];
  const asked = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : null;
  const message = said === '' ? `the API server answers ${code}` : said;
  return new Fault(kindOf(code, message), message, retryAfter ?? asked);
}

/** The whole of a body. Rejects with a {@link Fault} where it is longer than `most` bytes. */
export async function bodyText(body: AsyncIterable<Uint8Array>, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > most) throw new Fault('malformed', `an answer is longer than ${most >> 20} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A server whose data was set back cannot know a version of the future, and says so with 504. */
function kindOf(code: number, message: string): FaultKind {
  if (code === 410 || code === 400 || /too large resource version/i.test(message)) return 'expired';
  if (code === 404) return 'missing';
  return code === 401 || code === 403 ? 'denied' : 'failed';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
}
