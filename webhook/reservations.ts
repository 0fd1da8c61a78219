import { objectId, type Resource } from '../src/resource/resource.ts';
import { stampOf } from '../src/store/ingest.ts';
import type { Now } from './history.ts';

/** Milliseconds after which the watch has told of a write, or there was none. */
const span = 10_000;

/**
 * Objects that were let through and that the watch has not told of yet. That they were let through does not say that they
 * were stored, so they only tell where to look.
 */
export class Reservations {
  private readonly pending = new Map<string, { readonly resource: Resource; readonly at: number }>();
  private readonly now: Now;

  constructor(now: Now) {
    this.now = now;
  }

  add(resource: Resource): void {
    this.pending.delete(objectId(resource.key));
    this.pending.set(objectId(resource.key), { resource, at: this.now() });
  }

  /** Those of which the view shows nothing yet, but for the one that is asked about. */
  unseen(stored: (resource: Resource) => Resource | undefined, but: string): readonly Resource[] {
    const now = this.now();
    const unseen: Resource[] = [];
    for (const [id, { resource, at }] of this.pending) {
      if (now - at > span || isSeen(stored(resource), resource)) this.pending.delete(id);
      else if (id !== but) unseen.push(resource);
    }
    return unseen;
  }
}

/** A version is not known before it is stored: the same object with the same spec is the write, or another one like it. */
function isSeen(stored: Resource | undefined, admitted: Resource): boolean {
  if (stored === undefined) return false;
  const [left, right] = [stampOf(stored), stampOf(admitted)];
  return left.uid === right.uid && JSON.stringify(stored.spec) === JSON.stringify(admitted.spec);
}
