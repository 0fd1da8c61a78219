import { canonical } from '../algebra/canonical.ts';
import { costOfLook, effortCap, effortLeft, spendEffort } from '../algebra/effort.ts';
import { type Overlap, overlapIn } from '../algebra/overlap.ts';
import { box, type RequestSet } from '../algebra/pattern.ts';
import type { Request } from '../algebra/request.ts';
import type { Semantics } from '../algebra/semantics.ts';
import { subtract } from '../algebra/subtract.ts';
import { Derived } from '../base/derived.ts';
import { isUnknown } from '../base/known.ts';
import { code, list } from '../base/wording.ts';
import type { Undecided } from '../finding/run.ts';
import { type Order, order } from '../model/order.ts';
import { difference, type Entry } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { unorderedWith } from './blocks.ts';
import { neighbours } from './neighbours.ts';
import type { Taking } from './seat.ts';

/** Two entries of which nothing certain says which is tried first. */
export interface Pair {
  readonly left: Entry;
  readonly right: Entry;
  readonly order: Extract<Order, { first: 'nothing' | 'unknown' }>;
  /** The author wrote the same value for the first thing that is compared, as one priority for both. */
  readonly sameWritten: boolean;
}

/** An entry that shares a request with another one. */
export interface Rivalry {
  readonly rival: Entry;
  readonly order: Pair['order'];
  /** What both have in common that was meant to order them: `priority 10`. */
  readonly tie: string;
  /** Null where what is routed is no HTTP request. */
  readonly witness: Request | null;
}

/** An entry and those before it in the listed order that share requests with it. */
export interface Encounter {
  readonly entry: Entry;
  /** The first of them, {@link mostRivals} of one sort. */
  readonly rivals: readonly Rivalry[];
  readonly isCut: boolean;
  readonly open: readonly Undecided[];
}

/** Rivals of one sort that an entry is compared with: whoever has more will order it against all of them at once. */
export const mostRivals = 32;

/** Pairs of one table that are looked at, those that are compared, and those that stay undecided, which cost most; behind them the rest is open. */
const most = { looked: 10_000_000, compared: 100_000, undecided: 1_000 };

const meetingsOf = new Derived<RouteTable, Meetings>();

/** Entries of different routes that share requests, act differently and are not certainly ordered, by the later of the two. */
export function* encounters(table: RouteTable, which: (pair: Pair) => boolean): Iterable<Encounter> {
  let meetings = meetingsOf.get(table);
  if (meetings === undefined) {
    meetings = unordered(table);
    meetingsOf.set(table, meetings);
  }
  for (const [entry, { met, isCut }] of meetings.byLater) {
    const rivals: Rivalry[] = [];
    const open: Undecided[] = [];
    for (const pair of met) {
      if (!which(pair)) continue;
      const { meeting } = pair;
      if (meeting.verdict === 'overlapping') {
        const tie = entry.rank[0]?.text ?? 'no order';
        rivals.push({
          rival: pair.left,
          order: pair.order,
          tie,
          witness: table.protocol === 'http' ? meeting.witness : null,
        });
      } else if (meeting.verdict === 'undecided') {
        const names = `${code(pair.left.route.name)} and ${code(entry.route.name)}`;
        open.push({
          question: `whether routes ${names} share a request`,
          cap: meeting.cap,
        });
      }
    }
    if (rivals.length > 0 || open.length > 0) yield { entry, rivals, isCut, open };
  }
  const { stopped } = meetings;
  if (stopped !== null) yield { entry: stopped.at, rivals: [], isCut: true, open: [stopped.open] };
}

/** The names of the rivals that are told. */
export function rivalNames(told: readonly Rivalry[], isCut: boolean): string {
  const names = told.map(({ rival }) => code(rival.route.name));
  return list(isCut && names.length >= mostRivals ? [...names.slice(0, 7), 'many more'] : names);
}

type Met = Pair & { readonly meeting: Overlap };

interface Meetings {
  readonly byLater: ReadonlyMap<Entry, { readonly met: readonly Met[]; readonly isCut: boolean }>;
  readonly stopped: { readonly at: Entry; readonly open: Undecided } | null;
}

function unordered(table: RouteTable): Meetings {
  const spent = { looked: 0, compared: 0, undecided: 0 };
  try {
    return meetingsIn(table, spent, effortLeft());
  } finally {
    spendEffort(spent.looked * costOfLook);
  }
}

