import { overlapIn } from '../algebra/overlap.ts';
import { box, type RequestSet } from '../algebra/pattern.ts';
import type { Request } from '../algebra/request.ts';
import { apply, image } from '../algebra/rewrite.ts';
import { subtract } from '../algebra/subtract.ts';
import { isUnknown } from '../base/known.ts';
import type { RoutingModel, Seat } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { type Action, difference, type Entry, type Target } from '../model/route.ts';
import { winner } from '../question/winner.ts';

/** A request that one route of the next place was written for, and that another one, or none, gets because of the rewrite on the way. */
export interface Skip {
  /** As it is sent. */
  readonly before: Request;
  readonly after: Request;
  readonly meant: Entry;
  /** Null iff no route takes it. */
  readonly taking: Entry | null;
}

/** Entries of the next place that are looked at. */
const mostEntries = 500;

/** The place that really routes what is sent to the target: a name that hands everything on is passed through. */
export function routingPlace(model: RoutingModel, target: Target): Place | null {
  let next = target;
  for (let steps = 0; steps < 8; steps++) {
    if (isUnknown(next) || !('place' in next)) return null;
    const place = model.place(next.place);
    if (place === undefined) return null;
    if (place.tables.length > 0) return place;
    const [only, ...others] = place.otherwise.kind === 'forward' ? place.otherwise.to : [];
    if (only === undefined || others.length > 0) return null;
    next = only.to;
  }
  return null;
}

/** Routes behind the seat's own that were written for paths as they are sent, and lose a request by the rewrite. */
export function* skips(model: RoutingModel, { table, entry }: Seat): Iterable<Skip> {
  const { action } = entry.route;
  if (action.kind !== 'forward' || action.rewrite?.path === undefined || isUnknown(action.rewrite.path)) return;
  const { path: _, ...otherChanges } = action.rewrite;
  for (const place of placesOf(model, action)) {
    for (const next of place.tables.flatMap((one) => one.entries).slice(0, mostEntries)) {
      if (!isWrittenBelow(next.requests, entry.requests)) continue;
      const meeting = overlapIn(table.semantics, table.admits, entry.requests, next.requests);
      if (meeting.verdict !== 'overlapping' || !meeting.ordinary) continue;
      const asSent = apply(otherChanges, meeting.witness);
      const after = apply(action.rewrite, meeting.witness);
      if (asSent === null || after === null) continue;
      const meant = winner(model, place.key, asSent);
      const taking = winner(model, place.key, after);
      if (meant?.is !== 'entry' || meant.entry !== next) continue;
      if (taking?.is === 'otherwise' && taking.action.kind === 'respond') {
        yield { before: meeting.witness, after, meant: next, taking: null };
      } else if (
        taking?.is === 'entry' &&
        taking.rivals.length === 0 &&
        difference(next.route, taking.entry.route) === 'action'
      ) {
        yield { before: meeting.witness, after, meant: next, taking: taking.entry };
      }
    }
  }
}

function placesOf(model: RoutingModel, action: Extract<Action, { kind: 'forward' }>): readonly Place[] {
  return action.to.flatMap(({ to }) => routingPlace(model, to) ?? []);
}

/** True iff every path of the inner set is one of the outer: its author had the paths in mind that callers send. */
function isWrittenBelow(inner: RequestSet, outer: RequestSet): boolean {
  const paths = outer.map(({ parts }) => box(parts.path === undefined ? {} : { path: parts.path }));
  const own = inner.map(({ parts }) => box(parts.path === undefined ? {} : { path: parts.path }));
  return subtract([own], [{ requests: paths, as: null }]).verdict === 'empty';
}

/** What a route forwards and nobody behind its rewrite takes: one such request as it is sent and as it arrives. */
export interface Lost {
  readonly before: Request;
  readonly after: Request;
  readonly place: Place;
}

/** Proof that no request of the seat meets a route of the place that it is forwarded to; null iff one does, or may. */
export function lost(model: RoutingModel, { table, entry }: Seat): Lost | null {
  const { action } = entry.route;
  if (action.kind !== 'forward' || action.rewrite?.path === undefined) return null;
  const arriving = image(action.rewrite, entry.requests);
  const [place, ...others] = placesOf(model, action);
  if (arriving === null || place === undefined) return null;
  if (others.length > 0 || action.to.length > 1 || place.otherwise.kind !== 'respond') return null;
  for (const next of place.tables) {
    if (next.entries.length === 0 || next.otherwise.kind !== 'respond') return null;
    for (const one of next.entries) {
      if (overlapIn(next.semantics, arriving, next.admits, one.requests).verdict !== 'disjoint') return null;
    }
  }
  const own = overlapIn(table.semantics, table.admits, entry.requests);
  const after = own.verdict === 'overlapping' ? apply(action.rewrite, own.witness) : null;
  return own.verdict !== 'overlapping' || after === null ? null : { before: own.witness, after, place };
}
