import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as Atoms from '../../src/algebra/atom.ts';
import type { Atom } from '../../src/algebra/atom.ts';
import type * as Index from '../../src/algebra/candidates.ts';
import type * as Dimensions from '../../src/algebra/dimension.ts';
import type { Field, Pattern } from '../../src/algebra/pattern.ts';
import type * as Normal from '../../src/algebra/texts.ts';
import type * as Universe from '../../src/algebra/universe.ts';
import { crossingSets, fieldSets, hostSets, simpleSets } from './bounded.ts';
import { kinds, patterns } from './bounded-texts.ts';
import { emptyTally, judge, judgeText } from './trial.ts';

const seed = 1;
const minute = 60_000;

afterEach(() => {
  vi.doUnmock('../../src/algebra/atom.ts');
  vi.doUnmock('../../src/algebra/candidates.ts');
  vi.doUnmock('../../src/algebra/dimension.ts');
  vi.doUnmock('../../src/algebra/texts.ts');
  vi.doUnmock('../../src/algebra/universe.ts');
  vi.resetModules();
});

const texts = (left: Atom, right: Atom): readonly [string, string] | null =>
  'text' in left && 'text' in right ? [left.text, right.text] : null;
const are = (is: Atom['is'], ...atoms: readonly Atom[]): boolean => atoms.every((atom) => atom.is === is);

