import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Automata from '../../src/algebra/automaton.ts';
import type * as Axes from '../../src/algebra/axis.ts';
import type * as Bytes from '../../src/algebra/byte-ranges.ts';
import type * as Index from '../../src/algebra/candidates.ts';
import type * as Covers from '../../src/algebra/covers.ts';
import type * as Cubes from '../../src/algebra/cube.ts';
import type * as Leaves from '../../src/algebra/leaf.ts';
import type { Leaf } from '../../src/algebra/leaf.ts';
import type { Box, Field } from '../../src/algebra/pattern.ts';
import type * as Points from '../../src/algebra/points.ts';
import type * as Solver from '../../src/algebra/solve.ts';
import type * as Universe from '../../src/algebra/universe.ts';
import type * as Walks from '../../src/algebra/walk.ts';
import { crossingSets, expressionSets, fieldSets, hostSets, simpleSets } from './bounded.ts';
import { kinds, patterns } from './bounded-texts.ts';
import { emptyTally, judge, judgeText } from './trial.ts';

const seed = 1;
const minute = 60_000;

const modules = [
  'automaton',
  'axis',
  'byte-ranges',
  'candidates',
  'covers',
  'cube',
  'leaf',
  'points',
  'solve',
  'universe',
  'walk',
] as const;

afterEach(() => {
  for (const name of modules) vi.doUnmock(`../../src/algebra/${name}.ts`);
  vi.resetModules();
});

