import { isRecord } from '../resource/schema/node.ts';
import type { Cluster } from './cluster.ts';
import { bodyText, Fault, refusal } from './fault.ts';
import type { Timing } from './timing.ts';
import { Watchdog } from './watchdog.ts';

/** Objects a page: a longer one would hold up everything else while its JSON is read. */
const limit = 500;
/** Strings of JavaScript end at 512 MiB. */
const mostBytes = 256 << 20;
/** How long a page may take: an API server gives up its own work after that time. */
const patience = 60_000;

export interface Page {
  readonly items: readonly unknown[];
  /** Of the whole list: where a watch goes on. */
  readonly version: string;
}

/** All that lies at an address, page by page, as it was at one moment. Rejects with a {@link Fault}. */
export async function* pages(
  cluster: Cluster,
  path: string,
  signal: AbortSignal,
  timing: Timing,
): AsyncGenerator<Page> {
  let next = '';
  do {
    const text = await pageText(cluster, path, next, signal, timing);
    const list = read(text);
    const metadata = isRecord(list) ? list['metadata'] : undefined;
    if (!isRecord(list) || !isRecord(metadata)) throw new Fault('malformed', 'a list has no metadata');
    const { resourceVersion: version, continue: more } = metadata;
    const items = list['items'] ?? [];
    if (!Array.isArray(items) || typeof version !== 'string') throw new Fault('malformed', 'a list has no version');
    next = typeof more === 'string' ? more : '';
    yield { items, version };
  } while (next !== '');
}

async function pageText(cluster: Cluster, path: string, next: string, signal: AbortSignal, timing: Timing) {
  const watchdog = new Watchdog(signal, timing, patience);
  try {
    const query = { limit: String(limit), ...(next !== '' && { continue: next }) };
    const reply = await cluster.get(path, query, watchdog.signal);
    if (reply.status !== 200) throw await refusal(reply);
    return await bodyText(reply.body, mostBytes);
  } catch (error) {
    throw watchdog.silent ? new Fault('silent', `no page of a list came within ${patience / 1000} s`) : error;
  } finally {
    watchdog.end();
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault('malformed', 'a list is no JSON');
  }
}
