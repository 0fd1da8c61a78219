import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap, overlapIn } from '../../src/algebra/overlap.ts';
import type { RequestSet } from '../../src/algebra/pattern.ts';
import { isEmpty, member } from '../../src/algebra/pattern-set.ts';
import { envoy138, envoy140 } from '../../src/algebra/semantics.ts';
import { subtract, type Taker } from '../../src/algebra/subtract.ts';
import { crossingSets, expressionSets, fieldSets, richSets, simpleSets } from './bounded.ts';
import { kinds, patterns } from './bounded-texts.ts';
import { type Algebra, emptyTally, judge, judgeText, type Tally } from './trial.ts';

/** Change it to try other sets; a fault names the sets that show it. */
const seed = 20260930;

const minute = 60_000;

describe(`the algebra against every request of a bounded universe (seed ${seed})`, () => {
  test.each(kinds)('is never wrong about the texts of a %s', (kind) => {
    const tally = emptyTally();
    for (const pattern of fc.sample(patterns(kind), { seed, numRuns: 5_000 })) {
      judgeText({ isEmpty, sample: (of, as) => member(of, as) ?? null }, pattern, kind, tally);
    }
    expect(tally.wrong).toBeNull();
    expect(tally.empty).toBeGreaterThan(1_000);
    expect(tally.undecided).toBeLessThan(tally.verdicts / 5);
  });

  test(
    'is never wrong about sets of any kind',
    () => {
      const tally = tried(richSets, 40);
      expect(tally.wrong).toBeNull();
      expect(tally.verdicts).toBe(3_600);
      expect(tally.undecided).toBeLessThan(tally.verdicts / 4);
    },
    minute,
  );

  test(
    'is never wrong about regular expressions',
    () => {
      const tally = tried(expressionSets, 50);
      expect(tally.wrong).toBeNull();
      expect(tally.verdicts).toBe(4_500);
      expect(tally.shared).toBeGreaterThan(5);
      expect(tally.undecided).toBeLessThan(tally.verdicts / 4);
    },
    minute,
  );

  test(
    'is never wrong about repeated lines',
    () => {
      const tally = tried(fieldSets, 25);
      expect(tally.wrong).toBeNull();
      expect(tally.verdicts).toBe(2_250);
      expect(tally.undecided).toBeLessThan(tally.verdicts / 3);
    },
    minute,
  );

  test(
    'is never wrong about repeated lines that an older Envoy joins',
    () => {
      const older = {
        overlap: (...of: readonly RequestSet[]) => overlapIn(envoy138, ...of),
        subtract: <T>(from: readonly RequestSet[], takers: readonly Taker<T>[]) =>
          subtract(from, takers, { semantics: envoy138 }),
      };
      const tally = tried(fieldSets, 15, older, envoy138);
      expect(tally.wrong).toBeNull();
      expect(tally.verdicts).toBe(1_350);
      expect(tally.undecided).toBeLessThan(tally.verdicts / 3);
    },
    minute,
  );

  test(
    'is never wrong, and never undecided, about the shapes of routes',
    () => {
      const tally = tried(simpleSets, 80);
      expect(tally.wrong).toBeNull();
      expect(tally.undecided).toBe(0);
      expect(tally.verdicts).toBe(7_200);
      expect(tally.disjoint).toBeGreaterThan(2_000);
      expect(tally.empty).toBeGreaterThan(200);
    },
    minute,
  );

  test(
    'is never wrong, and never undecided, about sets that only several others cover',
    () => {
      const tally = tried(crossingSets, 60);
      expect(tally.wrong).toBeNull();
      expect(tally.undecided).toBe(0);
      expect(tally.verdicts).toBe(5_400);
      expect(tally.shared).toBeGreaterThan(50);
    },
    minute,
  );
});

/** Every pair and every remainder in tables of twelve sets. */
function tried(
  sets: fc.Arbitrary<RequestSet>,
  tables: number,
  algebra: Algebra = { overlap, subtract },
  semantics = envoy140,
): Tally {
  const tally = emptyTally();
  for (const table of fc.sample(fc.array(sets, { minLength: 12, maxLength: 12 }), { seed, numRuns: tables })) {
    judge(algebra, table, tally, semantics);
  }
  return tally;
}
