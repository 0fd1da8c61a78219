/** Milliseconds by phase, in the order in which phases began. */
export class Clock {
  readonly #spent = new Map<string, number>();
  readonly #onPhase: ((phase: string) => void) | undefined;
  /** False: nobody asks, and to look at the clock some hundred times would be a part of what a short run takes. */
  readonly runs: boolean;

  constructor(onPhase?: (phase: string) => void, runs = true) {
    this.#onPhase = onPhase;
    this.runs = runs;
  }

  /** Runs the work and adds its time to the phase. */
  time<T>(phase: string, work: () => T): T {
    this.#onPhase?.(phase);
    if (!this.runs) return work();
    const start = performance.now();
    try {
      return work();
    } finally {
      this.#spent.set(phase, (this.#spent.get(phase) ?? 0) + performance.now() - start);
    }
  }

  phases(): readonly {
    readonly phase: string;
    readonly milliseconds: number;
  }[] {
    return [...this.#spent].map(([phase, milliseconds]) => ({
      phase,
      milliseconds,
    }));
  }
}
