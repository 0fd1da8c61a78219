import type { Request } from '../algebra/request.ts';
import { by } from '../base/sort.ts';
import { code } from '../base/wording.ts';
import type { RoutingModel } from '../model/model.ts';
import type { Entrance } from './entrance.ts';
import { attempts, type Branch, type Ending, endingAt, type Fate, mutual, patience, taken } from './fate.ts';
import { type End, type Step, trace } from './trace.ts';

/** More alternatives are not told. */
const mostFates = 64;

/**
 * What can become of a request that enters there, by the plain reading of the model: several fates where nothing orders
 * routes that take it and act differently; none where there are too many to tell.
 */
export function fates(model: RoutingModel, { place, calls }: Entrance, request: Request): readonly Fate[] {
  const all: Fate[] = [];
  const ahead: (readonly number[])[] = [[]];
  for (let choices = ahead.pop(); choices !== undefined; choices = ahead.pop()) {
    if (all.length >= mostFates) return [];
    const { steps, ends } = trace(model, place.key, request, calls, choices);
    const open = steps.filter(({ alternatives }) => alternatives.length > 0);
    all.push(fateOf(steps, ends, open));
    for (let at = choices.length; at < open.length; at++) {
      const first = [...choices, ...Array.from({ length: at - choices.length }, () => 0)];
      for (let other = 1; other <= (open[at]?.alternatives.length ?? 0); other++) ahead.push([...first, other]);
    }
  }
  return all;
}

function fateOf(steps: readonly Step[], ends: readonly End[], [open]: readonly Step[]): Fate {
  const [first] = steps;
  const takes = first === undefined ? '' : taken(first.place, first.table);
  const names = [open?.entry, open?.alternatives[0]].flatMap((entry) => (entry ? code(entry.route.name) : []));
  return {
    branches: merged(ends.map((end) => branchOf(end, takes))),
    routes: [...new Set(ends.flatMap(({ routes }) => routes))],
    open: open === undefined ? null : `nothing orders the routes ${names.join(' and ')}`,
  };
}

function branchOf(end: End, takes: string): Branch {
  const { share, routes } = end;
  const { path, host } = (end.is === 'redirect' ? end.to : null) ?? end.request;
  const isServed = end.is === 'pool';
  return {
    share,
    ending: endingOf(end),
    path,
    host,
    timeout: isServed ? patience(routes, end.pool) : 0,
    retries: isServed ? attempts(routes) : '',
    protection: { takes, mutual: isServed ? mutual(end.calls, end.pool) : null },
  };
}

function endingOf(end: End): Ending {
  switch (end.is) {
    case 'pool':
      return endingAt(end.pool, end.pool.label);
    case 'redirect':
      return { is: 'answer', text: `${end.status}${end.to === null ? ' to what nobody knows' : ''}` };
    case 'response':
    case 'nothing':
      return { is: 'answer', text: String(end.status) };
    case 'elsewhere':
      return { is: 'elsewhere', text: end.label };
    default:
      return { is: 'unknown', text: end.because };
  }
}

/** Branches that differ in nothing but their share as one, sorted. */
function merged(all: readonly Branch[]): readonly Branch[] {
  const found = new Map<string, Branch>();
  for (const branch of all) {
    const { share, ...rest } = branch;
    const key = JSON.stringify(rest);
    const before = found.get(key);
    const sum = before === undefined ? share : before.share === null || share === null ? null : before.share + share;
    found.set(key, { ...branch, share: sum });
  }
  return [...found].sort(by(([key, { ending }]) => `${ending.text} ${key}`)).map(([, branch]) => branch);
}
