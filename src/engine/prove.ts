import { code } from '../base/wording.ts';
import type { Undecided } from '../finding/run.ts';
import { objectName } from '../resource/resource.ts';
import { remainder, whateverOrder } from '../rule/seat.ts';
import { judgedRoutes, type Scene } from './visit.ts';

/** What a run proved about routes, apart from what is wrong with them. */
export interface Proved {
  readonly routes: number;
  readonly tables: number;
  /** Routes with a request that reaches them, whatever decides between entries that nothing orders for certain. */
  readonly reachable: number;
  readonly undecided: readonly Undecided[];
}

/** Decides for every route whether a request reaches it. The answers are kept beside the model, so rules do not decide again. */
export function prove(scene: Pick<Scene, 'model' | 'judged'>): Proved {
  const { model } = scene;
  const routes = judgedRoutes(scene);
  let reachable = 0;
  const undecided: Undecided[] = [];
  for (const { route, seats } of routes) {
    const left = seats.map(whateverOrder);
    const open = left.find(({ verdict }) => verdict === 'undecided');
    if (left.some(({ verdict }) => verdict === 'some')) {
      reachable++;
      continue;
    }
    const question = `whether a request reaches route ${code(route.name)} of ${objectName(route.resource)}`;
    if (open?.verdict === 'undecided') undecided.push({ question, cap: open.cap });
    else if (seats.map(remainder).some(({ verdict }) => verdict === 'some')) {
      undecided.push({ question, cap: 'nothing certain says which of the overlapping routes is tried first' });
    }
  }
  const tables = model.places.reduce((sum, place) => sum + place.tables.length, 0);
  return { routes: routes.length, tables, reachable, undecided };
}
