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

/** What a decision has looked at. */
export interface Concern {
  /** Build steps. */
  readonly steps: ReadonlySet<string>;
  /** Ids of objects that it did not find. */
  readonly missed: ReadonlySet<string>;
}

/** Milliseconds after which the watch has told of a write, or there was none. */
const span = 10_000;

/** More writes than these are not under way at one time; the oldest are told of by now. */
const most = 1000;

/** So few are all reckoned with: what one of them touches can depend on another one, as on a gateway that is new itself. */
const few = 50;

/**
 * Objects that were let through and that the watch has not told of yet. That they were let through does not say that they
 * were stored: they are reckoned with, so that nobody is told that they are not there, and refuse nothing before they have
 * been looked at.
 */
export class Reservations {
  private readonly pending = new Map<string, Reservation & { readonly at: number }>();
  private readonly byStep = new Map<string, Set<string>>();
  private readonly now: Now;

  constructor(now: Now) {
    this.now = now;
  }

  add(reservation: Reservation): void {
    const id = objectId(reservation.resource.key);
    this.drop(id);
    this.pending.set(id, { ...reservation, at: this.now() });
    for (const step of reservation.touched) {
      const ids = this.byStep.get(step);
      if (ids === undefined) this.byStep.set(step, new Set([id]));
      else ids.add(id);
    }
    const [oldest] = this.pending.keys();
    if (this.pending.size > most && oldest !== undefined) this.drop(oldest);
  }

  /**
   * Those that a decision can have to do with and of which the view shows nothing yet. `stored`: what it holds in the place
   * of an object.
   */
  concerning({ steps, missed }: Concern, stored: (resource: Resource) => Resource | undefined): readonly Resource[] {
    const near = () => [...missed, ...[...steps].flatMap((step) => [...(this.byStep.get(step) ?? [])])];
    const ids = new Set(this.pending.size <= few ? this.pending.keys() : near());
    const now = this.now();
    return [...ids].flatMap((id) => {
      const reservation = this.pending.get(id);
      if (reservation === undefined) return [];
      if (now - reservation.at <= span && stored(reservation.resource) === reservation.was)
        return [reservation.resource];
      this.drop(id);
      return [];
    });
  }

  private drop(id: string): void {
    const reservation = this.pending.get(id);
    if (reservation === undefined) return;
    this.pending.delete(id);
    for (const step of reservation.touched) {
      const ids = this.byStep.get(step);
      ids?.delete(id);
      if (ids?.size === 0) this.byStep.delete(step);
    }
  }
}