describe(`a weakened algebra is caught by the bounded universe (seed ${seed})`, () => {
  test('none: the algebra as it is', async () => expect(await isCaught()).toBe(false), minute);

  const hasNot: Readonly<{
    [weakness: string]: (real: typeof Leaves.has, leaf: Leaf, text: string) => boolean | null;
  }> = {
    'a segment prefix is a prefix': (has, leaf, text) =>
      has(leaf.is === 'segment-prefix' ? { is: 'prefix', text: leaf.text } : leaf, text),
    'a segment prefix has only what is below': (has, leaf, text) =>
      has(leaf.is === 'segment-prefix' ? { is: 'prefix', text: `${leaf.text}/` } : leaf, text),
    'any number of labels is one label': (has, leaf, text) =>
      has(leaf.is === 'labels' ? { ...leaf, most: 1 } : leaf, text),
    'a regular expression matches a beginning': (has, leaf, text) =>
      leaf.is === 'regex' ? [...text].some((_, i) => has(leaf, text.slice(0, i + 1))) : has(leaf, text),
  };
  test.each(Object.entries(hasNot))(
    'leaf: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/leaf.ts', async (original) => {
        const real = await original<typeof Leaves>();
        return { ...real, has: (leaf: Leaf, text: string) => weak(real.has, leaf, text) };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const written: Readonly<{ [weakness: string]: (leaf: Leaf) => Leaf }> = {
    'a suffix is a prefix': (leaf) => (leaf.is === 'suffix' ? { ...leaf, is: 'prefix' } : leaf),
    'case counts': (leaf) => ('fold' in leaf && leaf.fold ? { is: leaf.is, text: leaf.text } : leaf),
    'the end of a range is in it': (leaf) => (leaf.is === 'integers' ? { ...leaf, to: leaf.to + 1 } : leaf),
    'one label more is none too many': (leaf) =>
      leaf.is === 'labels' && leaf.most !== null ? { ...leaf, most: leaf.most + 1 } : leaf,
  };
  test.each(Object.entries(written))(
    'automata: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/leaf.ts', async (original) => {
        const real = await original<typeof Leaves>();
        const compiled: typeof Leaves.compiled = (leaf) => real.compiled(weak(leaf) as typeof leaf);
        return { ...real, compiled };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'automata: states that differ in what they accept are one',
    async () => {
      vi.doMock('../../src/algebra/automaton.ts', async (original) => {
        const real = await original<typeof Automata>();
        const automaton: typeof Automata.automaton = (of) => {
          const found = real.automaton(of);
          return { ...found, accepts: found.accepts.map((_, state) => (state === 0 ? 0 : 1)) };
        };
        return { ...real, automaton };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'automata: no letter has another case',
    async () => {
      vi.doMock('../../src/algebra/byte-ranges.ts', async (original) => {
        const real = await original<typeof Bytes>();
        return { ...real, folded: (of: Bytes.Ranges) => of };
      });
      // The judge reads expressions with the same reader; folded texts it compares by itself.
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const covering: Readonly<{
    [weakness: string]: (real: typeof Covers, inner: Cubes.Cube, outer: Cubes.Cube) => boolean;
  }> = {
    'what has an opaque condition covers': ({ isCovered }, inner, outer) => isCovered(inner, { ...outer, opaque: [] }),
    'what covers one dimension covers': ({ isCovered }, inner, outer) =>
      [...outer.limits].some(([key, limit]) => isCovered(inner, { ...outer, limits: new Map([[key, limit]]) })),
    'a narrower one covers a wider one': ({ isCovered }, inner, outer) =>
      isCovered(inner, outer) || isCovered(outer, inner),
  };
  test.each(Object.entries(covering))(
    'covers: %s',
    async (weakness, weak) => {
      vi.doMock('../../src/algebra/covers.ts', async (original) => {
        const real = await original<typeof Covers>();
        const isCovered: typeof Covers.isCovered = (inner, outer) => weak(real, inner, outer);
        return { ...real, isCovered };
      });
      expect(await isCaught(), weakness).toBe(true);
    },
    minute,
  );

  const fields: Readonly<{ [weakness: string]: (field: Field) => Field }> = {
    'every line is some line': (field) => ({ ...field, lines: 'some' }),
    'some line is every line': (field) => ({ ...field, lines: 'every' }),
    'what is missing counts': (field) => ({ ...field, absent: true }),
    'what is missing never counts': (field) => ({ ...field, absent: false }),
  };
  test.each(Object.entries(fields))(
    'fields: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/cube.ts', async (original) => {
        const real = await original<typeof Cubes>();
        const weakened = (of: Box['headers']) => new Map([...of].map(([name, all]) => [name, all.map(weak)]));
        const cubeOf: typeof Cubes.cubeOf = (box) =>
          real.cubeOf({ ...box, headers: weakened(box.headers), query: weakened(box.query) });
        const intersection: typeof Cubes.intersection = (sets, isEmpty) =>
          real.intersection(
            sets.map((set) =>
              set.map((box) => ({ ...box, headers: weakened(box.headers), query: weakened(box.query) })),
            ),
            isEmpty,
          );
        return { ...real, cubeOf, intersection };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'points: the texts beside what is inside are left out',
    async () => {
      vi.doMock('../../src/algebra/points.ts', async (original) => {
        const real = await original<typeof Points>();
        const points: typeof Points.points = (leaves, kind, arrives) =>
          real.points(leaves, kind, arrives)?.slice(0, -3) ?? null;
        return { ...real, points };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'walk: it stops at the first text',
    async () => {
      vi.doMock('../../src/algebra/walk.ts', async (original) => {
        const real = await original<typeof Walks>();
        const walk: typeof Walks.walk = (automata, kind, needed) => real.walk(automata, kind, needed).slice(0, 1);
        return { ...real, walk };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const solving: Readonly<{ [weakness: string]: (clauses: readonly Solver.Clause[]) => readonly Solver.Clause[] }> = {
    'a clause is forgotten': (clauses) => clauses.slice(1),
    'a clause has one dimension less': (clauses) =>
      clauses.map((clause) => (clause.length > 1 ? clause.slice(0, -1) : clause)),
  };
  test.each(Object.entries(solving))(
    'solve: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/solve.ts', async (original) => {
        const real = await original<typeof Solver>();
        const solve: typeof Solver.solve = (sizes, clauses, budget) => real.solve(sizes, weak(clauses), budget);
        return { ...real, solve };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test.each(['^', '=', '$'])(
    'index: keys with %s are not asked for',
    async (mark) => {
      vi.doMock('../../src/algebra/candidates.ts', async (original) => {
        const real = await original<typeof Index>();
        const requestProbe: typeof Index.requestProbe = (request) => {
          const probe = real.requestProbe(request);
          return (on, lengths) => [...probe(on, lengths)].filter((key) => !key.startsWith(mark));
        };
        return { ...real, requestProbe };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'axis: what nobody can read is no doubt',
    async () => {
      vi.doMock('../../src/algebra/axis.ts', async (original) => {
        const real = await original<typeof Axes>();
        return {
          ...real,
          Axis: class extends real.Axis {
            override doubt(): null {
              return null;
            }
          },
        };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'universe: a path may hold anything',
    async () => {
      vi.doMock('../../src/algebra/universe.ts', async (original) => {
        const real = await original<typeof Universe>();
        const sendable: typeof Universe.sendable = (kind, text) => kind === 'path' || real.sendable(kind, text);
        return { ...real, sendable };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );
});

/** True iff a verdict is wrong, or a shape that is always decided is not. */
async function isCaught(): Promise<boolean> {
  vi.resetModules();
  const { isEmpty, member } = await import('../../src/algebra/pattern-set.ts');
  const { overlap } = await import('../../src/algebra/overlap.ts');
  const { subtract } = await import('../../src/algebra/subtract.ts');
  const tally = emptyTally();
  for (const kind of kinds) {
    for (const pattern of fc.sample(patterns(kind), { seed, numRuns: 1500 })) {
      judgeText({ isEmpty, sample: (of, as) => member(of, as) ?? null }, pattern, kind, tally);
      if (tally.wrong !== null) return true;
    }
  }
  tally.undecided = 0;
  for (const sets of [hostSets, simpleSets, crossingSets, expressionSets, fieldSets]) {
    for (const table of fc.sample(fc.array(sets, { minLength: 16, maxLength: 16 }), { seed, numRuns: 8 })) {
      judge({ overlap, subtract }, table, tally);
      if (tally.wrong !== null || (isDecided(sets) && tally.undecided > 0)) return true;
    }
  }
  return false;
}

/** True iff nothing in the sets is hidden from the algebra. */
const isDecided = (sets: typeof simpleSets): boolean => sets !== fieldSets && sets !== expressionSets;
