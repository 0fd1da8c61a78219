import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap } from '../../src/algebra/overlap.ts';
import type { RequestSet } from '../../src/algebra/pattern.ts';
import { isEmpty } from '../../src/algebra/pattern-set.ts';
import { sample } from '../../src/algebra/sample.ts';
import { subtract } from '../../src/algebra/subtract.ts';
import { texts } from '../../src/algebra/texts.ts';
import { crossingSets, fieldSets, richSets, simpleSets } from './bounded.ts';
import { kinds, patterns } from './bounded-texts.ts';
import { judge, judgeText, noRecord, type Record } from './trial.ts';

/** Change it to try other sets; a fault names the sets that show it. */
const seed = 20260930;

const minute = 60_000;

describe(`the algebra against every request of a bounded universe (seed ${seed})`, () => {
  test.each(kinds)('is never wrong about the texts of a %s', (kind) => {
    const record = noRecord();
    for (const pattern of fc.sample(patterns(kind), { seed, numRuns: 5_000 })) {
      judgeText({ isEmpty, sample: (of, as) => sample(texts(of, as), as) }, pattern, kind, record);
    }
    expect(record.wrong).toBeNull();
    expect(record.empty).toBeGreaterThan(1_000);
    expect(record.undecided).toBeLessThan(record.verdicts / 5);
  });

  test(
    'is never wrong about sets of any kind',
    () => {
      const record = tried(richSets, 60);
      expect(record.wrong).toBeNull();
      expect(record.verdicts).toBe(5_400);
      expect(record.undecided).toBeLessThan(record.verdicts / 4);
    },
    minute,
  );

  test(
    'is never wrong about repeated lines',
    () => {
      const record = tried(fieldSets, 40);
      expect(record.wrong).toBeNull();
      expect(record.verdicts).toBe(3_600);
      expect(record.undecided).toBeLessThan(record.verdicts / 3);
    },
    minute,
  );

  test(
    'is never wrong, and never undecided, about the shapes of routes',
    () => {
      const record = tried(simpleSets, 80);
      expect(record.wrong).toBeNull();
      expect(record.undecided).toBe(0);
      expect(record.verdicts).toBe(7_200);
      expect(record.disjoint).toBeGreaterThan(2_000);
      expect(record.empty).toBeGreaterThan(200);
    },
    minute,
  );

  test(
    'is never wrong, and never undecided, about sets that only several others cover',
    () => {
      const record = tried(crossingSets, 60);
      expect(record.wrong).toBeNull();
      expect(record.undecided).toBe(0);
      expect(record.verdicts).toBe(5_400);
      expect(record.shared).toBeGreaterThan(50);
    },
    minute,
  );
});

/** Every pair and every remainder in tables of twelve sets. */
function tried(sets: fc.Arbitrary<RequestSet>, tables: number): Record {
  const record = noRecord();
  for (const table of fc.sample(fc.array(sets, { minLength: 12, maxLength: 12 }), { seed, numRuns: tables })) {
    judge({ overlap, subtract }, table, record);
  }
  return record;
}
