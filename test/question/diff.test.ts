import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Request, request } from '../../src/algebra/request.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { type Diff, diff } from '../../src/question/diff.ts';
import { differences, tellingPart } from '../../src/question/difference.ts';
import { type Entrance, gateways } from '../../src/question/entrance.ts';
import type { Fate } from '../../src/question/fate.ts';
import { fates } from '../../src/question/fates.ts';
import { disguised, edited, manifests, mesh, paths } from '../mesh/meshes.ts';
import { modelOfObjects } from '../mesh/world.ts';

/** Change it to try other meshes. */
const seed = 20_261_126;

const lines = [[], ['1'], ['3'], ['1', '2']];
const universe: readonly Request[] = [...paths, '/a/b/c', '/abc', '/c', '/b/'].flatMap((path) =>
  ['shop.test', 'a.shop.test', 'b.shop.test'].flatMap((host) =>
    ['GET', 'POST'].flatMap((method) =>
      lines.flatMap((values) =>
        ['', 'q=1'].map((query) =>
          request({ path, host, method, query, headers: values.map((value) => ({ name: 'x-a', value })), port: 8080 }),
        ),
      ),
    ),
  ),
);

const entrance = (model: RoutingModel): Entrance => {
  const [only] = gateways(model);
  if (only === undefined) throw new Error('no gateway');
  return only;
};

function compared(before: RoutingModel, after: RoutingModel): Diff {
  return diff([
    {
      before: { model: before, entrance: entrance(before), label: '' },
      after: { model: after, entrance: entrance(after), label: '' },
    },
  ]);
}

const key = (kind: string, before: Fate, after: Fate, as: Parameters<typeof tellingPart>[0]) =>
  JSON.stringify(kind === 'rewrite' ? [kind] : [kind, tellingPart(as, before), tellingPart(as, after)]);

/** Every difference of every request of the universe that nothing leaves open. */
function bruteForce(before: RoutingModel, after: RoutingModel, turn: number): ReadonlyMap<string, Request> {
  const found = new Map<string, Request>();
  // Every fourth request, others for each edit: all of them take minutes and find no more.
  for (const asked of universe.filter((_, at) => at % 4 === turn % 4)) {
    const [left, ...others] = fates(before, entrance(before), asked);
    const [right, ...more] = fates(after, entrance(after), asked);
    if (left === undefined || right === undefined || others.length + more.length > 0) continue;
    for (const kind of differences(left, right)) found.set(key(kind, left, right, kind), asked);
  }
  return found;
}

const minutes = 400_000;

describe(`diff against every request of a bounded universe (seed ${seed})`, () => {
  test(
    '1,000 random edits: nothing is missed, and nothing is told that is not so',
    () => {
      const drawn = fc.sample(
        mesh.chain((from) => fc.record({ from: fc.constant(from), edit: edited(from) })),
        { seed, numRuns: 1_000 },
      );
      const counts = { same: 0, differing: 0, undecided: 0 };
      for (const [turn, { from, edit }] of drawn.entries()) {
        const [before, after] = [modelOfObjects(manifests(from)), modelOfObjects(manifests(edit.to))];
        const { differences: told, undecided } = compared(before, after);
        for (const { kind, witness } of told) {
          const [left] = fates(before, entrance(before), witness);
          const [right] = fates(after, entrance(after), witness);
          if (left === undefined || right === undefined) throw new Error('a witness without a fate');
          expect({ edit, witness, kinds: differences(left, right) }).toMatchObject({
            kinds: expect.arrayContaining([kind]),
          });
        }
        const known = new Set(told.map(({ kind, before: left, after: right }) => key(kind, left, right, kind)));
        const missed = [...bruteForce(before, after, turn)].filter(([one]) => !known.has(one));
        expect({ edit: edit.word, from, to: edit.to, missed }).toMatchObject({ missed: [] });
        counts[told.length > 0 ? 'differing' : 'same'] += 1;
        if (undecided.length > 0) counts.undecided += 1;
      }
      expect(counts.same).toBeGreaterThan(100);
      expect(counts.differing).toBeGreaterThan(400);
    },
    minutes,
  );

  test(
    'other names and another order are no difference',
    () => {
      const drawn = fc.sample(
        mesh.chain((from) => fc.record({ from: fc.constant(from), to: disguised(from) })),
        { seed, numRuns: 200 },
      );
      for (const { from, to } of drawn) {
        const told = compared(modelOfObjects(manifests(from)), modelOfObjects(manifests(to)));
        expect({ from, to, told: told.differences, open: told.undecided }).toMatchObject({ told: [], open: [] });
      }
    },
    minutes,
  );
});
