import { objectId, type Resource } from '../src/resource/resource.ts';
import { stampOf } from '../src/store/ingest.ts';
import type { Change } from '../src/store/shelves.ts';

/** Reads an object from the API server itself; null iff it is not there. Rejects where there is no answer in time. */
export type Look = (resource: Resource, signal: AbortSignal) => Promise<Resource | null>;

/** What a second look at objects brought. */
export interface Looked {
  /** What is otherwise than it was thought to be. */
  readonly differing: readonly Change[];
  /** Ids of the objects that were seen as they are now. */
  readonly seen: ReadonlySet<string>;
}

/** Looks at each object once more. What cannot be looked at is not seen, and nothing is refused for its sake. */
export async function confirm(objects: readonly Resource[], look: Look, signal: AbortSignal): Promise<Looked> {
  const differing: Change[] = [];
  const seen = new Set<string>();
  const looks = objects.map(async (object) => {
    const now = await look(object, signal);
    seen.add(objectId(object.key));
    if (now === null || isOther(now, object)) differing.push({ before: object, after: now });
  });
  await Promise.race([Promise.allSettled(looks), aborted(signal)]);
  return { differing: [...differing], seen: new Set(seen) };
}

/** Whatever does not mind the signal is not waited for. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function isOther(left: Resource, right: Resource): boolean {
  const [one, other] = [stampOf(left), stampOf(right)];
  return one.uid !== other.uid || one.resourceVersion !== other.resourceVersion;
}
