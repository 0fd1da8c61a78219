import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../src/algebra/expression.ts';
import { isMatch } from '../../src/algebra/expression-match.ts';
import { holds } from '../../src/algebra/matches.ts';
import { abnormalPaths, isNormalPath, normalPath, sentPath } from '../../src/algebra/normal-path.ts';
import { box, type Pattern } from '../../src/algebra/pattern.ts';
import { envoy140 } from '../../src/algebra/semantics.ts';
import { subtract } from '../../src/algebra/subtract.ts';

/** Change it to try other patterns; a fault names them. */
const seed = 20_261_126;

describe('a proxy that normalises paths', () => {
  test.each([
    ['/a', '/a'],
    ['//a', '/a'],
    ['/%61', '/a'],
    ['/a/../b', '/b'],
    ['/a//b', '/a/b'],
    ['/a/..', '/'],
    ['/a/.', '/a/'],
    ['/../../b', '/b'],
    ['/a/%2E%2e/b', '/b'],
    ['/a//../b', '/a/b'],
    ['/a\\b', '/a/b'],
    ['/a%2fb', '/a%2fb'],
    ['/a%2Fb', '/a%2Fb'],
    ['/%2561', '/%2561'],
    ['/a%2', '/a%2'],
    ['/a%2%61', '/a%252a'],
    ['/%%30%30', '/%2500'],
    ['/x%e%61b', '/x%25eab'],
    ['/a%2g%41', '/a%2gA'],
    ['/%2e;x', '/.;x'],
    ['/a|b', '/a%7Cb'],
    ['/é', '/%C3%A9'],
    ['/a/..;x=1/c', '/c'],
    ['/a/.b/..c/...', '/a/.b/..c/...'],
    ['///', '//'],
  ])('sees %s as %s', (sent, arrived) => {
    expect(normalPath(sent)).toBe(arrived);
  });

  test('refuses a zero byte', () => {
    expect(normalPath('/a%00b')).toBeNull();
  });
});

const letters = ['a', '/', '.', '%', '6', '1', ';'];
/** Beside them, what stands for a dot. */
const sent = [...letters, '%2e'];

/** Every path of at most so many of the letters. */
const pathsOf = (of: readonly string[], most: number): readonly string[] =>
  Array.from({ length: most })
    .reduce<string[][]>(
      (all) => [...all, (all.at(-1) ?? []).flatMap((path) => of.map((letter) => path + letter))],
      [['/']],
    )
    .flat();
const paths = pathsOf(letters, 5);
/** All that arrives of what is sent, whoever says so. */
const arriving = [...new Set(pathsOf(sent, 5).flatMap((path) => normalPath(path) ?? []))];

test('what is sent arrives as a normal path, and every normal path is sent somehow', () => {
  expect(arriving.filter((path) => !isNormalPath(path))).toEqual([]);
  expect(paths.filter((path) => isNormalPath(path) && normalPath(sentPath(path)) !== path)).toEqual([]);
});

test('the expression has every path that is not normal and no other', () => {
  const parsed = parse(abnormalPaths);
  if (parsed.is !== 'expression') throw new Error(JSON.stringify(parsed));
  const few = paths.filter((_, index) => index % 5 === 0);
  expect(few.filter((path) => isMatch(parsed.tree, path) === isNormalPath(path))).toEqual([]);
});

describe(`the algebra against every normal path of a bounded universe (seed ${seed})`, () => {
  const semantics = { ...envoy140, paths: 'normal' } as const;
  const text = fc
    .array(fc.constantFrom(...letters, '/', 'a', '/..', '/.', '/.;', '%61'), { maxLength: 4 })
    .map((parts) => `/${parts.join('')}`);
  const expressions = ['/.*', '/[^a]*', '/[./]*', '.*/\\.[^/]*', '/(a|/|\\.)*', '.*%6.', '(/[a.]?)+', '/\\.\\.?.?'];
  const leaf: fc.Arbitrary<Pattern> = fc.oneof(
    { weight: 4, arbitrary: text.map((of): Pattern => ({ is: 'exact', text: of })) },
    { weight: 4, arbitrary: text.map((of): Pattern => ({ is: 'prefix', text: of })) },
    { weight: 1, arbitrary: text.map((of): Pattern => ({ is: 'segment-prefix', text: of.replace(/\/$/, '') })) },
    { weight: 1, arbitrary: text.map((of): Pattern => ({ is: 'suffix', text: of })) },
    { weight: 2, arbitrary: fc.constantFrom(...expressions).map((of): Pattern => ({ is: 'regex', text: of })) },
  );

  test('is never wrong about what is left of a path, and leaves only what arrives', () => {
    const drawn = fc.sample(fc.tuple(leaf, fc.array(leaf, { maxLength: 4 })), { seed, numRuns: 3_000 });
    const counts = { empty: 0, some: 0, undecided: 0 };
    for (const [from, others] of drawn) {
      const sets = others.map((path, as) => ({ requests: [box({ path })], as }));
      const left = subtract([[box({ path: from })]], sets, { semantics });
      counts[left.verdict] += 1;
      const isLeft = (path: string) =>
        holds(from, path) === true && others.every((other) => holds(other, path) === false);
      if (left.verdict === 'empty') expect({ from, others, left: arriving.find(isLeft) }).toEqual({ from, others });
      if (left.verdict === 'some') {
        const path = normalPath(left.witness.path);
        expect({ from, others, path, ok: path !== null && isLeft(path) }).toMatchObject({ ok: true });
      }
    }
    expect(counts.undecided).toBe(0);
    expect(counts.empty).toBeGreaterThan(500);
    expect(counts.some).toBeGreaterThan(500);
  }, 60_000);
});
