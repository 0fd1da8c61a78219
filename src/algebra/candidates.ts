import { prefixOf } from './leaf.ts';
import type { Box, Field, Part, Pattern } from './pattern.ts';
import type { Request } from './request.ts';
import type { Taker } from './subtract.ts';
import { type Dimension, dimensionKey } from './universe.ts';

/** Members of a list of sets by what they surely ask for: a text, a prefix of the path, a suffix of the host. */
export interface Candidates<T> {
  /** Visits a superset, in the order of the list, of the members that can match what is probed, until a visit says stop. */
  near(probe: Probe, visit: Visit<T>): void;
}

/** What is done with a candidate and its place in the list: true iff no other one is wanted. */
export type Visit<T> = (taker: Taker<T>, position: number) => boolean;

/** The keys under which the dimension of a request is filed; no key has another length than those, ascending. */
export type Probe = (on: Dimension, lengths: readonly number[]) => Iterable<string>;

interface Filed<T> {
  readonly position: number;
  readonly taker: Taker<T>;
}

/** What a member surely asks for, one for each dimension of which that can be said. */
type Keys = readonly { readonly on: Dimension; readonly dimension: string; readonly text: string }[];
type Keyed<T> = Filed<T> & { readonly keys: Keys };

/** Members that name no key for the dimension are in `rest`. */
type Node<T> =
  | { readonly leaf: readonly Filed<T>[] }
  | {
      readonly on: Dimension;
      readonly by: ReadonlyMap<string, Node<T>>;
      readonly lengths: readonly number[];
      readonly rest: Node<T>;
    };

const smallest = 8;
const noKeys: Keys = [];

/** Files the members once, in a tree that asks at each step for the dimension that tells most of them apart. */
export function candidates<T>(takers: readonly Taker<T>[]): Candidates<T> {
  const isLeaf = takers.reduce((sum, { requests }) => sum + requests.length, 0) <= smallest;
  const keyed = takers.flatMap((taker, position) =>
    taker.requests.map((box): Keyed<T> => ({ position, taker, keys: isLeaf ? noKeys : keysOf(box) })),
  );
  const root = node(keyed, []);
  return {
    near: (probe, visit) => {
      const lists: (readonly Filed<T>[])[] = [];
      collect(root, probe, lists);
      merge(lists, visit);
    },
  };
}

function node<T>(members: readonly Keyed<T>[], asked: readonly string[]): Node<T> {
  const on = members.length <= smallest ? null : mostTelling(members, asked);
  if (on === null) return { leaf: members.map(({ position, taker }) => ({ position, taker })) };
  const dimension = dimensionKey(on);
  const rest: Keyed<T>[] = [];
  const groups = new Map<string, Keyed<T>[]>();
  for (const member of members) {
    const key = member.keys.find((one) => one.dimension === dimension);
    const group = key === undefined ? rest : groups.get(key.text);
    if (group !== undefined) group.push(member);
    else if (key !== undefined) groups.set(key.text, [member]);
  }
  const now = [...asked, dimension];
  return {
    on,
    by: new Map([...groups].map(([key, group]) => [key, node(group, now)])),
    lengths: [...new Set([...groups.keys()].map(({ length }) => length))].sort((left, right) => left - right),
    rest: node(rest, now),
  };
}

/** The dimension that leaves fewest members beside each other, or null if none tells many apart, from each other or from a probe. */
function mostTelling<T>(members: readonly Keyed<T>[], asked: readonly string[]): Dimension | null {
  const counts = new Map<string, { on: Dimension; all: number; by: Map<string, number>; largest: number }>();
  for (const { keys } of members) {
    for (const { on, dimension, text } of keys) {
      if (asked.includes(dimension)) continue;
      const count = counts.get(dimension) ?? { on, all: 0, by: new Map<string, number>(), largest: 0 };
      counts.set(dimension, count);
      const of = (count.by.get(text) ?? 0) + 1;
      count.by.set(text, of);
      count.all++;
      count.largest = Math.max(count.largest, of);
    }
  }
  const byTold = [...counts.values()].sort(
    (left, right) => right.all - right.largest - (left.all - left.largest) || right.all - left.all,
  );
  const best = byTold.find(({ all, largest }) => all - largest > smallest / 2 || all > members.length / 2);
  return best?.on ?? null;
}

