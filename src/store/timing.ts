import { setImmediate, setTimeout as setTimer } from 'node:timers/promises';

/** Time and chance, as far as reading a cluster depends on them: tests have their own. */
export interface Timing {
  /** Milliseconds on a clock that no correction of the time of day moves. */
  now(): number;
  /** Acts once, later; returns what calls it off. */
  after(milliseconds: number, act: () => void): () => void;
  /** Resolves after that time, or as soon as the signal aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const realTiming: Timing = {
  now: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
  pause: (milliseconds, signal) => setTimer(milliseconds, undefined, { signal }).catch(() => {}),
  random: () => Math.random(),
};

/** Items for which others need not wait. */
const batch = 40;

/** Acts on every item and lets everything else run in between. Rejects as soon as the signal aborts. */
export async function paced<T>(items: Iterable<T>, act: (item: T) => void, signal: AbortSignal): Promise<void> {
  let count = 0;
  signal.throwIfAborted();
  for (const item of items) {
    act(item);
    count += 1;
    if (count % batch > 0) continue;
    await setImmediate();
    signal.throwIfAborted();
  }
}
