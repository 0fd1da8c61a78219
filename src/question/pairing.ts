import type { RoutingModel } from '../model/model.ts';
import type { Door, DoorPair } from './diff.ts';
import { gateways, insideDoors } from './entrance.ts';

/** That an entrance has another name after the change, as `--map OLD=NEW` says: of a gateway, with or without its port. */
export interface Renamed {
  readonly before: string;
  readonly after: string;
}

export interface Pairing {
  readonly pairs: readonly DoorPair[];
  /** Names that were given and that no entrance has. */
  readonly unknown: readonly string[];
  /** Entrances of gateways with no counterpart, on either side, by their names. */
  readonly alone: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/**
 * Entrances that belong together. Of gateways: those that are said to, those of one name, those of one port, and the last
 * one on each side. Inside a mesh: what is called by the same name.
 */
export function pairing(
  before: readonly RoutingModel[],
  after: readonly RoutingModel[],
  renamed: readonly Renamed[],
): Pairing {
  const left = new Set(doorsOf(before, gateways));
  const right = new Set(doorsOf(after, gateways));
  const pairs: DoorPair[] = [];
  const unknown: string[] = [];
  const pair = (one: Door, other: Door) => {
    pairs.push({ before: one, after: other });
    left.delete(one);
    right.delete(other);
  };
  for (const { before: from, after: to } of renamed) {
    const [ones, others] = [[...left].filter(isCalled(from)), [...right].filter(isCalled(to))];
    if (ones.length === 0) unknown.push(from);
    if (others.length === 0) unknown.push(to);
    for (const one of ones) {
      const same = others.length === 1 ? others[0] : others.find((other) => portOf(other) === portOf(one));
      if (same !== undefined && right.has(same)) pair(one, same);
    }
  }
  const meetBy = (key: (door: Door) => string | null) => {
    for (const one of [...left]) {
      const wanted = key(one);
      const [only, ...more] = wanted === null ? [] : [...right].filter((other) => key(other) === wanted);
      const isOnly = [...left].filter((other) => key(other) === wanted).length === 1;
      if (only !== undefined && more.length === 0 && isOnly) pair(one, only);
    }
  };
  meetBy(({ entrance }) => entrance.name);
  meetBy(portOf);
  const [[one, ...ones], [other, ...others]] = [[...left], [...right]];
  if (one !== undefined && other !== undefined && ones.length + others.length === 0) pair(one, other);
  const alone = { before: [...left].map(nameOf), after: [...right].map(nameOf) };
  for (const door of left) pairs.push({ before: door, after: null });
  for (const door of right) pairs.push({ before: null, after: door });
  pairs.push(...inside(doorsOf(before, insideDoors), doorsOf(after, insideDoors)));
  return { pairs, unknown, alone };
}

/** A mesh that is left behind has no names that could be called. */
function inside(before: readonly Door[], after: readonly Door[]): readonly DoorPair[] {
  const rest = new Set(after);
  const pairs = before.map((door): DoorPair => {
    const same = after.find((other) =>
      other.entrance.place.names.some((name) => door.entrance.place.names.includes(name)),
    );
    if (same !== undefined) rest.delete(same);
    return { before: door, after: same ?? null };
  });
  return [...pairs, ...[...rest].map((door) => ({ before: null, after: door }))];
}

function doorsOf(
  models: readonly RoutingModel[],
  read: (model: RoutingModel) => readonly Door['entrance'][],
): readonly Door[] {
  return models.flatMap((model) => read(model).map((entrance) => ({ model, entrance })));
}

const nameOf = ({ entrance }: Door): string => entrance.name;

const isCalled =
  (name: string) =>
  ({ entrance }: Door): boolean =>
    entrance.name === name || entrance.name.startsWith(`${name}:`);

function portOf({ entrance: { place } }: Door): string | null {
  return typeof place.port === 'number' ? String(place.port) : null;
}
