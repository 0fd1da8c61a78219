import { byText } from '../base/sort.ts';
import { plural } from '../base/wording.ts';
import type { RoutingModel } from '../model/model.ts';

/** What could not be judged because it belongs to objects that are not here: one sentence for each sort. */
export function outside(model: RoutingModel): readonly string[] {
  const counts = new Map<string, number>();
  for (const { resource, wanted, candidates } of model.attachments) {
    if (candidates.length > 0) continue;
    const sort = `${resource.kind}\n${wanted}`;
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
  }
  return [...counts]
    .sort(([left], [right]) => byText(left, right))
    .map(([sort, count]) => {
      const [kind = '', wanted = ''] = sort.split('\n');
      return `${plural(count, kind)} not checked for a ${wanted}: there is none in these files`;
    });
}
