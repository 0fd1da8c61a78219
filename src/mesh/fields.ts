import type { Known } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { SourceRef } from '../document/ref.ts';
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
  for (const key of keys) {
    const { resource, value } = found;
    found = {
      resource,
      parent: found,
      key,
      value: isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined,
    };
  }
  return found;
}

/** Where the field stands, or would stand. */
export function place(from: Field): SourceRef {
  // The path is made only here: most fields are read and never pointed at.
  const path: (string | number)[] = [];
  for (let one: Field | null = from; one !== null; one = one.parent) path.unshift(one.key);
  return at(from.resource, path);
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
