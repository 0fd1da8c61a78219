/** Milliseconds by phase, in the order in which phases began. */
export class Clock {
  readonly #spent = new Map<string, number>();
  readonly #onPhase: ((phase: string) => void) | undefined;

  constructor(onPhase?: (phase: string) => void) {
    this.#onPhase = onPhase;
  }

  /** Runs the work and adds its time to the phase. */
  time<T>(phase: string, work: () => T): T {
    this.#onPhase?.(phase);
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