function meetingsIn(table: RouteTable, spent: Record<keyof typeof most, number>, effort: number): Meetings {
  const byLater = new Map<Entry, { met: Met[]; isCut: boolean; counts: Map<string, number> }>();
  for (const [left, right] of neighbours(table, unorderedWith(table))) {
    spent.looked++;
    const limit = (['looked', 'compared', 'undecided'] as const).find((count) => spent[count] > most[count]);
    if (limit !== undefined || spent.looked * costOfLook > effort) {
      const words = limit === 'undecided' ? ' that are undecided' : '';
      const cap = limit === undefined ? effortCap : `more than ${most[limit]} pairs${words}`;
      const open = { question: `which routes of ${table.label} share requests`, cap };
      return { byLater, stopped: { at: right, open } };
    }
    if (left.route.id === right.route.id) continue;
    const between = order(left.rank, right.rank);
    if (between.first !== 'nothing' && between.first !== 'unknown') continue;
    // What the author wrote decides, only not yet here: a placeholder is no conflict.
    if (
      between.first === 'unknown' &&
      [...left.rank, ...right.rank].some(({ by, written }) => written && by === between.because)
    )
      continue;
    const differs = difference(left.route, right.route);
    if (differs === 'nothing' || differs === null) continue;
    const same = sameWritten(left, right);
    const sort = `${differs} ${same} ${between.first}`;
    const known = byLater.get(right) ?? { met: [], isCut: false, counts: new Map<string, number>() };
    const count = known.counts.get(sort) ?? 0;
    if (count >= mostRivals) {
      known.isCut = true;
      continue;
    }
    spent.compared++;
    const meeting = overlapIn(table.semantics, table.admits, left.requests, right.requests);
    if (meeting.verdict === 'disjoint') continue;
    if (meeting.verdict === 'undecided') spent.undecided++;
    byLater.set(right, known);
    known.counts.set(sort, count + 1);
    known.met.push({ left, right, order: between, sameWritten: same, meeting });
  }
  return { byLater, stopped: null };
}

function sameWritten(left: Entry, right: Entry): boolean {
  const [l] = left.rank;
  const [r] = right.rank;
  if (l?.written !== true || r?.written !== true) return false;
  const [a, b] = [l.value, r.value];
  return a === b || (isUnknown(a) && isUnknown(b) && a.unknown === b.unknown);
}

/** Pairs of entries of different routes that certainly match the same requests, in the listed order. */
export function* twins(table: RouteTable): Iterable<readonly [Entry, Entry]> {
  const seen = new Map<string, Entry>();
  for (const entry of table.entries) {
    const key = canonical(entry.requests);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, entry);
    else if (first.route.id !== entry.route.id && certain(entry)) yield [first, entry];
  }
}

function certain({ requests }: Entry): boolean {
  return requests.every(({ opaque }) => opaque.size === 0);
}

/** True iff `outer` certainly takes every request of the table that `inner` takes. */
export function covered(table: RouteTable, inner: Entry, outer: Entry): boolean {
  return (
    subtract([table.admits, inner.requests], [{ requests: outer.requests, as: outer }], {
      semantics: table.semantics,
    }).verdict === 'empty'
  );
}

/** Which condition makes the common part of the sets empty, as a clause. */
export function contradiction(sets: readonly RequestSet[], semantics?: Semantics): string {
  const boxes = sets.flatMap((set) => (set.length === 1 ? set : []));
  const parts = new Set(boxes.flatMap(({ parts }) => Object.keys(parts))) as ReadonlySet<
    keyof (typeof boxes)[number]['parts']
  >;
  const empty = (narrowed: readonly RequestSet[]) => subtract(narrowed, [], { semantics }).verdict === 'empty';
  for (const part of parts) {
    const alone = boxes.map(({ parts: { [part]: pattern } }) => [
      box(pattern === undefined ? {} : { [part]: pattern }),
    ]);
    const texts = boxes.flatMap(({ parts: { [part]: pattern } }) =>
      pattern && 'text' in pattern ? [pattern.text] : [],
    );
    if (empty(alone)) return texts.length === 0 ? `no request has such a ${part}` : unlike(part, texts);
  }
  for (const name of new Set(boxes.flatMap(({ headers }) => [...headers.keys()]))) {
    const alone = boxes.map(({ headers }) => [box({}, { headers: new Map([[name, headers.get(name) ?? []]]) })]);
    if (empty(alone)) return `its conditions on the header ${code(name)} exclude each other`;
  }
  return 'its conditions exclude each other';
}

function unlike(part: string, texts: readonly string[]): string {
  const [only, ...more] = [...new Set(texts)];
  if (only === undefined || more.length > 0) return `no request has a ${part} like ${list(texts.map(code))} at once`;
  return part === 'path' && only.includes('?')
    ? `a path ends where the query begins, so none has the ${code('?')} of ${code(only)}`
    : `no request has a ${part} like ${code(only)}`;
}

/** What a reader calls a taker: the name of its route, or of its table. */
export function takerName(taking: Taking): string {
  return 'entry' in taking ? taking.entry.route.name : taking.table.label;
}
