import { isRecord } from '../resource/schema/node.ts';
import { Fault, faultOfStatus } from './fault.ts';

/** One line of a watch; `object` is as it came. */
export type WatchEvent =
  | { readonly is: 'put' | 'removed'; readonly object: unknown; readonly version: string }
  | { readonly is: 'bookmark'; readonly version: string };

const kinds: ReadonlyMap<unknown, WatchEvent['is']> = new Map([
  ['ADDED', 'put'],
  ['MODIFIED', 'put'],
  ['DELETED', 'removed'],
  ['BOOKMARK', 'bookmark'],
]);

/**
 * Reads a line. Throws a {@link Fault}: the one that an ERROR event tells of, or that the line cannot be read.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function watchEvent(line: string): WatchEvent {
  const { type, object } = read(line);
  if (type === 'ERROR') {
    const code = isRecord(object) && typeof object['code'] === 'number' ? object['code'] : 500;
    throw faultOfStatus(code, object);
  }
  const is = kinds.get(type);
  const metadata = isRecord(object) ? object['metadata'] : undefined;
  const version = isRecord(metadata) ? metadata['resourceVersion'] : undefined;
  if (is === undefined || typeof version !== 'string') throw new Fault('malformed', 'a line of the watch is no event');
  return is === 'bookmark' ? { is, version } : { is, object, version };
}

function read(line: string): { readonly type?: unknown; readonly object?: unknown } {
  try {
    const event: unknown = JSON.parse(line);
    return isRecord(event) ? event : {};
  } catch {
    throw new Fault('malformed', 'a line of the watch is no JSON');
  }
}
