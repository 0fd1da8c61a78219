import { subtract } from '../algebra/subtract.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Route } from '../model/route.ts';
import type { Difference } from './diff.ts';

/** Requests that a change takes from the route of one owner and gives to that of another one. */
export interface Theft {
  readonly loser: Route;
  readonly taker: Route;
}

/**
 * Null iff the difference is none: it moves no requests to other backends, or the routes that decide at the entrance before
 * and after are of one namespace. `before`: the model in which the loser decides; with `spares` what the catch-all of a table
 * loses is none either.
 */
export function theft({ kind, pair, before, after }: Difference, spares: boolean): Theft | null {
  const [loser] = before.routes;
  const [taker] = after.routes;
  if (kind !== 'destination' || loser === undefined || taker === undefined) return null;
  if (loser.resource.namespace === taker.resource.namespace) return null;
  if (spares && pair.before !== null && takesAll(pair.before.model, loser)) return null;
  return { loser, taker };
}

/** True iff the route takes whatever its table admits and nothing before it takes. */
function takesAll({ routes }: RoutingModel, route: Route): boolean {
  const seats = routes.find((one) => one.route === route)?.seats ?? [];
  return seats.some(({ table, entry }) => {
    const own = [{ requests: entry.requests, as: null }];
    return subtract([table.admits], own, { semantics: table.semantics }).verdict === 'empty';
  });
}
