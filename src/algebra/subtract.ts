import { Exceeded } from './automaton.ts';
import type { Certainty } from './axis.ts';
import { type Candidates, candidates, requestProbe } from './candidates.ts';
import { smallestCover } from './cover.ts';
import { isCovered } from './covers.ts';
import { cubeOf, intersection, tooManyCubes } from './cube.ts';
import { costOf, effortCap, effortLeft, spendEffort } from './effort.ts';
import { guess } from './guess.ts';
import { inBox, matches } from './matches.ts';
import { isNormalPath, sentPath } from './normal-path.ts';
import type { Box, RequestSet } from './pattern.ts';
import type { Request } from './request.ts';
import { Search } from './search.ts';
import { envoy140, type Semantics } from './semantics.ts';
import type { Budget } from './solve.ts';

/** What is left of a set. `takenBy`: takers that together have all of it, the smallest such set that was found. */
export type Remainder<T> =
  | { readonly verdict: 'empty'; readonly takenBy: readonly T[] }
  | { readonly verdict: 'some'; readonly witness: Request; readonly ordinary: boolean }
  | { readonly verdict: 'undecided'; readonly cap: string };

/** A set with the thing it stands for. */
export interface Taker<T> {
  readonly requests: RequestSet;
  readonly as: T;
}

export interface Options<T> {
  readonly semantics?: Semantics | undefined;
  /** A taker that matters more: one that gets a request is named beside a cover without such. */
  readonly prefers?: (as: T) => boolean;
  /** False iff nobody asks who has it all: `takenBy` stays empty. */
  readonly cover?: boolean;
}

/** Decides whether a request is in `from` and in none of the takers. A set that is empty by itself is `empty` with no taker. */
export function subtract<T>(
  from: readonly RequestSet[],
  takers: readonly Taker<T>[],
  options: Options<T> = {},
): Remainder<T> {
  return remains(from, candidates(takers), options);
}

/** As {@link subtract}, with takers that are filed already. */
export function remains<T>(
  from: readonly RequestSet[],
  takers: Candidates<T>,
  { semantics = envoy140, prefers = () => true, cover = true }: Options<T> = {},
): Remainder<T> {
  const effort = effortLeft();
  const budget: Budget = { branches: mostBranches, effort };
  try {
    const cubes = intersection(from, (cube) => isEmpty(new Search(cube, semantics)));
    if (cubes === null) return { verdict: 'undecided', cap: tooManyCubes };
    const hunts: Hunt<T>[] = [];
    let unusual: Request | null = null;
    let open: string | null = null;
    for (const cube of cubes) {
      const hunt = new Hunt<T>(new Search(cube, semantics), from, takers, semantics, budget);
      const guessed = hunt.guess();
      if (guessed?.verdict === 'some') return guessed;
      if (guessed === null && hunt.isEmpty()) continue;
      hunts.push(hunt);
      const left = hunt.left();
      if (left.verdict === 'some' && left.ordinary) return left;
      if (left.verdict === 'some') unusual ??= left.witness;
      if (left.verdict === 'undecided') open ??= left.cap;
    }
    if (open !== null) return { verdict: 'undecided', cap: open };
    if (unusual !== null) return { verdict: 'some', witness: unusual, ordinary: false };
    if (!cover) return { verdict: 'empty', takenBy: [] };
    return { verdict: 'empty', takenBy: takenBy(hunts, ({ as }) => prefers(as)).map(({ as }) => as) };
  } catch (thrown) {
    if (thrown instanceof Exceeded) return { verdict: 'undecided', cap: thrown.cap };
    throw thrown;
  } finally {
    spendEffort(effort - budget.effort);
  }
}

/** The smallest cover; without a preferred taker in it, one of those that get the requests that were found, before it. */
function takenBy<T>(hunts: readonly Hunt<T>[], prefers: (taker: Taker<T>) => boolean): readonly Taker<T>[] {
  const [first, ...others] = hunts;
  const alone = [...(first?.alone ?? [])].find((taker) => others.every((hunt) => hunt.alone.has(taker)));
  const seen = [...new Set(hunts.flatMap((hunt) => [...hunt.seen]))];
  const isCover = (of: ReadonlySet<Taker<T>>) => hunts.every((hunt) => hunt.isTakenBy(of));
  const cover = alone === undefined ? smallestCover(seen, isCover, prefers) : [alone];
  if (cover.some(prefers)) return cover;
  const winner = hunts.flatMap((hunt) => [...hunt.winners]).find(prefers);
  return winner === undefined ? cover : [winner, ...cover];
}

const mostBranches = 200_000;
const mostLooks = 200_000;
/** How many takers of one request are looked at beside each other. */
const mostBeside = 16;

const branchCap = `more than ${mostBranches} branches`;
const lookCap = 'the number of routes that share its requests';
const anyOf = { certainty: 'possible', any: true } as const;

const isEmpty = (search: Search): boolean =>
  search.find(anyOf, { branches: 1, effort: Number.POSITIVE_INFINITY }) === null;

