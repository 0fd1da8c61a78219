/** Milliseconds since the epoch. */
export type Now = () => number;

/**
 * Which findings the cluster carried not long ago. Whoever goes back to what was stored before must not be refused for what
 * that version said already.
 */
export class History {
  private readonly seen = new Map<string, number>();
  private readonly now: Now;
  /** Milliseconds for which a finding is remembered. */
  private readonly span: number;

  constructor(now: Now, span = 24 * 60 * 60 * 1000) {
    this.now = now;
    this.span = span;
  }

  carry(fingerprints: Iterable<string>): void {
    const now = this.now();
    for (const fingerprint of fingerprints) {
      this.seen.delete(fingerprint);
      this.seen.set(fingerprint, now);
    }
    // The oldest stand first, since whatever is seen again goes to the end.
    for (const [fingerprint, at] of this.seen) {
      if (now - at <= this.span && this.seen.size <= mostRemembered) return;
      this.seen.delete(fingerprint);
    }
  }

  has(fingerprint: string): boolean {
    const at = this.seen.get(fingerprint);
    return at !== undefined && this.now() - at <= this.span;
  }
}

const mostRemembered = 200_000;
