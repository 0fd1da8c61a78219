import { type Dimension, dimensionKey } from './dimension.ts';
import type { Box, Field, Part, Pattern } from './pattern.ts';
import type { Product } from './product.ts';
import type { Request } from './request.ts';
import type { Taker } from './subtract.ts';

/** Members of a list of sets by what they surely ask for: a text, a prefix of the path, a suffix of the host. */
export interface Candidates<T> {
  /** A superset, in the order of the list, of the members that can match what is probed. */
  near(probe: Probe): Iterable<Taker<T>>;
}

/** The keys under which the dimension of a request, or of all requests of a product, is filed. */
export type Probe = (on: Dimension) => Iterable<string>;

interface Filed<T> {
  readonly position: number;
  readonly taker: Taker<T>;
}

/** What a member surely asks for, by dimension. */
type Keys = ReadonlyMap<string, { readonly on: Dimension; readonly text: string }>;
type Keyed<T> = Filed<T> & { readonly keys: Keys };

/** Members that name no key for the dimension are in `rest`. */
type Node<T> =
  | { readonly leaf: readonly Filed<T>[] }
  | { readonly on: Dimension; readonly by: ReadonlyMap<string, Node<T>>; readonly rest: Node<T> };

const smallest = 8;
const noKeys: Keys = new Map();

/** Files the members once, in a tree that asks at each step for the dimension that tells most of them apart. */
export function candidates<T>(takers: readonly Taker<T>[]): Candidates<T> {
  const isLeaf = takers.reduce((sum, { requests }) => sum + requests.length, 0) <= smallest;
  const keyed = takers.flatMap((taker, position) =>
    taker.requests.map((box): Keyed<T> => ({ position, taker, keys: isLeaf ? noKeys : keysOf(box) })),
  );
  const root = node(keyed, []);
  return { near: (probe) => merged([...leaves(root, probe)]) };
}

function node<T>(members: readonly Keyed<T>[], asked: readonly string[]): Node<T> {
  const on = members.length <= smallest ? null : mostTelling(members, asked);
  if (on === null) return { leaf: members.map(({ position, taker }) => ({ position, taker })) };
  const dimension = dimensionKey(on);
  const rest: Keyed<T>[] = [];
  const groups = new Map<string, Keyed<T>[]>();
  for (const member of members) {
    const key = member.keys.get(dimension);
    const group = key === undefined ? rest : groups.get(key.text);
    if (group !== undefined) group.push(member);
    else if (key !== undefined) groups.set(key.text, [member]);
  }
  const now = [...asked, dimension];
  return { on, by: new Map([...groups].map(([key, group]) => [key, node(group, now)])), rest: node(rest, now) };
}

/** The dimension that leaves fewest members beside each other, or null if none tells many apart. */
function mostTelling<T>(members: readonly Keyed<T>[], asked: readonly string[]): Dimension | null {
  const counts = new Map<string, { on: Dimension; all: number; by: Map<string, number>; largest: number }>();
  for (const { keys } of members) {
    for (const [dimension, { on, text }] of keys) {
      if (asked.includes(dimension)) continue;
      const count = counts.get(dimension) ?? { on, all: 0, by: new Map<string, number>(), largest: 0 };
      counts.set(dimension, count);
      const of = (count.by.get(text) ?? 0) + 1;
      count.by.set(text, of);
      count.all++;
      count.largest = Math.max(count.largest, of);
    }
  }
  let best: Dimension | null = null;
  let most = smallest / 2;
  for (const { on, all, largest } of counts.values()) {
    if (all - largest <= most) continue;
    most = all - largest;
    best = on;
  }
  return best;
}

function* leaves<T>(at: Node<T>, probe: Probe): Iterable<readonly Filed<T>[]> {
  if ('leaf' in at) {
    if (at.leaf.length > 0) yield at.leaf;
    return;
  }
  for (const key of new Set(probe(at.on))) {
    const next = at.by.get(key);
    if (next !== undefined) yield* leaves(next, probe);
  }
  yield* leaves(at.rest, probe);
}

