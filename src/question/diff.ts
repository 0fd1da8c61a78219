import { type Candidates, candidates } from '../algebra/candidates.ts';
import { box, everything, exact, prefix, type RequestSet } from '../algebra/pattern.ts';
import type { Request } from '../algebra/request.ts';
import { envoy140, type Semantics } from '../algebra/semantics.ts';
import { type Remainder, remains, type Taker } from '../algebra/subtract.ts';
import { isUnknown } from '../base/known.ts';
import type { Undecided } from '../finding/run.ts';
import type { RoutingModel } from '../model/model.ts';
import { differences, type Kind, noFate, tellingPart } from './difference.ts';
import type { Entrance } from './entrance.ts';
import type { Fate } from './fate.ts';
import { fates } from './fates.ts';
import { commonLines } from './line-common.ts';
import { LineIndex } from './line-index.ts';
import { type Line, linesOf, nowhere, semanticsOf, TooManyWays } from './lines.ts';

/** An entrance and the model that it leads into. */
export interface Door {
  readonly model: RoutingModel;
  readonly entrance: Entrance;
  /** Its name, with that of its world where there are several. */
  readonly label: string;
}

/** One entrance before and after a change; null: there is none. */
export interface DoorPair {
  readonly before: Door | null;
  readonly after: Door | null;
}

/** A way in which the fate of requests changes, once for all requests to which just that happens. */
export interface Difference {
  readonly kind: Kind;
  readonly pair: DoorPair;
  /** A request to which it happens, as it enters. */
  readonly witness: Request;
  readonly before: Fate;
  readonly after: Fate;
}

export interface Diff {
  readonly differences: readonly Difference[];
  readonly undecided: readonly Undecided[];
  /** How many ways of requests were compared. */
  readonly ways: number;
}

/** Everything that changes for requests, by the entrances that belong together. */
export function diff(pairs: readonly DoorPair[]): Diff {
  const found: Difference[] = [];
  const undecided: Undecided[] = [];
  let ways = 0;
  for (const pair of pairs) {
    const comparison = new Comparison(pair);
    try {
      ways += comparison.run();
    } catch (error) {
      if (!(error instanceof TooManyWays)) throw error;
      const name = (pair.before ?? pair.after)?.label ?? '';
      undecided.push({
        question: `what changes at ${name}`,
        cap: 'its splits lead to too many combinations of routes',
      });
    }
    found.push(...comparison.found.values());
    undecided.push(...comparison.open.values());
  }
  return { differences: found, undecided, ways };
}

interface Side {
  readonly lines: readonly Line[];
  readonly filed: Candidates<number>;
  readonly index: LineIndex;
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

class Comparison {
  readonly found = new Map<string, Difference>();
  readonly open = new Map<string, Undecided>();
  private readonly pair: DoorPair;
  private readonly semantics: Semantics;
  /** What can come to such an entrance at all. */
  private readonly entering: RequestSet;
  /** Signatures of lines between which a difference was found already. */
  private readonly settled = new Set<string>();

  constructor(pair: DoorPair) {
    this.pair = pair;
    const both = [pair.before, pair.after].flatMap((door) => (door === null ? [] : [semanticsOf(door.entrance)]));
    this.entering = entering(pair);
    const semantics = both.find((one) => one !== undefined) ?? envoy140;
    // A path that only one side normalises is written by nobody who means well, and would drown what matters.
    this.semantics = both.some((one) => one?.paths === 'normal') ? { ...semantics, paths: 'normal' } : semantics;
  }

  /** How many ways of requests there are. */
  run(): number {
    const sides = {
      before: sideOf(this.pair.before),
      after: sideOf(this.pair.after),
    };
    const { before, after } = sides;
    const common = commonLines(before.lines, after.lines);
    for (const [i, line] of before.lines.entries()) {
      if (common.before.has(i)) continue;
      for (const j of after.index.near(line)) this.compare(sides, i, j);
    }
    for (const [j, line] of after.lines.entries()) {
      if (common.after.has(j)) continue;
      // Pairs of changed lines were met from the other side.
      for (const i of before.index.near(line)) if (common.before.has(i)) this.compare(sides, i, j);
    }
    return Math.max(before.lines.length, after.lines.length);
  }

  /** What changes for the requests that one line decided before and another one decides now. */
  private compare({ before, after }: Sides, i: number, j: number): void {
    const [left, right] = [before.lines[i] as Line, after.lines[j] as Line];
    if (left.signature === right.signature) return;
    const signatures = JSON.stringify([left.signature, right.signature]);
    if (this.settled.has(signatures)) return;
    const earlier = [...limited(before.filed, i), ...limited(after.filed, j)];
    const ask = (where: RequestSet, without: readonly RequestSet[]): Remainder<number> =>
      remains([left.requests, right.requests, this.entering, where], joined(earlier, without), {
        semantics: this.semantics,
        cover: false,
      });
    if (ask(everything, []).verdict === 'empty') return;
    // Where nothing orders two routes only what each of them would do can be told: what is ordered is looked at first.
    const rivals = [...left.rivals(), ...right.rivals()];
    const isTold = [rivals, ...(rivals.length > 0 ? [[]] : [])].some((without) =>
      this.tellAny(left, right, (where) => ask(where, without)),
    );
    if (isTold) this.settled.add(signatures);
  }

