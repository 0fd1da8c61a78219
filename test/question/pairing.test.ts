import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { insideDoors } from '../../src/question/entrance.ts';
import { pairing } from '../../src/question/pairing.ts';
import { modelOf } from '../mesh/world.ts';

const folder = new URL('../examples/color-app/', import.meta.url);
const manifests = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n---\n');
const world = (name: string) => ({ name, model: modelOf(manifests) });
const inside = insideDoors(modelOf(manifests)).length;
const told = (before: readonly string[], after: readonly string[]) => {
  const { pairs, conflicts } = pairing(before.map(world), after.map(world), []);
  return {
    inside: pairs.filter((pair) => (pair.before ?? pair.after)?.entrance.place.outside === false).length,
    whole: pairs.every((pair) => pair.before !== null && pair.after !== null),
    conflicts: conflicts.map(({ before: olds, after: news }) => [...olds, '-', ...news].join(' ')),
  };
};

it('what is called inside a mesh is paired in worlds of one name', () => {
  expect(inside).toBeGreaterThan(0);
  expect(told(['a', 'b'], ['b', 'a'])).toEqual({ inside: 2 * inside, whole: true, conflicts: [] });
});

it('what several worlds have inside is a conflict, and in no pair', () => {
  const { inside: left, conflicts } = told(['a', 'b'], ['c', 'd']);
  expect([left, new Set(conflicts)]).toEqual([0, new Set(['a b - c d'])]);
  expect(conflicts.length).toBeGreaterThan(inside);
});

it('a place that lost its first name is still the same one', () => {
  const one = { name: '', model: modelOf(manifests) };
  const renamed = (names: (own: readonly string[]) => readonly string[]) => ({
    name: '',
    model: {
      ...one.model,
      places: one.model.places.map((place) => ({ ...place, names: place.outside ? [] : names(place.names) })),
    },
  });
  const more = renamed((own) => (own.length === 0 ? own : [`old.${own[0]}`, ...own]));
  const { pairs } = pairing([more], [one], []);
  expect(pairs.every((pair) => pair.before !== null && pair.after !== null)).toBe(true);
  const others = pairing([renamed((own) => own.map((name) => `old.${name}`))], [one], []);
  expect(others.pairs.filter((pair) => pair.before === null)).toHaveLength(inside);
});
