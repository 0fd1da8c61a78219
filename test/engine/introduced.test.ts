import { describe, expect, it } from 'vitest';
import { paired } from '../../src/engine/introduced.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { fingerprint } from '../../src/finding/fingerprint.ts';
import { findingWith, placeless } from '../report/run.ts';

function finding(subjects: readonly string[], more: Partial<Finding> = {}): Finding {
  const rule = more.rule ?? 'conflicting-priority';
  return findingWith({ at: placeless(), rule, subjects, fingerprint: fingerprint(rule, subjects), ...more });
}

describe('what was not there before', () => {
  it('is a finding with another fingerprint', () => {
    const [old, fresh] = [finding(['a', 'b']), finding(['a', 'c'])];
    expect(paired([fresh, old], [old])).toEqual({ fresh: [fresh], known: [old], fixed: 0 });
  });

  it('is one of which there are more', () => {
    const one = finding(['a', 'b']);
    expect(paired([one, { ...one }], [one])).toMatchObject({ fresh: [{}], known: [{}], fixed: 0 });
  });

  it('is one that has become worse, and not one that has become milder', () => {
    const mild = finding(['a', 'b'], { severity: 'warning' });
    const bad = finding(['a', 'b'], { severity: 'error' });
    expect(paired([bad], [mild])).toEqual({ fresh: [bad], known: [], fixed: 0 });
    expect(paired([mild], [bad])).toEqual({ fresh: [], known: [mild], fixed: 0 });
  });

  it('is not what is left of a larger conflict', () => {
    const [whole, rest, grown] = [finding(['a', 'b', 'c']), finding(['a', 'b']), finding(['a', 'b', 'c', 'd'])];
    expect(paired([rest], [whole])).toEqual({ fresh: [], known: [rest], fixed: 0 });
    expect(paired([grown], [whole])).toEqual({ fresh: [grown], known: [], fixed: 1 });
  });

  it('is what is left of a conflict of another one, or of another rule', () => {
    const rest = finding(['a', 'b']);
    expect(paired([rest], [finding(['b', 'a', 'c'])])).toMatchObject({ fresh: [rest] });
    expect(paired([rest], [finding(['a', 'b', 'c'], { rule: 'ambiguous-overlap' })])).toMatchObject({ fresh: [rest] });
  });

  it('goes away', () => {
    expect(paired([], [finding(['a']), finding(['b'])])).toEqual({ fresh: [], known: [], fixed: 2 });
  });
});
