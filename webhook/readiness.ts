/** What a server waits for before it is ready. */
export const conditions = ['certificate', 'config', 'first sync'] as const;
export type Condition = (typeof conditions)[number];

/**
 * Ready iff the certificate, the config and the first sync are there, and the server is not leaving. What becomes stale
 * later unreadies nothing: without the server nothing would be decided at all.
 */
export class Readiness {
  private readonly met = new Set<Condition>();
  private isLeaving = false;

  meet(condition: Condition): void {
    this.met.add(condition);
  }

  leave(): void {
    this.isLeaving = true;
  }

  /** True from the moment on from which clients should go elsewhere. */
  get leaving(): boolean {
    return this.isLeaving;
  }

  /** What is waited for; empty iff the server is ready. */
  missing(): readonly string[] {
    const missing = conditions.filter((condition) => !this.met.has(condition));
    return this.isLeaving ? ['shutting down', ...missing] : missing;
  }
}