/** The members of all leaves by position, each once. */
function* merged<T>(lists: readonly (readonly Filed<T>[])[]): Iterable<Taker<T>> {
  const [only, another] = lists;
  if (only === undefined) return;
  if (another === undefined) {
    for (const [i, { position, taker }] of only.entries()) if (only[i - 1]?.position !== position) yield taker;
    return;
  }
  const next = lists.map(() => 0);
  for (let last = -1; ; ) {
    let first: Filed<T> | undefined;
    for (const [i, list] of lists.entries()) {
      while ((list[next[i] ?? 0]?.position ?? last + 1) <= last) next[i] = (next[i] ?? 0) + 1;
      const head = list[next[i] ?? 0];
      if (head !== undefined && (first === undefined || head.position < first.position)) first = head;
    }
    if (first === undefined) return;
    last = first.position;
    yield first.taker;
  }
}

function keysOf(box: Box): Keys {
  const keys = new Map<string, { on: Dimension; text: string }>();
  const add = (on: Dimension, text: string | null) => {
    if (text !== null) keys.set(dimensionKey(on), { on, text });
  };
  for (const part of ['path', 'host', 'method', 'port'] satisfies Part[]) {
    add({ kind: part, name: part }, keyOf(box.parts[part], part));
  }
  for (const kind of ['header', 'query'] satisfies Dimension['kind'][]) {
    for (const [name, fields] of kind === 'header' ? box.headers : box.query) {
      add({ kind, name }, first(fields, fieldKey));
    }
  }
  return keys;
}

function keyOf(pattern: Pattern | undefined, kind: Dimension['kind']): string | null {
  if (pattern === undefined) return null;
  if (pattern.is === 'all') return first(pattern.of, (part) => keyOf(part, kind));
  if (pattern.is === 'exact') return pattern.fold ? null : `=${pattern.text}`;
  if (kind === 'path' && pattern.is === 'prefix') return pattern.fold ? null : `^${pattern.text}`;
  if (kind === 'path' && pattern.is === 'segment-prefix') return `^${pattern.text}`;
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
  return ({ kind, name }) => {
    if (kind === 'path') return textKeys(kind, request.path);
    if (kind === 'host') return textKeys(kind, request.host);
    if (kind === 'method') return textKeys(kind, request.method);
    if (kind === 'port') return textKeys(kind, String(request.port));
    if (kind === 'header') return request.headers.flatMap((line) => (line.name === name ? [`=${line.value}`] : []));
    return request.query
      .split('&')
      .flatMap((pair) => (pair.startsWith(`${name}=`) ? [`=${pair.slice(name.length + 1)}`] : ['=']));
  };
}

/** The keys under which a set is filed that has all of the product: where a text is open, none. */
export function productProbe({ spans }: Product): Probe {
  return ({ kind, name }) => {
    const conditions = spans.get(dimensionKey({ kind, name }))?.conditions ?? [];
    return conditions.flatMap(({ values: [clause, another] }) => {
      if (clause === undefined || another !== undefined) return [];
      return clause.is.flatMap((atom) => {
        if (atom.is === 'labels') return textKeys(kind, `*.${atom.suffix}`);
        return atom.is === 'exact' || atom.is === 'prefix' || atom.is === 'suffix' ? textKeys(kind, atom.text) : [];
      });
    });
  };
}

function textKeys(kind: Dimension['kind'], text: string): readonly string[] {
  const keys = [`=${text}`];
  if (kind === 'path') for (let i = 0; i <= text.length; i++) keys.push(`^${text.slice(0, i)}`);
  if (kind === 'host')
    for (let i = text.indexOf('.'); i >= 0; i = text.indexOf('.', i + 1)) keys.push(`$${text.slice(i)}`);
  return keys;
}
