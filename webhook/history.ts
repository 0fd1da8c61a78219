import type { Finding } from '../src/finding/finding.ts';

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

  carry(findings: Iterable<Finding>): void {
    const now = this.now();
    for (const finding of findings) {
      this.seen.delete(keyOf(finding));
      this.seen.set(keyOf(finding), now);
    }
    // The oldest stand first, since whatever is seen again goes to the end.
    for (const [key, at] of this.seen) {
      if (now - at <= this.span && this.seen.size <= mostRemembered) return;
      this.seen.delete(key);
    }
  }

  has(finding: Finding): boolean {
    const at = this.seen.get(keyOf(finding));
    return at !== undefined && this.now() - at <= this.span;
  }
}

/** What was a warning and is an error now was not there. */
const keyOf = ({ severity, fingerprint }: Finding): string => `${severity} ${fingerprint}`;

const mostRemembered = 200_000;
