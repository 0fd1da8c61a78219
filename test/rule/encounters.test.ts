import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effortCap, ordinary, renewEffort } from '../../src/algebra/effort.ts';
import { overlap } from '../../src/algebra/overlap.ts';
import { box, everything, type Pattern } from '../../src/algebra/pattern.ts';
import { order } from '../../src/model/order.ts';
import type { Entry, Route } from '../../src/model/route.ts';
import type { RouteTable } from '../../src/model/table.ts';
import { encounters } from '../../src/rule/encounters.ts';

const seed = 20261121;
const somewhere = { document: 'd', path: [], part: 'value' as const };

function entry(index: number, path: Pattern, priority: number): Entry {
  const route: Route = {
    id: `r${index}`,
    name: `r${index}`,
    resource: { group: '', kind: 'Route', namespace: '', name: `r${index}` },
    labels: new Map(),
    at: { self: somewhere, rule: somewhere, match: somewhere, action: somewhere },
    action: { kind: 'respond', status: 200 + index },
    expressions: [],
    timeout: null,
    retries: null,
  };
  const rank = [{ by: 'priority', value: priority, text: `priority ${priority}`, written: true as const }];
  return { route, requests: [box({ path })], rank, at: somewhere };
}

const tableOf = (entries: readonly Entry[]): RouteTable => ({
  id: 't',
  label: 't',
  at: somewhere,
  protocol: 'http',
  admits: everything,
  rank: [],
  entries,
  otherwise: { kind: 'respond', status: 404 },
});

const paths = ['/', '/a', '/a/b', '/ab', '/b'];
const pattern = fc.oneof(
  fc.constantFrom(...paths).map((text): Pattern => ({ is: 'exact', text })),
  fc.constantFrom(...paths).map((text): Pattern => ({ is: 'prefix', text })),
  fc.constantFrom('', '/a', '/a/b').map((text): Pattern => ({ is: 'segment-prefix', text })),
  fc.constant<Pattern>({ is: 'any' }),
  fc.constant<Pattern>({ is: 'suffix', text: 'b' }),
);

describe('encounters', () => {
  it(`are every pair that nothing orders and that shares a request, each once (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pattern, fc.constantFrom(1, 2)), { maxLength: 8 }), (drawn) => {
        const entries = drawn.map(([path, priority], index) => entry(index, path, priority));
        const found = [...encounters(tableOf(entries), () => true)].flatMap(({ entry: later, rivals }) =>
          rivals.map(({ rival }) => `${rival.route.id} ${later.route.id}`),
        );
        const wanted = entries.flatMap((right, j) =>
          entries
            .slice(0, j)
            .filter((left) => order(left.rank, right.rank).first === 'nothing')
            .filter((left) => overlap(left.requests, right.requests).verdict === 'overlapping')
            .map((left) => `${left.route.id} ${right.route.id}`),
        );
        expect(found.sort()).toEqual(wanted.sort());
      }),
      { seed, numRuns: 300 },
    );
  });

  it('stop where a run has compared what it may, and say so', () => {
    const entries = Array.from({ length: 30 }, (_, index) => entry(index, { is: 'suffix', text: `${index}` }, 1));
    try {
      renewEffort({ together: 0, each: 100 });
      const found = [...encounters(tableOf(entries), () => true)];
      expect(found.flatMap(({ rivals }) => rivals).length).toBeLessThanOrEqual(100);
      expect(found.at(-1)?.open).toEqual([{ question: 'which routes of t share requests', cap: effortCap }]);
    } finally {
      renewEffort(ordinary);
    }
  });
});
