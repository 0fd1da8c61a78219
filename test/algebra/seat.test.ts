import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { box, everything, exact, prefix, type RequestSet } from '../../src/algebra/pattern.ts';
import { subtract } from '../../src/algebra/subtract.ts';
import type { SourceRef } from '../../src/document/ref.ts';
import type { Seat } from '../../src/model/model.ts';
import { linearise, precedes, type Rank } from '../../src/model/order.ts';
import type { Place } from '../../src/model/place.ts';
import type { Action, Entry, Route } from '../../src/model/route.ts';
import { byDefault } from '../../src/model/setting.ts';
import type { RouteTable } from '../../src/model/table.ts';
import { precedence, remainder } from '../../src/rule/seat.ts';
import { simpleSets } from './bounded.ts';

const seed = 7;
const at: SourceRef = { document: 'd', path: [], part: 'value' };
const nowhere: Action = { kind: 'respond', status: 404 };
const priority = (value: number): Rank => [{ by: 'priority', value, text: `priority ${value}` }];

function entry(name: string, rank: Rank, requests: RequestSet): Entry {
  const resource = { group: '', kind: 'Route', namespace: '', name };
  const places = { self: at, rule: at, match: at, action: at };
  const route: Route = {
    id: name,
    name,
    resource,
    labels: new Map(),
    at: places,
    action: nowhere,
    expressions: [],
    timeout: null,
    retries: null,
  };
  return { route, requests, rank, at };
}

const table = (id: string, rank: Rank, admits: RequestSet, entries: readonly Entry[]): RouteTable => ({
  id,
  label: id,
  at,
  protocol: 'http',
  admits,
  rank,
  entries,
  otherwise: nowhere,
});

const place = (...tables: readonly RouteTable[]): Place => ({
  key: 'p',
  label: 'p',
  at,
  port: 80,
  outside: true,
  names: [],
  tables,
  otherwise: nowhere,
  tls: { accepts: byDefault('plaintext', '', ''), certificate: null, demands: null, domain: null },
});

describe('remainder', () => {
  test('an entry that is tried before takes what both match', () => {
    const first = entry('first', priority(1), [box({ path: prefix('/') })]);
    const last = entry('last', priority(2), [box({ path: exact('/a') })]);
    const only = table('t', priority(0), everything, [first, last]);
    const seat: Seat = { place: place(only), table: only, entry: last };
    expect(remainder(seat)).toEqual({ verdict: 'empty', takenBy: [{ entry: first }] });
    expect(remainder({ ...seat, entry: first })).toMatchObject({ verdict: 'some' });
    expect(precedence({ entry: first }, seat)).toBe('priority 1 is tried before priority 2');
  });

  test('an entry of the same priority takes nothing for certain', () => {
    const twin = entry('twin', priority(1), everything);
    const other = entry('other', priority(1), everything);
    const only = table('t', priority(0), everything, [twin, other]);
    expect(remainder({ place: place(only), table: only, entry: other })).toMatchObject({ verdict: 'some' });
  });

  test('a table that is tried before takes what it admits, whatever its entries', () => {
    const one = entry('one', priority(1), [box({ path: exact('/a') })]);
    const general = table('general', priority(2), everything, [one]);
    const special = table('special', priority(1), [box({ host: exact('a.test') })], []);
    const both = place(special, general);
    const elsewhere = entry('elsewhere', priority(1), [box({ host: exact('a.test') })]);
    const late = table('late', priority(3), everything, [elsewhere]);
    expect(remainder({ place: both, table: general, entry: one })).toMatchObject({ witness: { host: 'example.test' } });
    expect(remainder({ place: place(special, late), table: late, entry: elsewhere })).toEqual({
      verdict: 'empty',
      takenBy: [{ table: special }],
    });
  });

  test(`is what subtracting every certain predecessor gives (seed ${seed})`, () => {
    const ranked = fc.record({ requests: simpleSets, rank: fc.integer({ min: 0, max: 5 }).map(priority) });
    for (const drawn of fc.sample(fc.array(ranked, { minLength: 30, maxLength: 30 }), { seed, numRuns: 10 })) {
      const entries = drawn.map(({ requests, rank }, i) => entry(`e${i}`, rank, requests));
      const only = table('t', priority(0), everything, entries);
      for (const one of entries) {
        const takers = entries.filter((rival) => precedes(rival.rank, one.rank));
        const { verdict } = subtract(
          [one.requests],
          takers.map((as) => ({ requests: as.requests, as })),
        );
        expect(remainder({ place: place(only), table: only, entry: one }).verdict).toBe(verdict);
      }
    }
  });

  test(`is so too where the list is sorted and one of two readings of a rank is (seed ${seed})`, () => {
    const twofold = (value: number): Rank => [{ by: 'priority', value, text: 'a priority', otherReading: value + 1 }];
    const rank = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean());
    const ranked = fc.record({ requests: simpleSets, rank: rank.map(([n, two]) => (two ? twofold(n) : priority(n))) });
    for (const drawn of fc.sample(fc.array(ranked, { minLength: 30, maxLength: 30 }), { seed, numRuns: 10 })) {
      const entries = linearise(drawn.map(({ requests, rank }, i) => entry(`e${i}`, rank, requests)));
      const only = table('t', priority(0), everything, entries);
      for (const one of entries) {
        const takers = entries.filter((rival) => precedes(rival.rank, one.rank));
        const { verdict } = subtract(
          [one.requests],
          takers.map((as) => ({ requests: as.requests, as })),
        );
        expect(remainder({ place: place(only), table: only, entry: one }).verdict).toBe(verdict);
      }
    }
  });
});
