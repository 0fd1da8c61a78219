import { code } from '../base/wording.ts';
import type { Undecided } from '../finding/run.ts';
import type { RoutingModel } from '../model/model.ts';
import { objectName } from '../resource/resource.ts';
import { remainder } from '../rule/seat.ts';

/** What a run proved about routes, apart from what is wrong with them. */
export interface Proved {
  readonly routes: number;
  readonly tables: number;
  /** Routes with a request that certainly reaches them. */
  readonly reachable: number;
  readonly undecided: readonly Undecided[];
}

/** Decides for every route whether a request reaches it. The answers are kept beside the model, so rules do not decide again. */
export function prove(model: RoutingModel): Proved {
  let reachable = 0;
  const undecided: Undecided[] = [];
  for (const { route, seats } of model.routes) {
    const left = seats.map(remainder);
    const open = left.find(({ verdict }) => verdict === 'undecided');
    if (left.some(({ verdict }) => verdict === 'some')) reachable++;
    else if (open?.verdict === 'undecided') {
      const owner = objectName(route.resource);
      undecided.push({
        question: `whether a request reaches route ${code(route.name)} of ${owner}`,
        cap: open.cap,
      });
    }
  }
  const tables = model.places.reduce((sum, place) => sum + place.tables.length, 0);
  return { routes: model.routes.length, tables, reachable, undecided };
}
