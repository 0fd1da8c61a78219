import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Criterion, linearise, order, precedes, type Rank } from '../../src/model/order.ts';

const seed = 20_261_122;

const value: fc.Arbitrary<Criterion['value']> = fc.oneof(
  { arbitrary: fc.integer({ min: -2, max: 2 }), weight: 4 },
  { arbitrary: fc.constantFrom('a', 'b'), weight: 1 },
  { arbitrary: fc.constantFrom({ unknown: 'x' }, { unknown: 'y' }), weight: 1 },
  { arbitrary: fc.constant(null), weight: 1 },
);
const criterion = fc.record(
  {
    by: fc.constantFrom('priority', 'priority', 'priority', 'age'),
    value,
    otherReading: fc.integer({ min: -2, max: 2 }),
    text: fc.constant(''),
  },
  { requiredKeys: ['by', 'value', 'text'] },
);
const items = fc.array(
  fc.array(criterion, { maxLength: 3 }).map((rank): { readonly rank: Rank } => ({ rank })),
  { maxLength: 9 },
);

/** True iff nothing stands behind what it precedes. */
function legal(sorted: readonly { readonly rank: Rank }[]): boolean {
  return sorted.every((later, i) => sorted.slice(0, i).every((earlier) => !precedes(later.rank, earlier.rank)));
}

describe(`linearise (seed ${seed})`, () => {
  it('puts nothing behind what it precedes', () => {
    fc.assert(
      fc.property(items, (all) => legal(linearise(all))),
      { seed, numRuns: 5000 },
    );
  });

  it('keeps every item', () => {
    fc.assert(
      fc.property(items, (all) => new Set(linearise(all)).size === all.length),
      { seed, numRuns: 500 },
    );
  });

  it('gives its own result again', () => {
    fc.assert(
      fc.property(items, (all) => linearise(linearise(all)).every((item, i) => item === linearise(all)[i])),
      { seed, numRuns: 500 },
    );
  });

  it('leaves items of equal ranks as they came', () => {
    const rank: Rank = [{ by: 'priority', value: 1, text: 'priority 1' }];
    const all = [
      { rank, name: 'b' },
      { rank, name: 'a' },
    ];
    expect(linearise(all).map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('is not what sorting with "0 for a tie" gives', () => {
    const illegal = fc.check(
      fc.property(items, (all) => {
        const naive = [...all].sort((left, right) => {
          const { first } = order(left.rank, right.rank);
          return first === 'left' ? -1 : first === 'right' ? 1 : 0;
        });
        return legal(naive);
      }),
      { seed, numRuns: 5000 },
    );
    expect(illegal.failed).toBe(true);
  });
});

describe('order', () => {
  const rank = (...values: readonly Criterion['value'][]): Rank => {
    return values.map((one, i) => ({ by: `step ${i}`, value: one, text: `value ${String(one)}` }));
  };

  it('is decided by the first value that differs', () => {
    expect(order(rank(1, 2), rank(1, 3))).toEqual({ first: 'left', because: 'value 2 is tried before value 3' });
  });

  it('stops at a value that only one has', () => {
    expect(order(rank(null, 1), rank(2, 0))).toEqual({ first: 'nothing' });
  });

  it('goes on where neither has the value', () => {
    expect(order(rank(null, 1), rank(null, 2)).first).toBe('left');
  });

  it('stops at a value that cannot be known', () => {
    expect(order(rank({ unknown: 'age of a' }), rank({ unknown: 'age of b' }))).toEqual({
      first: 'unknown',
      because: 'step 0',
    });
  });

  it('goes on where both have one unknown value', () => {
    expect(order(rank({ unknown: 'age' }, 2), rank({ unknown: 'age' }, 1)).first).toBe('right');
  });

  it('knows nothing of a number and a text', () => {
    expect(order(rank(1), rank('1')).first).toBe('nothing');
  });

  it('needs both readings of the documents', () => {
    const unset: Rank = [{ by: 'step 0', value: 1001, otherReading: 1000, text: 'none' }];
    expect(order(rank(1000), unset).first).toBe('nothing');
    expect(order(rank(999), unset).first).toBe('left');
  });
});
