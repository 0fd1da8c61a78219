import type { Box, Field, Part, RequestSet } from './pattern.ts';
import { type Dimension, dimensionKey, type Kind } from './universe.ts';

/** What a box asks of one dimension. A part is a field that is never missing. */
export interface Limit {
  readonly on: Dimension;
  readonly key: string;
  readonly fields: readonly Field[];
}

/** A box, or what several boxes ask together: the limits by dimension, and what no request can be shown to meet. */
export interface Cube {
  readonly limits: ReadonlyMap<string, Limit>;
  readonly opaque: readonly string[];
}

const parts: readonly Part[] = ['host', 'path', 'method', 'port', 'scheme', 'sni', 'caller-namespace'];
const on = (kind: Kind, name: string): Dimension => ({ kind, name });

/** The limits of a box, those that most often tell boxes apart first. */
export function cubeOf(box: Box): Cube {
  const limits = new Map<string, Limit>();
  const opaque = [...box.opaque];
  const add = (dimension: Dimension, all: readonly Field[]) => {
    const fields = all.filter(({ absent, values }) => !(absent && values.is === 'any'));
    if (fields.length === 0) return;
    const key = dimensionKey(dimension);
    limits.set(key, { on: dimension, key, fields });
  };
  for (const part of parts) {
    const values = box.parts[part];
    if (values !== undefined && values.is !== 'any') add(on(part, part), [{ absent: false, values, lines: 'some' }]);
  }
  for (const [name, fields] of box.headers) {
    if (isRead(name)) opaque.push(...(fields.every(isFree) ? [] : [`header ${name}`]));
    else add(on('header', name), fields);
  }
  for (const [name, fields] of box.query) add(on('query', name), fields);
  for (const [name, fields] of box.callerLabels) add(on('label', name), fields);
  return { limits, opaque };
}

const isFree = ({ absent, values }: Field): boolean => absent && values.is === 'any';
/** Envoy reads these headers from other parts of the request, the port included. */
const isRead = (name: string): boolean => name.startsWith(':') || name === 'host';

/** What both ask together. */
export function both(left: Cube, right: Cube): Cube {
  if (left.limits.size === 0 && left.opaque.length === 0) return right;
  const limits = new Map(left.limits);
  for (const [key, limit] of right.limits) {
    const known = limits.get(key);
    limits.set(key, known === undefined ? limit : { ...limit, fields: [...known.fields, ...limit.fields] });
  }
  return { limits, opaque: [...left.opaque, ...right.opaque] };
}

export const free: Cube = { limits: new Map(), opaque: [] };

const mostCubes = 4096;
/** Why an intersection was not counted out. */
export const tooManyCubes = `more than ${mostCubes} combinations of alternatives`;

/** The requests that are in all of the sets, as cubes of which each may be empty; null iff there are too many. */
export function intersection(sets: readonly RequestSet[], isEmpty: (cube: Cube) => boolean): readonly Cube[] | null {
  let found: readonly Cube[] = [free];
  for (const set of [...sets].sort((left, right) => left.length - right.length)) {
    if (found.length * set.length > 16 * mostCubes) return null;
    const next = found.flatMap((cube) => set.map((box) => both(cube, cubeOf(box))));
    found = next.length > 1 ? next.filter((cube) => !isEmpty(cube)) : next;
    if (found.length > mostCubes) return null;
  }
  return found;
}
