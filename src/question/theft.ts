import { subtract } from '../algebra/subtract.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Route } from '../model/route.ts';
import type { Difference } from './diff.ts';
import { type Owner, type OwnerOf, seatsOf } from './owner.ts';

/** Requests that a change takes from the route of one owner and gives to that of another one. */
export interface Theft {
  readonly loser: Route;
  readonly from: Owner;
  readonly taker: Route;
  readonly by: Owner;
}

/**
 * Null iff the difference is none: it moves no requests to other backends, or the routes that decide at the entrance before
 * and after have one owner. With `spares` what the catch-all of a table loses is none either.
 */
export function theft({ kind, pair, before, after }: Difference, ownerOf: OwnerOf, spares: boolean): Theft | null {
  const [loser] = before.routes;
  const [taker] = after.routes;
  if (kind !== 'destination' || pair.before === null || pair.after === null) return null;
  // A route that is handed over with its requests takes none of another one.
  if (loser === undefined || taker === undefined || loser.id === taker.id) return null;
  const [from, by] = [ownerOf(pair.before.model, loser), ownerOf(pair.after.model, taker)];
  if (from.name === by.name) return null;
  if (spares && takesAll(pair.before.model, loser)) return null;
  return { loser, from, taker, by };
}

/** True iff the route takes whatever its table admits and nothing before it takes. */
function takesAll(model: RoutingModel, route: Route): boolean {
  return seatsOf(model, route).some(({ table, entry }) => {
    const own = [{ requests: entry.requests, as: null }];
    return subtract([table.admits], own, { semantics: table.semantics }).verdict === 'empty';
  });
}
