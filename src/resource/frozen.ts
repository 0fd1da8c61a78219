import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import { hasPlaceholder, sameText } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import { kindNamed } from './kinds.ts';
import { at, type Resource } from './resource.ts';
import { sameValue } from './same-value.ts';
import { type Frozen, given, isRecord, type Node, type ObjectNode } from './schema/node.ts';
import { short } from './schema/phrase.ts';

/** A frozen field in both versions of an object; undefined where it is not there. */
interface Pair {
  readonly path: Path;
  readonly frozen: Frozen;
  readonly was: unknown;
  readonly is: unknown;
}

/**
 * What an edit changes although creation settled it. Files are read as `kubectl apply` reads them: what the earlier version
 * says and the later one leaves out is removed. Two versions that were both read from a cluster, as a webhook gets them,
 * also hold what the system wrote.
 */
export function frozenEdits(before: Resource, after: Resource): readonly Fault[] {
  // An object that was read from a cluster says what is there, whatever an older file says; another uid, another object.
  if (after.live && (!before.live || uid(before) !== uid(after))) return [];
  const schema = kindNamed(after.key.group, after.key.kind)?.schema;
  if (schema === undefined || schema === null) return [];
  return pairs(before.value, after.value, schema, [], after.live).flatMap((pair) => judged(pair, before, after));
}

/** The frozen fields of which both versions tell what they are; below a placeholder nobody knows. */
function pairs(old: unknown, now: unknown, node: ObjectNode, path: Path, live: boolean): readonly Pair[] {
  if (hides(old) || hides(now)) return [];
  return Object.entries(node.fields).flatMap(([name, field]) => {
    const frozen = node.frozen[name];
    const [was, is] = [given(old, name), given(now, name)];
    if (frozen === undefined) return field.is === 'object' ? pairs(was, is, field, [...path, name], live) : [];
    if (mayBeSame(was, is) || (!live && Object.hasOwn(node.system, name))) return [];
    return [{ path: [...path, name], frozen, was: known(was, field), is: known(is, field) }];
  });
}

function judged({ path, frozen, was, is }: Pair, before: Resource, after: Resource): readonly Fault[] {
  if (sameValue(was ?? null, is ?? null) || (was === undefined && frozen.later)) return [];
  // Who removes a field from a copy of what a cluster holds only cleans the copy up.
  if (is === undefined && before.live && !after.live) return [];
  const isDefault = !after.live && (was === undefined || was === '');
  const settled = isDefault ? frozen.otherwise?.(before.key.name, before.key.namespace || unnamed) : was;
  if (settled === undefined && !after.live) return [];
  if (sameValue(settled ?? null, is ?? null)) return [];
  if (isDefault && is !== undefined && sameText(String(settled), String(is)) === 'unknown') return [];
  const [where, from, to] = narrowed(path, settled, is);
  const noDefault = is === undefined && frozen.otherwise !== undefined;
  return [
    {
      id: 'invalid-field',
      at: at(after, where, to === undefined ? 'key' : 'value'),
      found: to === undefined ? 'left out' : words(to),
      expected: [],
      was: `${words(from)}${isDefault ? ' by default' : ''}`,
      because: `${noDefault ? 'only creation fills in the default: ' : ''}${frozen.refusal.because}`,
      instead: `${kept(String(where.at(-1)), was === undefined ? undefined : from, to)}, or delete the object and create it again`,
    },
  ];
}

/** How to leave the field as it was. */
function kept(name: string, from: unknown, to: unknown): string {
  if (to === undefined) return `put ${code(short(`${name}: ${flow(from)}`))} back`;
  return from === undefined ? `remove ${code(name)}` : `keep ${words(from)}`;
}

/** The deepest entry that holds all of the difference. */
function narrowed(path: Path, was: unknown, is: unknown): readonly [Path, unknown, unknown] {
  if (!isRecord(was) || !isRecord(is)) return [path, was, is];
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  const [name, ...others] = [...names].filter((one) => !sameValue(was[one] ?? null, is[one] ?? null));
  if (name === undefined || others.length > 0) return [path, was, is];
  return narrowed([...path, name], given(was, name), given(is, name));
}

/** Stands for the namespace of an object that names none. */
const unnamed = `\${NAMESPACE}`;

function words(value: unknown): string {
  if (value === undefined) return 'not set';
  return value === '' ? 'an empty string' : code(short(flow(value).replace(unnamed, '…')));
}

/** Plain data on one line, as YAML has it. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, entry]) => `${key}: ${flow(entry)}`)
    .join(', ')} }`;
}

/**
 * What the controller sees of a value: no key that is no field, and an empty list as none, since its mutating webhook
 * writes every object anew and leaves both out. aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/webhook/mutating_handler.go
 */
function known(value: unknown, node: Node): unknown {
  if (node.is === 'list' && Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item: unknown) => known(item, node.item));
  }
  if (node.is !== 'object' || !isRecord(value)) return value;
  const entries = Object.entries(node.fields).map(([name, field]) => [name, known(given(value, name), field)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}

/** True iff a placeholder leaves open whether the two are one. A variable has one value in both versions. */
function mayBeSame(was: unknown, is: unknown): boolean {
  if (typeof was === 'string' && typeof is === 'string') return sameText(was, is) === 'unknown';
  return isOpen(was) || isOpen(is);
}

/** True iff something may stand in the value that is not written there. */
function hides(value: unknown): boolean {
  return typeof value === 'string' ? hasPlaceholder(value) : isRecord(value) && Object.keys(value).some(hasPlaceholder);
}

function isOpen(value: unknown): boolean {
  if (hides(value)) return true;
  if (Array.isArray(value)) return value.some(isOpen);
  return isRecord(value) && Object.values(value).some(isOpen);
}

function uid({ value }: Resource): unknown {
  return given(given(value, 'metadata'), 'uid');
}