/** The leaves in which what is probed can be. */
function collect<T>(at: Node<T>, probe: Probe, lists: (readonly Filed<T>[])[]): void {
  if ('leaf' in at) {
    if (at.leaf.length > 0) lists.push(at.leaf);
    return;
  }
  for (const key of new Set(probe(at.on, at.lengths))) {
    const next = at.by.get(key);
    if (next !== undefined) collect(next, probe, lists);
  }
  collect(at.rest, probe, lists);
}

/** Visits the members of all lists by position, each once. */
function merge<T>(lists: readonly (readonly Filed<T>[])[], visit: Visit<T>): void {
  const next = new Int32Array(lists.length);
  for (let last = -1; ; ) {
    let first: Filed<T> | undefined;
    for (let i = 0; i < lists.length; i++) {
      const list = lists[i] as readonly Filed<T>[];
      let at = next[i] ?? 0;
      while (at < list.length && (list[at] as Filed<T>).position <= last) at++;
      next[i] = at;
      const head = list[at];
      if (head !== undefined && (first === undefined || head.position < first.position)) first = head;
    }
    if (first === undefined || visit(first.taker, first.position)) return;
    last = first.position;
  }
}

function keysOf(box: Box): Keys {
  const keys: Keys[number][] = [];
  for (const { on, dimension } of keyedParts) {
    const text = keyOf(box.parts[on.kind as Part], on.kind);
    if (text !== null) keys.push({ on, dimension, text });
  }
  for (const kind of ['header', 'query'] satisfies Dimension['kind'][]) {
    for (const [name, fields] of kind === 'header' ? box.headers : box.query) {
      const text = first(fields, fieldKey);
      if (text !== null) keys.push({ on: { kind, name }, dimension: dimensionKey({ kind, name }), text });
    }
  }
  return keys;
}

const keyedParts = (['path', 'host', 'method', 'port'] satisfies Part[]).map((part) => ({
  on: { kind: part, name: part } satisfies Dimension,
  dimension: dimensionKey({ kind: part, name: part }),
}));

function keyOf(pattern: Pattern | undefined, kind: Dimension['kind']): string | null {
  if (pattern === undefined) return null;
  if (pattern.is === 'all') return first(pattern.of, (part) => keyOf(part, kind));
  if (pattern.is === 'exact') return pattern.fold ? null : `=${pattern.text}`;
  if (kind === 'path' && pattern.is === 'prefix') return pattern.fold ? null : `^${pattern.text}`;
  if (kind === 'path' && pattern.is === 'segment-prefix') return `^${pattern.text}`;
  if (kind === 'path' && pattern.is === 'regex') return `^${prefixOf(pattern.text)}`;
  return kind === 'host' && pattern.is === 'labels' ? `$.${pattern.suffix}` : null;
}

function fieldKey({ absent, values }: Field): string | null {
  return absent ? null : keyOf(values, 'header');
}

function first<T>(items: readonly T[], key: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = key(item);
    if (found !== null) return found;
  }
  return null;
}

/** The keys of one request. */
export function requestProbe(request: Request): Probe {
  return ({ kind, name }, lengths) => {
    if (kind === 'path') return pathKeys(request.path, lengths);
    if (kind === 'host') return textKeys(kind, request.host);
    if (kind === 'method') return textKeys(kind, request.method);
    if (kind === 'port') return textKeys(kind, String(request.port));
    if (kind === 'header') return request.headers.flatMap((line) => (line.name === name ? [`=${line.value}`] : []));
    return request.query
      .split('&')
      .flatMap((pair) => (pair.startsWith(`${name}=`) ? [`=${pair.slice(name.length + 1)}`] : ['=']));
  };
}

/** A path of a hundred thousand characters has as many beginnings: only those are made that can be filed. */
function pathKeys(path: string, lengths: readonly number[]): readonly string[] {
  const keys = [`=${path}`];
  for (const length of lengths) {
    if (length > path.length + 1) break;
    keys.push(`^${path.slice(0, length - 1)}`);
  }
  return keys;
}

function textKeys(kind: Dimension['kind'], text: string): readonly string[] {
  const keys = [`=${text}`];
  if (kind === 'host')
    for (let i = text.indexOf('.'); i >= 0; i = text.indexOf('.', i + 1)) keys.push(`$${text.slice(i)}`);
  return keys;
}
