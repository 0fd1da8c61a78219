import { hash } from 'node:crypto';

/**
 * Identity of a finding across runs: the rule and the stable ids of its subjects. The order of subjects does not count;
 * no index, file, witness, cover, count or wording may be among them.
 */
export function fingerprint(rule: string, subjects: readonly string[]): string {
  const text = JSON.stringify([rule, ...[...new Set(subjects)].sort()]);
  return hash('sha256', text).slice(0, 24);
}
