import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { box, prefix } from '../../src/algebra/pattern.ts';
import { merge } from '../../src/mesh/merge.ts';
import { emptyPart, type ModelPart } from '../../src/model/model.ts';
import type { Place } from '../../src/model/place.ts';
import type { Entry, Route } from '../../src/model/route.ts';
import { byDefault } from '../../src/model/setting.ts';
import type { RouteTable } from '../../src/model/table.ts';

const at = { document: 'd', path: [], part: 'value' } as const;

function route(id: string): Route {
  const resource = { group: '', kind: 'Route', namespace: 'n', name: id };
  const action = { kind: 'respond', status: 200 } as const;
  return {
    id,
    name: id,
    resource,
    labels: new Map(),
    at: { self: at, rule: at, match: at, action: at },
    action,
    expressions: [],
    timeout: null,
    retries: null,
  };
}

function entry(id: string, first: number): Entry {
  return {
    route: route(id),
    requests: [box({ path: prefix(`/${id}`) })],
    rank: [{ by: 'list', value: first, text: id }],
    at,
  };
}

function table(id: string, rank: number, entries: readonly Entry[]): RouteTable {
  return {
    id,
    label: id,
    at,
    protocol: 'http',
    admits: [box()],
    rank: [{ by: 'layer', value: rank, text: id }],
    entries,
    otherwise: { kind: 'respond', status: 404 },
  };
}

function place(key: string, tables: readonly RouteTable[]): Place {
  return {
    key,
    label: key,
    at,
    port: 80,
    outside: false,
    names: [],
    tables,
    otherwise: { kind: 'respond', status: 404 },
    tls: { accepts: byDefault('plaintext', '', ''), certificate: null, demands: null, domain: null },
  };
}

const part = (given: Partial<ModelPart>): ModelPart => ({ ...emptyPart, ...given });

describe('merge', () => {
  it('unites the tables of one place in the order of trial', () => {
    const model = merge([
      part({ places: [place('p', [table('low', 2, [entry('a', 1)])])] }),
      part({ places: [place('p', [table('high', 1, [entry('b', 1)])])] }),
    ]);
    expect(model.place('p')?.tables.map(({ id }) => id)).toEqual(['high', 'low']);
    expect(model.places).toHaveLength(1);
  });

  it('unites the entries of one table in the order of trial', () => {
    const model = merge([
      part({ places: [place('p', [table('t', 1, [entry('a', 2)])])] }),
      part({ places: [place('p', [table('t', 1, [entry('b', 1)])])] }),
    ]);
    expect(model.place('p')?.tables.map(({ entries }) => entries.map(({ route: { id } }) => id))).toEqual([['b', 'a']]);
  });

  it('gives a route all its seats', () => {
    const shared = entry('a', 1);
    const model = merge([
      part({ places: [place('q', [table('t', 1, [shared])]), place('p', [table('t', 1, [{ ...shared }])])] }),
    ]);
    expect(model.routes.map(({ route: { id }, seats }) => [id, seats.map((seat) => seat.place.key)])).toEqual([
      ['a', ['p', 'q']],
    ]);
  });

  it('keeps a route that sits nowhere', () => {
    const model = merge([part({ strays: [route('lost')] })]);
    expect(model.routes.map(({ route: { id }, seats }) => [id, seats])).toEqual([['lost', []]]);
  });

  it('does not call a route lost that sits elsewhere', () => {
    const model = merge([
      part({ strays: [route('a')] }),
      part({ places: [place('p', [table('t', 1, [entry('a', 1)])])] }),
    ]);
    expect(model.routes.map(({ seats }) => seats.length)).toEqual([1]);
  });

  it('has no place that nobody built', () => {
    expect(merge([]).place('p')).toBeUndefined();
  });

  it('does not depend on the order of parts (seed 7)', () => {
    const parts = ['a', 'b', 'c', 'd', 'e'].map((id, i) =>
      part({
        places: [place(i % 2 === 0 ? 'p' : 'q', [table(i < 3 ? 't' : 'u', i < 3 ? 1 : 2, [entry(id, i % 2)])])],
        strays: [route(`lost ${id}`)],
        references: [
          {
            from: route(id).resource,
            at,
            wanted: { kind: 'K', namespace: 'n', name: 'x' },
            as: 'target',
            resolution: { is: 'unknown', unknown: id },
          },
        ],
      }),
    );
    const text = (given: readonly ModelPart[]) => JSON.stringify(merge(given));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(parts, { minLength: parts.length }),
        (shuffled) => text(shuffled) === text(parts),
      ),
      { seed: 7, numRuns: 100 },
    );
  });
});
