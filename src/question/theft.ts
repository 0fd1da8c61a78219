import { matches } from '../algebra/matches.ts';
import type { Request } from '../algebra/request.ts';
import { subtract } from '../algebra/subtract.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Route } from '../model/route.ts';
import type { Difference, Door } from './diff.ts';
import { type Owner, type OwnerOf, seatsOf } from './owner.ts';
import { arriving, winnerAt } from './winner.ts';

/** Requests that a change takes from the route of one owner, for that of another one or for nobody. */
export interface Theft {
  readonly loser: Route;
  readonly from: Owner;
  /** Where nobody has them now, a route whose table keeps them from the loser. */
  readonly taker: Route;
  readonly by: Owner;
  /** True iff nobody has them now. */
  readonly isLost: boolean;
}

/**
 * Null iff the difference is none: it moves no requests to other backends, nor to a table that has nothing for them, or the
 * routes that decide at the entrance before and after have one owner. With `spares` what the catch-all of a table loses is
 * none either.
 */
export function theft(difference: Difference, ownerOf: OwnerOf, spares: boolean): Theft | null {
  const { kind, pair, before, after, witness } = difference;
  const [loser] = before.routes;
  if (kind !== 'destination' || pair.before === null || pair.after === null || loser === undefined) return null;
  const { model } = pair.after;
  const from = ownerOf(pair.before.model, loser);
  const [next] = after.routes;
  const takers = next === undefined ? keepers(pair.after, loser, witness) : [next];
  const [taker] = takers;
  // A route that is handed over with its requests takes none of another one, and whoever has a route in the table knows it.
  if (taker === undefined || takers.some((one) => one.id === loser.id || ownerOf(model, one).name === from.name)) {
    return null;
  }
  if (spares && takesAll(pair.before.model, loser)) return null;
  return { loser, from, taker, by: ownerOf(model, taker), isLost: next === undefined };
}

/**
 * The routes of a table that gets a request and has nothing for it, although the loser is still there and would take it:
 * as where the first route for a hostname keeps requests for it from the routes for any. Empty iff there is no such table.
 */
function keepers({ model, entrance: { place } }: Door, loser: Route, witness: Request): readonly Route[] {
  const arrived = arriving(place, witness);
  const found = arrived === null ? null : winnerAt(place, arrived);
  if (arrived === null || found?.is !== 'otherwise' || found.table === null) return [];
  const still = model.routes.find(({ route }) => route.id === loser.id);
  const wouldTake = still?.seats.some(
    ({ table, entry }) =>
      table !== found.table &&
      matches(table.admits, arrived, table.semantics) === true &&
      matches(entry.requests, arrived, table.semantics) === true,
  );
  return wouldTake === true ? found.table.entries.map(({ route }) => route) : [];
}

/** True iff the route takes whatever its table admits and nothing before it takes. */
function takesAll(model: RoutingModel, route: Route): boolean {
  return seatsOf(model, route).some(({ table, entry }) => {
    const own = [{ requests: entry.requests, as: null }];
    return subtract([table.admits], own, { semantics: table.semantics }).verdict === 'empty';
  });
}
