import { objectId, type Resource } from '../src/resource/resource.ts';
import type { Now } from './history.ts';

/** An object that was let through. */
export interface Reservation {
  readonly resource: Resource;
  /** What the view held in its place then. */
  readonly was: Resource | undefined;
  /** The build steps that it touches. */
  readonly touched: ReadonlySet<string>;
}

/** Milliseconds after which the watch has told of a write, or there was none. */
const span = 10_000;

/** More writes than these are not under way at one time; the oldest are told of by now. */
const most = 1000;

/**
 * Objects that were let through and that the watch has not told of yet. That they were let through does not say that they
 * were stored: they are reckoned with, so that nobody is told that they are not there, and refuse nothing before they have
 * been looked at.
 */
export class Reservations {
  private readonly pending = new Map<string, Reservation & { readonly at: number }>();
  private readonly now: Now;

  constructor(now: Now) {
    this.now = now;
  }

  add(reservation: Reservation): void {
    const id = objectId(reservation.resource.key);
    this.pending.delete(id);
    this.pending.set(id, { ...reservation, at: this.now() });
    const [oldest] = this.pending.keys();
    if (this.pending.size > most && oldest !== undefined) this.pending.delete(oldest);
  }

  /** Those of which the view shows nothing yet; `stored`: what it holds in the place of an object. */
  *unseen(stored: (resource: Resource) => Resource | undefined): Iterable<Reservation> {
    const now = this.now();
    for (const [id, reservation] of this.pending) {
      if (now - reservation.at > span || stored(reservation.resource) !== reservation.was) this.pending.delete(id);
      else yield reservation;
    }
  }
}
