// Generated tables for the benchmark of the algebra, the same in every run.

/** Numbers in [0, 1), the same for the same seed. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words =
  'users orders items cart pay auth admin health metrics v1 v2 search files img feed ws hook jobs tags acl'.split(' ');
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const endings = ['/[0-9]+', '/[^/]+', '/[^/]+/(edit|view)', '(/.*)?', '/[a-z]{2}-[a-z]{2}/.*', '/(?i)thing'];

const exact = (text) => ({ is: 'exact', text });
const regex = (text) => ({ is: 'regex', text });
const some = (values) => ({ absent: false, values, lines: 'some' });
const present = some({ is: 'any' });
const without = { absent: true, values: { is: 'none' }, lines: 'some' };
const every = (values) => ({ absent: false, values: { is: 'not', of: values }, lines: 'every' });

/** As the prototype made them: a path, half with a method, a quarter with a canary header, some more. */
function route(next) {
  const pick = (items) => items[Math.floor(next() * items.length)];
  let path = '';
  for (let depth = 1 + Math.floor(next() * 3); depth > 0; depth--) {
    path += `/${pick(words)}${next() < 0.5 ? Math.floor(next() * 40) : ''}`;
  }
  const kind = next();
  const pattern =
    kind < 0.4
      ? exact(path)
      : kind < 0.65
        ? { is: 'segment-prefix', text: path }
        : kind < 0.85
          ? { is: 'prefix', text: `${path}/` }
          : regex(path + pick(endings));
  const wanted = next() < 0.5 ? [] : next() < 0.7 ? [pick(methods)] : [pick(methods), pick(methods)];
  const headers = new Map();
  const query = new Map();
  if (next() < 0.25) headers.set('x-canary', [next() < 0.5 ? some(exact('true')) : present]);
  if (next() < 0.15) {
    headers.set('x-tenant', [
      pick([
        some(exact(`t${Math.floor(next() * 50)}`)),
        some({ is: 'prefix', text: `t${Math.floor(next() * 9)}` }),
        some(regex('t[0-9]+')),
        every(exact('t1')),
      ]),
    ]);
  }
  if (next() < 0.1) query.set('q', [pick([some(exact('1')), some(regex('[0-9]+')), present])]);
  const parts = { path: pattern };
  if (wanted.length === 1) parts.method = exact(wanted[0]);
  if (wanted.length > 1) parts.method = { is: 'some', of: wanted.map(exact) };
  return box(parts, headers, query);
}

// As src/algebra/pattern.ts makes them: what is not asked for is one shared value.
const nothing = new Map();
const noConditions = new Set();
const box = (parts, headers = nothing, query = nothing) => ({
  parts,
  headers: headers.size === 0 ? nothing : headers,
  query: query.size === 0 ? nothing : query,
  callerLabels: nothing,
  opaque: noConditions,
});

/** The seats of tables, one for each host, tried in the order of the list. */
function seatsOf(tables) {
  const place = { key: 'p', tables: [] };
  const seats = [];
  for (const [host, boxes] of tables) {
    const table = { id: host, admits: [box({ host: exact(host) })], rank: [], entries: [] };
    place.tables.push(table);
    for (const [i, one] of boxes.entries()) {
      const route = { id: `${i}`, action: { kind: 'respond', status: i }, timeout: null, retries: null };
      const entry = { route, requests: [one], rank: [{ by: 'position', value: i, text: `position ${i}` }] };
      table.entries.push(entry);
      seats.push({ place, table, entry });
    }
  }
  return seats;
}

function routes(count, hosts) {
  const next = random(1);
  const tables = new Map();
  for (let host = 0; host < hosts; host++) {
    const boxes = Array.from({ length: count / hosts - 1 }, () => route(next));
    tables.set(`h${host}.test`, [...boxes, box({ path: { is: 'prefix', text: '/' } })]);
  }
  return seatsOf(tables);
}

/** Boxes of three headers, there or missing, and a route for all behind them: random 3-SAT at its threshold. */
function clauses(variables) {
  const next = random(variables);
  const boxes = Array.from({ length: Math.round(4.26 * variables) }, () => {
    const headers = new Map();
    while (headers.size < 3) headers.set(`h${Math.floor(next() * variables)}`, [next() < 0.5 ? present : without]);
    return box({}, headers);
  });
  return seatsOf(new Map([['h.test', [...boxes, box({})]]])).slice(-1);
}

const dense = 'a table of 100,000 that is mostly dead: 31 s, 309 MB';

export const scenarios = {
  'regex, 500 hosts': {
    make: () => routes(10_000, 500),
    prototype: '0.82 s, 42 MB, slowest 6 ms, 63 dead (0 by several)',
  },
  '5,000 hosts': {
    make: () => routes(100_000, 5_000),
    prototype: '5.5 s, 252 MB, slowest 4 ms, 574 dead (2 by several), at most 2',
  },
  '100 hosts': {
    make: () => routes(100_000, 100),
    prototype: '9.3 s, 290 MB, slowest 21 ms, 22,886 dead (1,459 by several), at most 4',
  },
  'half a table': { make: () => routes(50_000, 1), prototype: dense },
  'one table': {
    make: () => routes(100_000, 1),
    prototype: '31 s, 309 MB, slowest 33 ms, 85,179 dead (9,224 by several), at most 6',
  },
  'adversarial 40': { make: () => clauses(40), prototype: '8.5 ms' },
  'adversarial 80': { make: () => clauses(80), prototype: '20 ms' },
  'adversarial 120': { make: () => clauses(120), prototype: '46 ms' },
  'adversarial 150': { make: () => clauses(150), prototype: '140 ms' },
};
