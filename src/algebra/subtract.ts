import { type Candidates, candidates, productProbe, requestProbe } from './candidates.ts';
import { content, isUsualMethod } from './content.ts';
import { inBox, matches } from './matches.ts';
import type { Box, RequestSet } from './pattern.ts';
import { hasAllOpen, intersection, isInside, opaqueOf, type Product, tooManyProducts, without } from './product.ts';
import type { Request } from './request.ts';

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

/** Decides whether a request is in `from` and in none of the takers. A set that is empty by itself is `empty` with no taker. */
export function subtract<T>(from: readonly RequestSet[], takers: readonly Taker<T>[]): Remainder<T> {
  return remains(from, candidates(takers));
}

/** As {@link subtract}, with takers that are filed already. */
export function remains<T>(from: readonly RequestSet[], takers: Candidates<T>): Remainder<T> {
  const whole = intersection(from);
  if (whole === null) return { verdict: 'undecided', cap: tooManyProducts };
  const answer = search(from, whole, takers);
  if (answer.verdict !== 'empty') return answer;
  return { verdict: 'empty', takenBy: smallest(from, whole, answer.takenBy).map((taker) => taker.as) };
}

const mostPieces = 2000;
const mostLooks = 20_000;

/** Cuts the set at each taker that has a request of it, until a request is left over or nothing is. */
function search<T>(from: readonly RequestSet[], whole: readonly Product[], takers: Candidates<T>): Remainder<Taker<T>> {
  const used = new Set<Taker<T>>();
  const pieces = [...whole];
  const looks: Looks = { left: mostLooks };
  const enough = whole.length === 1 ? 1 : mostInside;
  let unusual: Request | null = null;
  let open: string | null = null;
  for (const piece of pieces) {
    const found = content(piece);
    const cut =
      found.request === null ? around(piece, takers, looks) : hit(piece, found.request, takers, enough, looks);
    if (cut === 'too many' || pieces.length > mostPieces) {
      return { verdict: 'undecided', cap: 'the number of routes that share its requests' };
    }
    if (cut !== null) {
      const alone =
        piece === whole[0] ? cut.inside.find((taker) => whole.every((part) => isTaken(part, taker))) : undefined;
      if (alone !== undefined) return { verdict: 'empty', takenBy: [alone] };
      used.add(cut.inside[0] ?? cut.taker);
      if (cut.inside.length === 0) pieces.push(...without(piece, cut.at));
    } else if (found.request === null || found.cap !== null || !isWitness(found.request, from)) {
      open ??= found.cap ?? 'a witness that could not be confirmed';
    } else if (!found.unusual && isUsualMethod(found.request, from)) {
      return { verdict: 'some', witness: found.request, ordinary: true };
    } else {
      unusual ??= found.request;
    }
  }
  if (open !== null) return { verdict: 'undecided', cap: open };
  if (unusual !== null) return { verdict: 'some', witness: unusual, ordinary: false };
  return { verdict: 'empty', takenBy: [...used] };
}

/** How many takers may still be looked at: a count, so that the verdict is the same on every machine. */
interface Looks {
  left: number;
}

/** A taker and the box of it at which a piece is cut; `inside`: the takers that have the whole piece alone. */
interface Cut<T> {
  readonly taker: Taker<T>;
  readonly at: Box;
  readonly inside: readonly Taker<T>[];
}

const mostInside = 16;

/** A taker that has the request, or else one that may have it; looks for `enough` takers that have the whole piece. */
function hit<T>(
  piece: Product,
  request: Request,
  takers: Candidates<T>,
  enough: number,
  looks: Looks,
): Cut<T> | 'too many' | null {
  const inside: Taker<T>[] = [];
  let sure: Cut<T> | null = null;
  let unsure: Cut<T> | null = null;
  let tries = 4 * mostInside;
  for (const taker of takers.near(requestProbe(request))) {
    if (looks.left-- <= 0) return 'too many';
    const hits = taker.requests.filter((box) => inBox(box, request) !== false && !isCutAt(piece, box));
    const at = hits.find((box) => inBox(box, request) === true);
    if (at !== undefined) {
      sure ??= { taker, at, inside };
      if (isTaken(piece, taker)) inside.push(taker);
      if (inside.length >= enough || --tries <= 0) break;
    } else if (hits[0] !== undefined) unsure ??= { taker, at: hits[0], inside };
  }
  return sure ?? unsure;
}

/** For a piece in which no request could be shown: a taker that has all that is open in it. */
function around<T>(piece: Product, takers: Candidates<T>, looks: Looks): Cut<T> | 'too many' | null {
  let part: Cut<T> | null = null;
  let tries = 4 * mostInside;
  for (const taker of takers.near(productProbe(piece))) {
    if (looks.left-- <= 0) return 'too many';
    if (tries-- <= 0) break;
    const at = taker.requests.find((box) => !isCutAt(piece, box) && hasAllOpen(piece, box));
    if (at === undefined) continue;
    if (isTaken(piece, taker)) return { taker, at, inside: [taker] };
    part ??= { taker, at, inside: [] };
  }
  return part;
}

const isTaken = <T>(piece: Product, taker: Taker<T>): boolean => taker.requests.some((box) => isInside(piece, box));

/** True iff the piece is what an opaque box left of itself: cutting there again leaves the same. */
function isCutAt(piece: Product, box: Box): boolean {
  const opaque = opaqueOf(box);
  return opaque.length > 0 && opaque.every((condition) => piece.opaque.includes(condition));
}

/** The judge has the last word. The takers near the witness were asked already. */
const isWitness = (request: Request, from: readonly RequestSet[]): boolean =>
  from.every((set) => matches(set, request) === true);

const mostRetried = 12;

/** Leaves out each taker without which the others still have everything. */
function smallest<T>(
  from: readonly RequestSet[],
  whole: readonly Product[],
  cover: readonly Taker<T>[],
): readonly Taker<T>[] {
  let kept = cover;
  if (cover.length > mostRetried) return kept;
  for (const taker of cover) {
    if (kept.length < 2 || !kept.includes(taker)) continue;
    const answer = search(from, whole, candidates(kept.filter((other) => other !== taker)));
    if (answer.verdict === 'empty') kept = answer.takenBy;
  }
  return kept;
}
