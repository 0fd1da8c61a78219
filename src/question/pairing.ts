import type { RoutingModel } from '../model/model.ts';
import type { Door, DoorPair } from './diff.ts';
import { type Entrance, gateways, insideDoors } from './entrance.ts';
import { type Conflict, type Gate, Matching } from './matching.ts';

/** What one world of a side routes; the empty name: what nothing names. */
export interface NamedModel {
  readonly name: string;
  readonly model: RoutingModel;
}

/** That an entrance has another name after the change, as `--map OLD=NEW` says: of a gateway, with or without its port. */
export interface Renamed {
  readonly before: string;
  readonly after: string;
}

export interface Pairing {
  readonly pairs: readonly DoorPair[];
  /** Names that were given and that no entrance has. */
  readonly unknown: readonly string[];
  /** Gateways with no counterpart, on either side. */
  readonly alone: { readonly before: readonly Door[]; readonly after: readonly Door[] };
  /** Worlds of two names that were taken for each other. */
  readonly crossed: readonly { readonly before: string; readonly after: string }[];
  /** What could not be paired, and is in no pair. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Entrances that belong together, of worlds of one name first. Of gateways: those that are said to, those of one name,
 * those of one port, and the last one on each side. Inside a mesh: what is called by the same name.
 */
export function pairing(
  before: readonly NamedModel[],
  after: readonly NamedModel[],
  renamed: readonly Renamed[],
): Pairing {
  const common = new Set(before.flatMap(({ name }) => (after.some((other) => other.name === name) ? [name] : [])));
  const outer = new Matching(gatesOf(before, common, gateways), gatesOf(after, common, gateways));
  const unknown = renamed.flatMap((one) => rename(outer, one));
  meetByName(outer);
  outer.meetBy(portOf);
  outer.meetBy(() => '');
  const inner = new Matching(gatesOf(before, common, insideDoors), gatesOf(after, common, insideDoors));
  meetByName(inner);
  meetByOtherNames(inner);
  return {
    pairs: [...outer.all(), ...inner.all()],
    unknown,
    alone: { before: [...outer.before], after: [...outer.after] },
    crossed: crossed([...outer.pairs, ...inner.pairs]),
    conflicts: [...outer.conflicts, ...inner.conflicts],
  };
}

/** Pairs what is said to belong together, of several candidates those of one port; returns names that nothing has. */
function rename(matching: Matching, { before, after }: Renamed): readonly string[] {
  const [ones, others] = [[...matching.before].filter(isCalled(before)), [...matching.after].filter(isCalled(after))];
  for (const one of ones) {
    const left = others.filter((other) => matching.after.has(other));
    const near = left.filter(({ group }) => group === one.group);
    const [first, ...more] = near.length > 0 ? near : left;
    const same = [first, ...more].filter((other) => portOf(one) !== null && other && portOf(other) === portOf(one));
    const [only, ...rest] = more.length === 0 ? [first] : same;
    if (only !== undefined && rest.length === 0) matching.pair(one, only);
  }
  return [...(ones.length === 0 ? [before] : []), ...(others.length === 0 ? [after] : [])];
}

function meetByName(matching: Matching): void {
  matching.meetBy(({ world, name }) => JSON.stringify([world, name]));
  matching.meetBy(({ name }) => name);
  matching.settleConflicts();
}

/** A place that has several names may have lost the first one. */
function meetByOtherNames(matching: Matching): void {
  const keysOf = ({ group, entrance }: Gate) => entrance.place.names.map((name) => JSON.stringify([group, name]));
  const called = new Map([...matching.after].flatMap((gate) => keysOf(gate).map((key) => [key, gate] as const)));
  for (const one of [...matching.before]) {
    const same = keysOf(one)
      .map((key) => called.get(key))
      .find((other) => other !== undefined && matching.after.has(other));
    if (same !== undefined) matching.pair(one, same);
  }
}

function gatesOf(
  worlds: readonly NamedModel[],
  common: ReadonlySet<string>,
  read: (model: RoutingModel) => readonly Entrance[],
): readonly Gate[] {
  const isSplit = worlds.filter(({ model }) => model.places.length > 0).length > 1;
  return worlds.flatMap(({ name: world, model }) =>
    read(model).map((entrance) => ({
      model,
      entrance,
      label: isSplit && world !== '' ? `${entrance.name} in ${world}` : entrance.name,
      world,
      group: world !== '' && common.has(world) ? world : '',
      name: entrance.place.outside ? entrance.name : (entrance.place.names[0] ?? entrance.name),
    })),
  );
}

function crossed(pairs: Matching['pairs']): Pairing['crossed'] {
  const found = new Map<string, Pairing['crossed'][number]>();
  for (const { before, after } of pairs) {
    const worlds = { before: before.world, after: after.world };
    if (before.world !== after.world && before.world !== '' && after.world !== '') {
      found.set(JSON.stringify(worlds), worlds);
    }
  }
  return [...found.values()];
}

const isCalled =
  (name: string) =>
  ({ entrance }: Gate): boolean =>
    entrance.name === name || entrance.name.startsWith(`${name}:`);

function portOf({ entrance: { place } }: Gate): string | null {
  return typeof place.port === 'number' ? String(place.port) : null;
}
