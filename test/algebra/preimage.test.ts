import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds, matches } from '../../src/algebra/matches.ts';
import { box, exact, type Pattern, prefix } from '../../src/algebra/pattern.ts';
import { contains, equal } from '../../src/algebra/pattern-set.ts';
import { pathPreimage, preimage } from '../../src/algebra/preimage.ts';
import { request } from '../../src/algebra/request.ts';
import { apply, type Rewrite } from '../../src/algebra/rewrite.ts';
import { patterns, sendableTexts } from './bounded-texts.ts';

const seed = 20260930;
type PathRewrite = NonNullable<Rewrite['path']>;

const rewrites = fc.oneof(
  fc.record({
    prefix: fc.constantFrom('/', '/a', '/a/', '/ab', '/b', '/A'),
    to: fc.constantFrom('', '/', '/a', '/b/', '/ab/a', '/x', '/aA'),
  }),
  fc.record({ whole: fc.constantFrom('/', '/a', '/ab/', '/b') }),
);

describe(`a path is in the preimage iff the rewritten one is in the pattern (seed ${seed})`, () => {
  test('whatever the pattern', () => {
    let certain = 0;
    for (const [pattern, path] of fc.sample(fc.tuple(patterns('path'), rewrites), { seed, numRuns: 3_000 })) {
      const before = pathPreimage(pattern, path as PathRewrite);
      for (const text of sendableTexts.path.filter((_, i) => i % 3 === 0)) {
        const rewritten = apply({ path: path as PathRewrite }, request({ path: text }))?.path ?? '';
        const inside = holds(before, text);
        if (inside === null) continue;
        certain++;
        expect([pattern, path, text, inside]).toEqual([pattern, path, text, holds(pattern, rewritten)]);
      }
    }
    expect(certain).toBeGreaterThan(50_000);
  });
});

describe('a gateway that strips the prefix it matched', () => {
  const strip: PathRewrite = { prefix: '/chapter', to: '/' };
  const reached = (pattern: Pattern) => contains(pathPreimage(pattern, strip), prefix('/chapter'), 'path');

  test('reaches a route for all', () => expect(reached(prefix('/'))).toBe(true));
  test('reaches more than one below the prefix', () => expect(reached(prefix('/chapter'))).toBe(false));

  test('reaches what an expression behind it says', () => {
    const before = pathPreimage({ is: 'regex', text: '/[0-9]+' }, strip);
    const asked: Pattern = { is: 'all', of: [prefix('/chapter'), before] };
    expect(equal(asked, { is: 'regex', text: '/chapter/?[0-9]+' }, 'path')).toBe(true);
  });
});

test('a host that is replaced decides at once, and what nobody can read stays so', () => {
  const set = [box({ host: exact('b.test'), path: exact('/x') }), box({ host: exact('c.test') })];
  expect(preimage({ host: 'b.test' }, set)).toEqual([box({ host: { is: 'any' }, path: exact('/x') })]);
  const hidden = preimage({ path: { unknown: 'a template' } }, [box({ path: exact('/x') })]);
  expect(matches(hidden, request({ path: '/x' }))).toBeNull();
  expect(preimage(null, set)).toBe(set);
});
