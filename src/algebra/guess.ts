import { assemble, type Chosen } from './assemble.ts';
import type { Cube, Limit } from './cube.ts';
import { exampleOf } from './leaf.ts';
import type { Pattern } from './pattern.ts';
import type { Request } from './request.ts';
import { canCarry, isUnusual, type Kind, sendable, usual } from './universe.ts';

/** A readable request that is probably in the cube, found without looking far: the judge has to say. Null iff none came to mind. */
export function guess({ limits, opaque }: Cube): Request | null {
  if (opaque.length > 0) return null;
  const chosen: Chosen[] = [];
  for (const { on, fields } of limits.values()) {
    const values = fields.every(({ absent }) => absent) ? [] : [likelyOf({ on, fields })];
    for (const value of values) {
      if (value === null || !sendable(on.kind, value) || isUnusual(value) || !canCarry(on)) return null;
    }
    chosen.push({ on, values: values.flatMap((value) => value ?? []) });
  }
  return assemble(chosen);
}

function likelyOf({ on, fields }: Pick<Limit, 'on' | 'fields'>): string | null {
  for (const { values } of fields) {
    const text = likely(values, on.kind);
    if (text !== null) return text;
  }
  return on.kind === 'path' ? '/' : (usual[on.kind]?.[0] ?? '1');
}

function likely(pattern: Pattern, kind: Kind): string | null {
  switch (pattern.is) {
    case 'exact':
    case 'prefix':
    case 'segment-prefix':
      return pattern.text === '' && kind === 'path' ? '/' : pattern.text;
    case 'labels':
      return `a.${pattern.suffix}`;
    case 'regex':
      return exampleOf(pattern.text);
    case 'some':
      return pattern.of[0] === undefined ? null : likely(pattern.of[0], kind);
    case 'all':
      return pattern.of.map((part) => likely(part, kind)).find((text) => text !== null) ?? null;
    default:
      return null;
  }
}
