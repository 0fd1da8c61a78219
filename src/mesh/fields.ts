import type { Known } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path, SourceRef } from '../document/ref.ts';
import { at, type Resource } from '../resource/resource.ts';

/** What stands at one path of a resource: plain data that nobody has checked. */
export interface Field {
  readonly resource: Resource;
  /** The field that it is a part of; null for the root of the resource. */
  readonly parent: Field | null;
  readonly key: string | number;
  readonly value: unknown;
}

/** The `spec` of a resource; what is no mapping reads as an empty one. */
export function spec(resource: Resource): Field {
  return { resource, parent: null, key: 'spec', value: resource.spec };
}

/** The field below some keys; its value is undefined iff it is not there. */
export function field(from: Field, ...keys: readonly string[]): Field {
  let found = from;
  for (const key of keys) found = child(found, key, undefined);
  return found;
}

/**
 * The same, but what stands below a placeholder is the placeholder: nobody knows whether it is there, so that no default
 * may take its place.
 */
export function setting(from: Field, ...keys: readonly string[]): Field {
  let found = from;
  for (const key of keys) found = child(found, key, isPlaceholder(found.value) ? found.value : undefined);
  return found;
}

function child(parent: Field, key: string, otherwise: unknown): Field {
  const { resource, value } = parent;
  return { resource, parent, key, value: isRecord(value) && Object.hasOwn(value, key) ? value[key] : otherwise };
}

function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && hasPlaceholder(value);
}

/** A path and the paths that continue it. */
interface Step {
  readonly path: Path;
  readonly next: Map<string | number, Step>;
}

// Routes of one shape have one set of paths: shared, they are no part of what a route costs.
const root: Step = { path: [], next: new Map() };

function stepTo({ parent, key }: Field): Step {
  const { path, next } = parent === null ? root : stepTo(parent);
  let step = next.get(key);
  if (step === undefined) {
    step = { path: [...path, key], next: new Map() };
    next.set(key, step);
  }
  return step;
}

/** Where the field stands, or would stand. */
export function place(from: Field): SourceRef {
  const { resource } = from;
  const { path } = stepTo(from);
  return resource.root.length === 0 ? { document: resource.document, path, part: 'value' } : at(resource, path);
}

const namePath: Path = ['metadata', 'name'];

/** The name of the object, which stands for the whole of it. */
export function nameRef(resource: Resource): SourceRef {
  return resource.root.length === 0
    ? { document: resource.document, path: namePath, part: 'value' }
    : at(resource, namePath);
}

/** True iff there is a value; Kubernetes reads an explicit null as no value. */
export function given(from: Field): boolean {
  return from.value !== undefined && from.value !== null;
}

// In every reader below: undefined iff nothing is given, null iff something else stands there.

/** A string, placeholders included. */
export function text({ value }: Field): string | null | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : null;
}

/** A number; unknown where a placeholder stands for it. */
export function number({ value }: Field): Known<number> | null | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && hasPlaceholder(value)) return { unknown: value };
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A boolean; unknown where a placeholder stands for it. */
export function flag({ value }: Field): Known<boolean> | null | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && hasPlaceholder(value)) return { unknown: value };
  return typeof value === 'boolean' ? value : null;
}

/** The items of a list. */
export function list(from: Field): readonly Field[] | null | undefined {
  const { resource, value } = from;
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return null;
  return value.map((item: unknown, key) => ({ resource, parent: from, key, value: item }));
}

/** The field itself, if it is a mapping. */
export function record(from: Field): Field | null | undefined {
  if (!given(from)) return undefined;
  return isRecord(from.value) ? from : null;
}

/** The items that can be read; none where there is no list. */
export function items(from: Field): readonly Field[] {
  return list(from) ?? [];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
