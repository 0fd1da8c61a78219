import { isUnknown } from '../base/known.ts';
import { byText } from '../base/sort.ts';
import { plural } from '../base/wording.ts';
import type { RoutingModel } from '../model/model.ts';

/** What could not be judged because it belongs to objects that are not here: one sentence for each sort. */
export function outside(model: RoutingModel): readonly string[] {
  const counts = new Map<string, number>();
  for (const { resource, wanted, candidates } of model.attachments) {
    const open = candidates.map(({ fails }) => fails).find(isUnknown);
    const taken = candidates.some(({ fails }) => fails === null);
    if (candidates.length > 0 && (taken || open === undefined)) continue;
    const sort = `${resource.kind}\n${wanted}\n${open?.unknown ?? 'none was read'}`;
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
  }
  const unseated = model.routes.filter(({ seats }) => seats.length === 0).length;
  const routes =
    unseated === 0 ? [] : [`${plural(unseated, 'route')} in no table that was read, so nothing is proved there`];
  const told = [...counts]
    .sort(([left], [right]) => byText(left, right))
    .map(([sort, count]) => {
      const [kind = '', wanted = '', why = ''] = sort.split('\n');
      return `${plural(count, kind)} not checked for a ${wanted}: ${why}`;
    });
  return [...told, ...routes];
}
