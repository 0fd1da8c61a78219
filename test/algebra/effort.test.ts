import { afterEach, describe, expect, it } from 'vitest';
import { candidates } from '../../src/algebra/candidates.ts';
import { effortCap, ordinary, renewEffort } from '../../src/algebra/effort.ts';
import { box, exact, type Field, type RequestSet } from '../../src/algebra/pattern.ts';
import { remains, type Taker } from '../../src/algebra/subtract.ts';

const is = (value: string): Field => ({ absent: false, values: exact(value), lines: 'some' });
const bit: Field = { absent: false, values: { is: 'regex', text: '[01]' }, lines: 'some' };
const asking = (fields: Readonly<Record<string, Field>>): RequestSet => [
  box({}, { headers: new Map(Object.entries(fields).map(([name, field]) => [name, [field]])) }),
];
const bits = asking(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`h${i}`, bit])));

/** Each takes one combination of three of the bits; so many of them leave none, which only a long search shows. */
function clauses(count: number): readonly Taker<string>[] {
  let seed = 7;
  const below = (most: number) => {
    seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((seed ^ (seed >>> 13)) >>> 0) % most;
  };
  return Array.from({ length: count }, (_, i) => {
    const fields: Record<string, Field> = {};
    while (Object.keys(fields).length < 3) fields[`h${below(40)}`] = is(String(below(2)));
    return { requests: asking(fields), as: `clause ${i}` };
  });
}

const hard = candidates(clauses(240));
const ask = () => remains([bits], hard);

describe('the effort of a run', () => {
  afterEach(() => renewEffort(ordinary));

  it('reaches for what is hard', () => {
    renewEffort(ordinary);
    expect(ask().verdict).toBe('empty');
  });

  it('bounds what is hard, and says so', () => {
    renewEffort({ together: 5000, each: 100 });
    expect(ask()).toEqual({ verdict: 'undecided', cap: effortCap });
  });

  it('is spent by all decisions together', () => {
    const most = 20_000_000;
    renewEffort({ together: most, each: 100 });
    const verdicts = Array.from({ length: 200 }, () => ask().verdict);
    const last = verdicts.lastIndexOf('empty');
    expect(last).toBeGreaterThanOrEqual(0);
    expect(verdicts.slice(0, last + 1).every((verdict) => verdict === 'empty')).toBe(true);
    expect(verdicts.at(-1)).toBe('undecided');
  });

  it('leaves each decision enough for what is easy', () => {
    renewEffort({ together: 0, each: 1000 });
    expect(remains([bits], candidates(clauses(3))).verdict).toBe('some');
    expect(remains([bits], candidates([{ requests: bits, as: 'all' }]))).toEqual({
      verdict: 'empty',
      takenBy: ['all'],
    });
  });

  it('is the same for the same questions', () => {
    const run = () => {
      renewEffort({ together: 1_000_000, each: 100 });
      return Array.from({ length: 20 }, () => ask().verdict);
    };
    expect(run()).toEqual(run());
  });
});
