import { describe, expect, test } from 'vitest';
import { exact, type Pattern, prefix } from '../../src/algebra/pattern.ts';
import { contains, disjoint, equal, isEmpty } from '../../src/algebra/pattern-set.ts';

const segment = (text: string): Pattern => ({ is: 'segment-prefix', text });
const labels = (suffix: string, most: number | null): Pattern => ({ is: 'labels', suffix, most });
const not = (of: Pattern): Pattern => ({ is: 'not', of });
const all = (...of: readonly Pattern[]): Pattern => ({ is: 'all', of });
const some = (...of: readonly Pattern[]): Pattern => ({ is: 'some', of });
const regex = (text: string): Pattern => ({ is: 'regex', text });
const unknown = (text: string): Pattern => ({ is: 'unknown', text });

describe('isEmpty', () => {
  test.each<[string, Pattern, boolean | null]>([
    ['a path with a query', exact('/a?b'), true],
    ['a path with a fragment', prefix('/a#b'), true],
    ['a path without a slash', exact('a'), true],
    ['a path with a space', { is: 'contains', text: 'a b' }, true],
    ['the prefix /', prefix('/'), false],
    ['everything but the prefix /', not(prefix('/')), true],
    ['a segment but itself and below', all(segment('/a'), not(exact('/a')), not(prefix('/a/'))), true],
    ['a prefix but its segment', all(prefix('/a'), not(segment('/a'))), false],
    ['a regular expression', regex('/a|/b'), false],
    ['a regular expression without a slash', regex('[a-z]+'), true],
    ['a regular expression that the engine refuses', regex('/(?!a)'), null],
    ['a regular expression and not the same', all(regex('/a+'), not(regex('/a+'))), true],
    ['a regular expression and nothing', all(regex('/a+'), { is: 'none' }), true],
  ])('of a path: %s', (_, pattern, expected) => expect(isEmpty(pattern, 'path')).toBe(expected));

  test('a host is never in upper case, so a folded one is', () => {
    expect(isEmpty(exact('Shop.test'), 'host')).toBe(true);
    expect(isEmpty({ is: 'exact', text: 'Shop.test', fold: true }, 'host')).toBe(false);
  });

  test('a header never begins with a space, and a query value never holds &', () => {
    expect(isEmpty(exact(' a'), 'header')).toBe(true);
    expect(isEmpty(exact('a&b'), 'query')).toBe(true);
  });

  test('a scheme is one of two, a method any token', () => {
    expect(isEmpty(not(some(exact('http'), exact('https'))), 'scheme')).toBe(true);
    const standard = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT'];
    expect(isEmpty(not(some(...standard.map(exact))), 'method')).toBe(false);
  });
});

describe('contains', () => {
  test.each<[string, Pattern, Pattern, boolean | null]>([
    ['a prefix has a longer one', prefix('/a'), prefix('/ab'), true],
    ['a prefix has no shorter one', prefix('/ab'), prefix('/a'), false],
    ['a prefix has its segment', prefix('/a'), segment('/a'), true],
    ['a segment lacks a sibling of its prefix', segment('/a'), prefix('/a'), false],
    ['/ has a regular expression', prefix('/'), regex('.*'), true],
    ['a prefix has a regular expression', prefix('/a'), regex('/a.*'), true],
    ['a prefix lacks an alternative', prefix('/a'), regex('/(a|b)c'), false],
    ['an unknown text has itself', unknown('$A'), unknown('$A'), true],
    ['an unknown text may have another', unknown('$A'), unknown('$A-$B'), null],
    ['two texts have each of them', some(exact('/a'), exact('/b')), exact('/b'), true],
    ['a fold has every case', { is: 'prefix', text: '/A', fold: true }, prefix('/aB'), true],
    ['one case lacks the fold', prefix('/a'), { is: 'prefix', text: '/a', fold: true }, false],
    ['a slash has no case', prefix('/'), { is: 'prefix', text: '/', fold: true }, true],
  ])('%s', (_, outer, inner, expected) => expect(contains(outer, inner, 'path')).toBe(expected));

  test('any number of labels has one label, which has no two', () => {
    expect(contains(labels('s.t', null), labels('s.t', 1), 'host')).toBe(true);
    expect(contains(labels('s.t', 1), labels('s.t', 2), 'host')).toBe(false);
    expect(contains(labels('t', 2), labels('s.t', 1), 'host')).toBe(true);
    expect(contains(labels('t', 1), labels('s.t', 1), 'host')).toBe(false);
  });

  test('two ranges together have the one between', () => {
    const range = (from: number, to: number): Pattern => ({ is: 'integers', from, to });
    expect(contains(some(range(0, 5), range(5, 9)), range(2, 8), 'header')).toBe(true);
    expect(contains(some(range(0, 5), range(6, 9)), range(2, 8), 'header')).toBe(false);
  });
});

describe('disjoint', () => {
  test.each<[string, Pattern, Pattern, boolean | null]>([
    ['two siblings', prefix('/a'), prefix('/b'), true],
    ['a segment and a sibling', segment('/a'), exact('/ab'), true],
    ['a prefix and a suffix', prefix('/a'), { is: 'suffix', text: 'z' }, false],
    ['two suffixes', { is: 'suffix', text: '.js' }, { is: 'suffix', text: '.css' }, true],
    ['a prefix and a regular expression', prefix('/a'), regex('/b'), true],
    ['a suffix and a regular expression', { is: 'suffix', text: '.js' }, regex('/[a-z]+[.](js|css)'), false],
  ])('%s', (_, left, right, expected) => expect(disjoint(left, right, 'path')).toBe(expected));

  test('one label of a suffix and one of a longer suffix', () => {
    expect(disjoint(labels('t', 1), labels('s.t', 1), 'host')).toBe(true);
    expect(disjoint(labels('t', null), labels('s.t', 1), 'host')).toBe(false);
  });
});

test('equal compares what is matched, not what is written', () => {
  expect(equal(segment(''), prefix('/'), 'path')).toBe(true);
  expect(equal(segment('/a'), prefix('/a'), 'path')).toBe(false);
  expect(equal(not(not(regex('a'))), regex('a'), 'path')).toBe(true);
  expect(equal(regex('/a|/b'), regex('/[ab]'), 'path')).toBe(true);
  expect(equal(regex('/(?=a)'), regex('/b'), 'path')).toBeNull();
});