  /** True iff a request was found whose fate differs. Rewrites that differ may still do the same to one request. */
  private tellAny(left: Line, right: Line, ask: (where: RequestSet) => Remainder<number>): boolean {
    const question = `whether requests fare alike that ${nameOf(left)} took before and ${nameOf(right)} takes now`;
    for (const where of [everything, ...variants(left, right)]) {
      let asked = where;
      for (let tries = 0; tries < 2; tries++) {
        const rest = ask(asked);
        if (rest.verdict === 'undecided') this.open.set(question, { question, cap: rest.cap });
        if (rest.verdict !== 'some') break;
        const told = [this.dressed(rest.witness), rest.witness].reduce<ReturnType<typeof this.tell>>(
          (before, one) => (before === 'alike' ? this.tell(one) : before),
          'alike',
        );
        if (told === 'differs') return true;
        if (told !== 'alike') this.open.set(question, { question, cap: told });
        const { path } = rest.witness;
        asked = asked.map((one) => ({
          ...one,
          parts: { ...one.parts, path: { is: 'all', of: [one.parts.path ?? { is: 'any' }, not(path)] } },
        }));
      }
    }
    return false;
  }

  /** The request as callers of an entrance that takes TLS only would send it. */
  private dressed(witness: Request): Request {
    const [door] = [this.pair.before, this.pair.after].flatMap((one) => one ?? []);
    const accepts = door?.entrance.place.tls.accepts.value;
    const isSecured = accepts === 'tls' || accepts === 'mtls';
    return isSecured && door?.entrance.place.outside ? { ...witness, scheme: 'https', port: 443 } : witness;
  }

  /** Compares what becomes of a request on both sides, by the plain reading; else why nobody can say. */
  private tell(witness: Request): 'differs' | 'alike' | (string & {}) {
    const before = fatesAt(this.pair.before, witness);
    const after = fatesAt(this.pair.after, witness);
    const [one, ...others] = before;
    const [other, ...more] = after;
    if (one === undefined || other === undefined) return 'more fates than can be told';
    if (others.length + more.length > 0) {
      const isSame = textOf(before) === textOf(after);
      return isSame ? 'alike' : (one.open ?? other.open ?? 'nothing orders two routes');
    }
    const kinds = differences(one, other);
    for (const kind of kinds) {
      const key = JSON.stringify([kind, tellingPart(kind, one), tellingPart(kind, other)]);
      const known = this.found.get(key);
      if (known !== undefined && lengthOf(known.witness) <= lengthOf(witness)) continue;
      this.found.set(key, { kind, pair: this.pair, witness, before: one, after: other });
    }
    return kinds.length > 0 ? 'differs' : 'alike';
  }
}

/** Inside a mesh whoever calls a place calls it by a name; a gateway is reached by any. */
function entering({ before, after }: DoorPair): RequestSet {
  const places = [before, after].flatMap((door) => (door === null ? [] : [door.entrance.place]));
  if (places.some(({ outside }) => outside)) return everything;
  return [...new Set(places.flatMap(({ names }) => names))].map((name) => box({ host: exact(name) }));
}

function sideOf(door: Door | null): Side {
  const lines = door === null ? [nowhere] : linesOf(door.model, door.entrance);
  return {
    lines,
    filed: candidates(lines.map(({ requests }, as): Taker<number> => ({ requests, as }))),
    index: new LineIndex(lines),
  };
}

function fatesAt(door: Door | null, request: Request): readonly Fate[] {
  return door === null ? [noFate] : fates(door.model, door.entrance, request);
}

/** The candidates in front of a position. */
const limited = (filed: Candidates<number>, end: number): readonly Candidates<number>[] =>
  end === 0
    ? []
    : [{ near: (probe, visit) => filed.near(probe, (taker, position) => position >= end || visit(taker, position)) }];

/** The members of all lists, one list after the other, and more sets behind them. */
function joined(lists: readonly Candidates<number>[], more: readonly RequestSet[]): Candidates<number> {
  const others = more.map((requests): Taker<number> => ({ requests, as: -1 }));
  return {
    near: (probe, visit) => {
      let isDone = false;
      const one = (taker: Taker<number>, position: number) => {
        isDone ||= visit(taker, position);
        return isDone;
      };
      for (const { near } of lists) if (!isDone) near(probe, one);
      for (const [position, taker] of others.entries()) if (isDone || one(taker, position)) return;
    },
  };
}

/** Sets of requests of which each tells rewrites apart that another one does not. */
function variants(left: Line, right: Line): readonly RequestSet[] {
  const prefixes = [...left.routes, ...right.routes].flatMap(({ action }) => {
    const path = action.kind === 'forward' ? action.rewrite?.path : undefined;
    return path !== undefined && !isUnknown(path) && 'prefix' in path ? [path.prefix] : [];
  });
  return [...new Set(prefixes)].flatMap((start) => {
    const below = prefix(`${start}/`);
    return [[box({ path: below })], [box({ path: { is: 'all', of: [prefix(start), { is: 'not', of: below }] } })]];
  });
}

const not = (path: string) => ({ is: 'not', of: exact(path) }) as const;

function nameOf({ routes }: Line): string {
  return routes.length === 0 ? 'no route' : routes.map(({ name }) => name).join(' → ');
}

/** What can become of a request, whatever the routes are called. */
const textOf = (all: readonly Fate[]): string =>
  [...new Set(all.map(({ branches }) => JSON.stringify(branches)))].sort().join('\n');

/** How much of a witness there is to read. */
const lengthOf = ({ path, query, headers, method }: Request): number =>
  path.length + query.length + JSON.stringify(headers).length + (method === 'GET' ? 0 : 10);