describe(`a weakened algebra is caught by the bounded universe (seed ${seed})`, () => {
  test('none: the algebra as it is', async () => expect(await isCaught()).toBe(false), minute);

  const covering: Readonly<{ [weakness: string]: (covers: typeof Atoms.covers, outer: Atom, inner: Atom) => boolean }> =
    {
      'a longer prefix covers a shorter one': (covers, outer, inner) =>
        covers(outer, inner) || (are('prefix', outer, inner) && covers(inner, outer)),
      'a text covers its other cases': (covers, outer, inner) =>
        covers(
          'text' in outer && outer.is !== 'regex' && outer.is !== 'unknown' ? { ...outer, fold: true } : outer,
          inner,
        ),
      'any number of labels is one label': (covers, outer, inner) =>
        covers(outer.is === 'labels' ? { ...outer, most: null } : outer, inner),
      'a contained text covers what ends with it': (covers, outer, inner) =>
        covers(outer, inner) || (outer.is === 'suffix' && inner.is === 'contains' && outer.text === inner.text),
      'an unreadable value covers every other': (covers, outer, inner) => covers(outer, inner) || are('unknown', outer),
      'a regular expression covers what no one reads': (covers, outer, inner) =>
        covers(outer, inner) || (outer.is === 'regex' && inner.is === 'unknown'),
      'the end of a range is in it': (covers, outer, inner) =>
        covers(outer.is === 'integers' ? { ...outer, to: outer.to + 3 } : outer, inner),
    };
  test.each(Object.entries(covering))(
    'covers: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/atom.ts', async (original) => {
        const atoms = await original<typeof Atoms>();
        return { ...atoms, covers: (outer: Atom, inner: Atom) => weak(atoms.covers, outer, inner) };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const parting: Readonly<{ [weakness: string]: (apart: typeof Atoms.apart, left: Atom, right: Atom) => boolean }> = {
    'two prefixes share nothing': (apart, left, right) =>
      apart(left, right) || (are('prefix', left, right) && texts(left, right)?.[0] !== texts(left, right)?.[1]),
    'a prefix and a suffix share nothing': (apart, left, right) =>
      apart(left, right) || (left.is === 'prefix' && right.is === 'suffix'),
    'case tells folded texts apart': (apart, left, right) => {
      const bare = (atom: Atom) => ('fold' in atom && atom.fold ? ({ is: atom.is, text: atom.text } as Atom) : atom);
      return apart(bare(left), bare(right));
    },
    'labels before one suffix share nothing with those before a longer one': (apart, left, right) =>
      apart(left, right) || (left.is === 'labels' && right.is === 'labels' && left.suffix !== right.suffix),
    'one label never holds a text that ends deeper': (apart, left, right) =>
      apart(left, right) || (left.is === 'labels' && right.is === 'suffix' && right.text.length > left.suffix.length),
    'ranges that share one integer share none': (apart, left, right) =>
      apart(
        left,
        left.is === 'integers' && right.is === 'integers'
          ? { ...right, to: right.to - 1, from: right.from + 1 }
          : right,
      ),
    'a number never contains a text': (apart, left, right) =>
      apart(left, right) ||
      (left.is === 'integers' && right.is === 'contains') ||
      (left.is === 'contains' && right.is === 'integers'),
    'a regular expression shares nothing with a prefix': (apart, left, right) =>
      apart(left, right) || (left.is === 'prefix' && right.is === 'regex'),
  };
  test.each(Object.entries(parting))(
    'apart: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/atom.ts', async (original) => {
        const atoms = await original<typeof Atoms>();
        return { ...atoms, apart: (left: Atom, right: Atom) => weak(atoms.apart, left, right) };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const settling: Readonly<{ [weakness: string]: (real: typeof Dimensions) => Partial<typeof Dimensions> }> = {
    'a header has one line': ({ settle }) => ({
      settle: (on, conditions) => settle({ ...on, kind: on.kind === 'header' ? 'query' : on.kind }, conditions),
    }),
    'a query parameter has several values': ({ settle }) => ({
      settle: (on, conditions) => settle({ ...on, kind: on.kind === 'query' ? 'header' : on.kind }, conditions),
    }),
    'a header is always there': ({ settle }) => ({
      settle: (on, conditions) =>
        settle(
          on,
          conditions.map((condition) => ({ ...condition, absent: false })),
        ),
    }),
    'the complement of a field keeps its absence': ({ fieldLimit }) => ({
      fieldLimit: (on, field: Field) => {
        const limit = fieldLimit(on, field);
        return { ...limit, outside: () => ({ ...limit.outside(), absent: field.absent }) };
      },
    }),
    'the complement of a field keeps its lines': ({ fieldLimit }) => ({
      fieldLimit: (on, field: Field) => {
        const limit = fieldLimit(on, field);
        return { ...limit, outside: () => ({ ...limit.outside(), lines: field.lines }) };
      },
    }),
  };
  test.each(Object.entries(settling))(
    'fields: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/dimension.ts', async (original) => {
        const real = await original<typeof Dimensions>();
        return { ...real, ...weak(real) };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  const normalising: Readonly<{ [weakness: string]: (pattern: Pattern, inverted: boolean) => Pattern }> = {
    'a segment prefix is a prefix': (pattern) =>
      pattern.is === 'segment-prefix' ? { is: 'prefix', text: pattern.text } : pattern,
    'a segment prefix has only what is below': (pattern) =>
      pattern.is === 'segment-prefix' ? { is: 'prefix', text: `${pattern.text}/` } : pattern,
    'none of all is not all': (pattern, inverted) =>
      pattern.is === 'all' && inverted ? { is: 'some', of: pattern.of } : pattern,
    'a suffix is a prefix': (pattern) => (pattern.is === 'suffix' ? { ...pattern, is: 'prefix' } : pattern),
    'case counts': (pattern) => ('fold' in pattern ? { is: pattern.is, text: pattern.text.toLowerCase() } : pattern),
  };
  test.each(Object.entries(normalising))(
    'texts: %s',
    async (_, weak) => {
      vi.doMock('../../src/algebra/texts.ts', async (original) => {
        const real = await original<typeof Normal>();
        const deep = (pattern: Pattern, inverted: boolean): Pattern => {
          const weakened = weak(pattern, inverted);
          if (weakened.is === 'all' || weakened.is === 'some') {
            return { is: weakened.is, of: weakened.of.map((part) => deep(part, inverted)) };
          }
          return weakened.is === 'not' ? { is: 'not', of: deep(weakened.of, !inverted) } : weakened;
        };
        const mutant: typeof Normal.texts = (pattern, kind, inverted = false) =>
          real.texts(deep(pattern, inverted), kind, inverted);
        return { ...real, texts: mutant };
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
        const possible: typeof Universe.possible = (kind, atom) => kind === 'path' || real.possible(kind, atom);
        return { ...real, sendable, possible };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );

  test(
    'universe: no path ends with a given text',
    async () => {
      vi.doMock('../../src/algebra/universe.ts', async (original) => {
        const real = await original<typeof Universe>();
        const possible: typeof Universe.possible = (kind, atom) => atom.is !== 'suffix' && real.possible(kind, atom);
        return { ...real, possible };
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
          return (on) => [...probe(on)].filter((key) => !key.startsWith(mark));
        };
        return { ...real, requestProbe };
      });
      expect(await isCaught()).toBe(true);
    },
    minute,
  );
});

/** True iff a verdict is wrong, or a shape that is always decided is not. */
async function isCaught(): Promise<boolean> {
  vi.resetModules();
  const { isEmpty } = await import('../../src/algebra/pattern-set.ts');
  const { sample } = await import('../../src/algebra/sample.ts');
  const { texts } = await import('../../src/algebra/texts.ts');
  const { overlap } = await import('../../src/algebra/overlap.ts');
  const { subtract } = await import('../../src/algebra/subtract.ts');
  const tally = emptyTally();
  for (const kind of kinds) {
    for (const pattern of fc.sample(patterns(kind), { seed, numRuns: 3000 })) {
      judgeText({ isEmpty, sample: (of, as) => sample(texts(of, as), as) }, pattern, kind, tally);
      if (tally.wrong !== null) return true;
    }
  }
  tally.undecided = 0;
  for (const sets of [hostSets, simpleSets, crossingSets, fieldSets]) {
    for (const table of fc.sample(fc.array(sets, { minLength: 16, maxLength: 16 }), { seed, numRuns: 8 })) {
      judge({ overlap, subtract }, table, tally);
      if (tally.wrong !== null || (sets !== fieldSets && tally.undecided > 0)) return true;
    }
  }
  return false;
}
