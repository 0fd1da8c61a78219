import { remembering } from '../base/remembering.ts';
import { by } from '../base/sort.ts';
import { merge } from '../mesh/merge.ts';
import { emptyPart, type ModelPart, type RoutingModel } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import type { PortEnd } from '../model/port.ts';
import type { Target } from '../model/route.ts';
import type { RouteTable } from '../model/table.ts';
import { type Reach, Step } from './impact.ts';
import { type Narrowing, narrowing } from './narrow.ts';

/** What a step makes of one side. */
export type PartOf = (step: Step) => ModelPart;

/** A model of a part of a cluster: its lists hold that part, its look-ups find everything. */
export interface Focus {
  readonly model: RoutingModel;
  /** The tables whose routes are judged. */
  readonly judged: ReadonlySet<RouteTable>;
}

/**
 * Whoever follows a route to where it leads must not come to an end at the edge of the part. `part`: what of a step is in the
 * lists.
 */
export function focusOn({ judged, beside }: Reach, whole: PartOf, part = whole): Focus {
  const steps = [...judged.values(), ...beside.values()];
  const look = lookUps(steps, whole);
  const model = merge(partsOf(steps, part));
  const found = {
    place: remembering((key: string) => model.place(key) ?? look.find(key, ({ places }) => places), String),
    pool: remembering((key: string) => model.pool(key) ?? look.find(key, ({ pools }) => pools), String),
    end: remembering((key: string) => look.find(key, ({ portEnds }) => portEnds), String),
  };
  const portEnd = (key: string): PortEnd | undefined => {
    const known = model.portEnd(key);
    if (known !== undefined) return known;
    const end = found.end(key);
    if (end === undefined || !('through' in end)) return end;
    const meant = found.end(end.through);
    return meant === undefined || 'through' in meant ? undefined : meant;
  };
  return {
    model: {
      ...model,
      place: found.place,
      pool: found.pool,
      portEnd,
    },
    judged: new Set(partsOf(judged.values(), part).flatMap(({ places }) => places.flatMap(({ tables }) => tables))),
  };
}

/** The same of both sides of a change, without what it cannot concern. */
export function focusOnChange(
  reach: Reach,
  before: PartOf,
  after: PartOf,
): { readonly before: Focus; readonly after: Focus } {
  const steps = [...reach.judged.values(), ...reach.beside.values()];
  const places = (part: PartOf) => partsOf(steps, part).flatMap((one) => one.places);
  const own = narrowing(places(before), places(after), leadingAlike(steps, before, after));
  return {
    before: focusOn(reach, before, narrowed(before, own)),
    after: focusOn(reach, after, narrowed(after, own)),
  };
}

/** The parts with the entries that are kept; a table of which only entries beside the judged ones are kept is not judged. */
function narrowed(part: PartOf, own: Narrowing): PartOf {
  const known = new Map<ModelPart, ModelPart>();
  return (step) => {
    const whole = part(step);
    if (whole.places.every(({ tables }) => tables.length === 0)) return whole;
    let found = known.get(whole);
    if (found === undefined) {
      found = { ...whole, places: whole.places.map((place) => narrowedPlace(place, own)) };
      known.set(whole, found);
    }
    return found;
  };
}

function narrowedPlace(place: Place, own: Narrowing): Place {
  const tables = place.tables.map((table) => {
    const entries = table.entries.filter(({ route }) => own.isKept(place.key, table.id, route.id));
    return entries.length === table.entries.length ? table : { ...table, entries };
  });
  return { ...place, tables };
}

interface LookUps {
  find<T extends { readonly key: string }>(key: string, list: (part: ModelPart) => readonly T[]): T | undefined;
  partsWith(key: string): readonly Step[];
}

function lookUps(steps: readonly Step[], part: PartOf): LookUps {
  const adapters = [...new Set(steps.map(({ adapter }) => adapter))];
  const partsWith = (key: string): Step[] =>
    adapters.flatMap((adapter) => {
      const own = adapter.stepOf(key);
      return own === null ? [] : [new Step(adapter, own)];
    });
  return {
    partsWith,
    find: (key, list) => {
      for (const step of partsWith(key)) {
        const found = list(part(step)).find((item) => item.key === key);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Whether what a target leads to is the same on both sides, and all that this leads to. */
function leadingAlike(steps: readonly Step[], before: PartOf, after: PartOf): (target: Target) => boolean {
  const { partsWith } = lookUps(steps, before);
  const known = new Map<string, boolean>();
  const alike = (key: string): boolean => {
    const was = known.get(key);
    if (was !== undefined) return was;
    // A circle is the same unless something else on it is not.
    known.set(key, true);
    const is = partsWith(key).every((step) => {
      const [left, right] = [before(step), after(step)];
      return left === right && targetsIn(left).every(leads);
    });
    known.set(key, is);
    return is;
  };
  const leads = (target: Target): boolean => {
    return 'unknown' in target || alike('place' in target ? target.place : target.pool);
  };
  return leads;
}

function targetsIn({ places }: ModelPart): readonly Target[] {
  return places.flatMap(({ tables }) =>
    tables.flatMap(({ entries, otherwise }) =>
      [otherwise, ...entries.map(({ route }) => route.action)].flatMap((action) =>
        action.kind === 'forward' ? action.to.map(({ to }) => to) : [],
      ),
    ),
  );
}

function partsOf(steps: Iterable<Step>, part: PartOf): readonly ModelPart[] {
  // What several steps say of one place is said by the one whose name comes first.
  const sorted = [...steps].sort(by(({ id }) => id));
  return sorted.map(part).filter((one) => one !== emptyPart);
}
