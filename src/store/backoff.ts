import type { Timing } from './timing.ts';

const first = 800;
const most = 30_000;
/** A server may ask for more than the most, not for an hour. */
const mostAsked = 120_000;

/** How long to leave a server alone: up to 0.8 s, doubled each time up to 30 s, at random, so that no two come back at once. */
export class Backoff {
  readonly #timing: Timing;
  #tries = 0;

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /** Milliseconds before the next try, at least what the server asks for. */
  next(asked: number | null = null): number {
    const limit = Math.min(most, first * 2 ** this.#tries);
    this.#tries += 1;
    return Math.max(this.#timing.random() * limit, Math.min(asked ?? 0, mostAsked));
  }

  /** All is well. */
  reset(): void {
    this.#tries = 0;
  }
}
