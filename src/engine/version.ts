import type { Fault } from '../document/fault.ts';
import { covers, type Path } from '../document/ref.ts';
import type { RoutingModel } from '../model/model.ts';
import type { RouteTable } from '../model/table.ts';
import { frozenEdits } from '../resource/frozen.ts';
import { objectId, type Resource } from '../resource/resource.ts';
import { given } from '../resource/schema/node.ts';
import type { World } from '../resource/world.ts';
import type { FaultsOf } from './strongest.ts';

/** One cluster's worth of objects and the routing that they make. */
export interface GatheredWorld {
  /** The declared name, the folder of a kustomization, or the empty string. */
  readonly name: string;
  readonly world: World;
  readonly model: RoutingModel;
  /** The tables whose routes are judged; absent: all of them. */
  readonly judged?: ReadonlySet<RouteTable>;
}

/** What the files say at one time. */
export interface Version {
  /** At least one. */
  readonly worlds: readonly GatheredWorld[];
  /** By document id. */
  readonly faults: FaultsOf;
}

/** What a later version changes in objects of the earlier one, although it was settled when they were created. */
export function editFaults(before: Version, after: Version): readonly Fault[] {
  const only = before.worlds.length === 1 && after.worlds.length === 1;
  return after.worlds.flatMap(({ name, world }) => {
    const earlier = before.worlds.find((one) => only || one.name === name);
    const known = new Map(earlier?.world.resources.map((resource) => [objectId(resource.key), resource]));
    return world.resources.flatMap((resource) => {
      const old = known.get(objectId(resource.key));
      if (old === undefined) return [];
      const edits = frozenEdits(old, resource);
      if (edits.length === 0 || isRefused(old, before.faults)) return [];
      return edits.filter(({ at }) => {
        const path = at.path.slice(resource.root.length);
        return [[old, before.faults] as const, [resource, after.faults] as const].every(
          ([one, faults]) => !isMisread(path, one, faults.get(one.document) ?? []),
        );
      });
    });
  });
}

/** True iff somebody, be it only AWS, may have refused the object: then it does not tell what exists. */
function isRefused({ document, root }: Resource, faults: Version['faults']): boolean {
  return (faults.get(document) ?? []).some(
    ({ id, at, harmless }) => (id === 'invalid-field' || id === 'invalid-yaml') && !harmless && covers(root, at.path),
  );
}

/** True iff a fault makes the entry what it is: it lies in it, or what is missing was written beside it and dropped. */
function isMisread(path: Path, { root, value }: Resource, faults: readonly Fault[]): boolean {
  const isAbsent = path.reduce<unknown>((inner, step) => given(inner, String(step)), value) === undefined;
  const place = [...root, ...path];
  return faults.some(({ id, at }) => {
    if (id === 'invalid-yaml') return isAbsent || covers(at.path, place) || covers(place, at.path);
    if (id === 'invalid-field') return covers(place, at.path) || (isAbsent && covers(at.path, place));
    return id === 'unknown-field' && isAbsent && at.path.length === place.length && covers(place.slice(0, -1), at.path);
  });
}
