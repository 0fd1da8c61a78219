import { brief } from '../src/algebra/effort.ts';
import type { Budget } from '../src/store/impact.ts';

/** Milliseconds in which a decision may take all that a server spends on one, several times over. */
const ample = 3000;

/**
 * What a decision may look at where somebody waits so many milliseconds: counted, so that it is the same on every machine.
 * kubernetes/apiserver webhook/validating/dispatcher.go
 */
export function budgetWithin(timeout: number): Budget {
  const part = Math.min(1, timeout / ample);
  return {
    steps: Math.ceil(500 * part),
    effort: { together: Math.ceil(brief.together * part), each: brief.each },
  };
}
