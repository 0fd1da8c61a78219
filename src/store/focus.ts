import { by } from '../base/sort.ts';
import { merge } from '../mesh/merge.ts';
import { emptyPart, type ModelPart, type RoutingModel } from '../model/model.ts';
import type { PortEnd } from '../model/port.ts';
import type { RouteTable } from '../model/table.ts';
import { type Reach, type Step, stepId } from './impact.ts';

/** A model of a part of a cluster: its lists hold that part, its look-ups find everything. */
export interface Focus {
  readonly model: RoutingModel;
  /** The tables whose routes are judged. */
  readonly judged: ReadonlySet<RouteTable>;
}

/** Whoever follows a route to where it leads must not come to an end at the edge of the part. */
export function focusOn({ judged, beside }: Reach, part: (step: Step) => ModelPart): Focus {
  const own = partsOf(judged.values(), part);
  const model = merge(partsOf([...judged.values(), ...beside.values()], part));
  const adapters = new Set([...judged.values(), ...beside.values()].map(({ adapter }) => adapter));
  const partWith = (key: string): ModelPart[] => {
    return [...adapters].flatMap((adapter) => {
      const step = adapter.stepOf(key);
      return step === null ? [] : [part({ adapter, key: step })];
    });
  };
  const find = <T extends { readonly key: string }>(key: string, list: (part: ModelPart) => readonly T[]) => {
    for (const one of partWith(key)) {
      const found = list(one).find((item) => item.key === key);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const portEnd = (key: string): PortEnd | undefined => {
    const known = model.portEnd(key);
    if (known !== undefined) return known;
    const end = find(key, ({ portEnds }) => portEnds);
    if (end === undefined || !('through' in end)) return end;
    const meant = find(end.through, ({ portEnds }) => portEnds);
    return meant === undefined || 'through' in meant ? undefined : meant;
  };
  return {
    model: {
      ...model,
      place: (key) => model.place(key) ?? find(key, ({ places }) => places),
      pool: (key) => model.pool(key) ?? find(key, ({ pools }) => pools),
      portEnd,
    },
    judged: new Set(own.flatMap(({ places }) => places.flatMap(({ tables }) => tables))),
  };
}

function partsOf(steps: Iterable<Step>, part: (step: Step) => ModelPart): readonly ModelPart[] {
  // What several steps say of one place is said by the one whose name comes first.
  const sorted = [...steps].sort(by(stepId));
  return sorted.map(part).filter((one) => one !== emptyPart);
}
