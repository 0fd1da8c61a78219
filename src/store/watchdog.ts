import type { Timing } from './timing.ts';

/** A signal that aborts with another one, or when nothing was heard for a time: a dead connection looks like a quiet one. */
export class Watchdog {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #timing: Timing;
  #patience: number;
  readonly #follow = () => this.#controller.abort(this.#parent.reason);
  #heard: number;
  #cancel: () => void;
  /** True iff it was silence that ended it. */
  silent = false;

  constructor(parent: AbortSignal, timing: Timing, patience: number) {
    this.#parent = parent;
    this.#timing = timing;
    this.#patience = patience;
    this.#heard = timing.now();
    this.#cancel = timing.after(patience, () => this.#look());
    if (parent.aborted) this.#follow();
    else parent.addEventListener('abort', this.#follow);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From here on it waits so long. */
  wait(patience: number): void {
    this.#cancel();
    this.touch();
    this.#patience = patience;
    this.#cancel = this.#timing.after(patience, () => this.#look());
  }

  /** Something was heard. */
  touch(): void {
    this.#heard = this.#timing.now();
  }

  end(): void {
    this.#cancel();
    this.#parent.removeEventListener('abort', this.#follow);
  }

  #look(): void {
    const left = this.#heard + this.#patience - this.#timing.now();
    if (left > 0) {
      this.#cancel = this.#timing.after(left, () => this.#look());
      return;
    }
    this.silent = true;
    this.#controller.abort(new Error(`nothing came for ${Math.round(this.#patience / 1000)} s`));
  }
}