/** Asks for requests of one cube and leaves out the takers that have them, until one is left over or nothing is. */
class Hunt<T> {
  /** Takers that have, or may have, a request of the cube, those that were left out first. */
  readonly seen = new Set<Taker<T>>();
  /** Those of them that are tried first for some request that was found. */
  readonly winners = new Set<Taker<T>>();
  /** Those of them that have the whole cube, as far as that can be seen at once. */
  readonly alone = new Set<Taker<T>>();
  private readonly search: Search;
  private readonly from: readonly RequestSet[];
  private readonly takers: Candidates<T>;
  private readonly semantics: Semantics;
  private readonly budget: Budget;
  private looks = mostLooks;
  private rounds = 0;

  constructor(
    search: Search,
    from: readonly RequestSet[],
    takers: Candidates<T>,
    semantics: Semantics,
    budget: Budget,
  ) {
    this.search = search;
    this.from = from;
    this.takers = takers;
    this.semantics = semantics;
    this.budget = budget;
  }

  /** What a request that comes to mind tells: that it is left, or (empty, but for the takers) that some have it; null iff none did. */
  guess(): Remainder<T> | null {
    const found = guess(this.search.cube);
    if (found === null || !this.isMember(found)) return null;
    const hits = this.hits(found);
    if (hits === null) return this.spent(lookCap);
    return hits === 0 ? this.witness(found, true) : { verdict: 'empty', takenBy: [] };
  }

  /** The request as a client sends it. */
  private witness(found: Request, ordinary: boolean): Remainder<T> {
    const path = this.semantics.paths === 'normal' ? sentPath(found.path) : found.path;
    return { verdict: 'some', witness: path === found.path ? found : { ...found, path }, ordinary };
  }

  private spent(cap: string): Remainder<T> {
    return { verdict: 'undecided', cap: this.budget.effort <= 0 ? effortCap : cap };
  }

  /** The naive judgement of a request that was found. */
  private isMember(found: Request): boolean {
    const arrives = this.semantics.paths === 'as sent' || isNormalPath(found.path);
    return arrives && this.from.every((set) => matches(set, found, this.semantics) === true);
  }

  /** True iff the cube has no request, whatever takes them. */
  isEmpty(): boolean {
    return isEmpty(this.search);
  }

  left(): Remainder<T> {
    if (this.alone.size > 0) return { verdict: 'empty', takenBy: [] };
    for (const any of [false, true]) {
      const sure = this.ask('certain', any, null);
      if (this.alone.size > 0) break;
      if (sure?.verdict === 'undecided' || (sure !== null && !any)) return sure;
      const doubt = this.search.doubt();
      const maybe = doubt === null ? null : this.ask('possible', any, doubt);
      if (this.alone.size > 0) break;
      // An unusual request proves nothing while a usual one may be left.
      if (maybe !== null || sure !== null) return maybe ?? (sure as Remainder<T>);
    }
    return { verdict: 'empty', takenBy: [] };
  }

  /** A request that is certainly left, or with a doubt one that may be; null iff there is none. */
  private ask(certainty: Certainty, any: boolean, doubt: string | null): Remainder<T> | null {
    for (;;) {
      const found = this.search.find({ certainty, any }, this.budget);
      if (found === 'spent') return this.spent(branchCap);
      if (found === null) return null;
      const hits = this.hits(found);
      if (hits === null) return this.spent(lookCap);
      if (this.alone.size > 0) return null;
      if (hits > 0) continue;
      if (doubt !== null) return { verdict: 'undecided', cap: doubt };
      if (this.isMember(found)) {
        return this.witness(found, !any);
      }
      return { verdict: 'undecided', cap: 'a witness that could not be confirmed' };
    }
  }

  /** Leaves out takers that have the request, or may have it, and says how many. */
  private hits(found: Request): number | null {
    const several = this.rounds++ >= fewRounds;
    const most = several ? mostBeside * 2 ** Math.min(this.rounds - fewRounds, 8) : mostBeside;
    const fresh: (readonly Box[])[] = [];
    this.takers.near(requestProbe(found), (taker) => {
      this.budget.effort -= costOf(taker.requests);
      if (this.looks-- <= 0 || this.budget.effort <= 0) return true;
      const boxes = taker.requests.filter(
        (box) => inBox(box, found, this.semantics) !== false && !this.search.isExcluded(box),
      );
      if (boxes.length === 0) return false;
      this.seen.add(taker);
      const isAlone = boxes.some((box) => isCovered(this.search.cube, cubeOf(box)));
      if (isAlone) this.alone.add(taker);
      if (fresh.length === 0) this.winners.add(taker);
      return fresh.push(boxes) >= most || isAlone;
    });
    if (this.looks <= 0 || this.budget.effort <= 0) return null;
    for (const box of several ? fresh.flat() : (fresh[0] ?? [])) this.search.exclude(box);
    return fresh.length;
  }

  /** True iff the takers surely have all of the cube. */
  isTakenBy(takers: ReadonlySet<Taker<T>>): boolean {
    for (const taker of this.alone) if (takers.has(taker)) return true;
    const boxes = new Set<Box>();
    for (const taker of takers) {
      for (const box of taker.requests) {
        this.search.exclude(box);
        boxes.add(box);
      }
    }
    const budget = { branches: mostBranchesOfCover, effort: this.budget.effort };
    const isCover = this.search.find(anyOf, budget, boxes) === null;
    this.budget.effort = budget.effort;
    return isCover;
  }
}

const mostBranchesOfCover = 2_000;
/** In the first rounds one taker is left out at a time: most routes have one that takes them whole. */
const fewRounds = 4;
