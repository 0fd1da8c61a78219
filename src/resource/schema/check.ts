import { code } from '../../base/wording.ts';
import type { Fault } from '../../document/fault.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Path } from '../../document/ref.ts';
import { surprise, surprisingInteger, surprisingKey, surprisingText, type Words, type Written } from '../surprises.ts';
import { type Checking, complained, misfit, missingField, setBySystem, unknownField } from './checking.ts';
import { hint } from './hint.ts';
import { given, isRecord, type Node, type ObjectNode, text } from './node.ts';
import { checkScalar } from './scalar.ts';

/** A walk through one object. The path and the ancestors are stacks: only a fault copies them. */
interface Walk {
  readonly about: Checking;
  readonly faults: Fault[];
  readonly path: (string | number)[];
  /** The objects on the way to the value, the outermost first, and how deep each stands. */
  readonly ancestors: { readonly node: ObjectNode; readonly depth: number }[];
}

const anyText = text();

/** Everything in which a value that stands at `path` differs from its schema. A null is an absent field. */
export function check(value: unknown, node: Node, path: Path, about: Checking): readonly Fault[] {
  const walk: Walk = { about, faults: [], path: [...path], ancestors: [] };
  visit(value, node, walk);
  return walk.faults;
}

function visit(value: unknown, node: Node, walk: Walk): void {
  if (node.is === 'anything' || (typeof value === 'string' && hasPlaceholder(value))) return;
  if (!hasType(value, node)) {
    // Where a part could not be read, the break itself may have made the value what it is.
    if (walk.about.complete) walk.faults.push(misfit(value, node, [...walk.path], walk.about));
    return;
  }
  const wrong = checkScalar(value, node, walk.path, walk.about);
  if (wrong !== undefined) walk.faults.push(wrong);
  else if (walk.about.written !== undefined) visitWritten(value, node, walk, walk.about.written);
  if (node.is === 'object' && isRecord(value)) visitObject(value, node, walk);
  if (node.is === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) step(index, item, node.item, walk);
  }
  if (node.is === 'text-map' && isRecord(value)) {
    for (const key of Object.keys(value)) if (value[key] !== null) step(key, value[key], anyText, walk);
  }
}

/** What fits the schema may still not be what its author sees. */
function visitWritten(value: unknown, node: Node, { path, faults, about }: Walk, written: Written): void {
  const tell = (at: Path, part: 'key' | 'value', words: Words | undefined) => {
    if (words !== undefined) faults.push(surprise(about.document, at, part, words));
  };
  if (node.is === 'integer') tell(path, 'value', surprisingInteger(Number(value), written.get(path, 'value')));
  if (node.is === 'text' && node.lines !== true) tell(path, 'value', surprisingText(written.get(path, 'value')));
  if (node.is === 'text-map' && isRecord(value)) {
    for (const key of Object.keys(value)) {
      tell([...path, key], 'key', surprisingKey(key, written.get([...path, key], 'key')));
    }
  }
}

function step(name: string | number, value: unknown, node: Node, walk: Walk): void {
  walk.path.push(name);
  visit(value, node, walk);
  walk.path.pop();
}

function hasType(value: unknown, node: Exclude<Node, { readonly is: 'anything' }>): boolean {
  switch (node.is) {
    case 'object':
    case 'text-map':
      return isRecord(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
  }
}

/** Fields that are missing for a reason: `everything` where a key may stand for any of them. */
interface Explained {
  everything: boolean;
  readonly names: string[];
}

function visitObject(value: Readonly<Record<string, unknown>>, node: ObjectNode, walk: Walk): void {
  const { about, faults, path } = walk;
  const explained: Explained = { everything: !about.complete, names: [] };
  walk.ancestors.push({ node, depth: path.length });
  for (const key of Object.keys(value)) {
    const field = Object.hasOwn(node.fields, key) ? node.fields[key] : undefined;
    if (field === undefined) visitUnknown(key, value, node, explained, walk);
    else if (value[key] !== null) {
      const system = Object.hasOwn(node.system, key) ? node.system[key] : undefined;
      if (system === undefined || about.live) step(key, value[key], field, walk);
      else faults.push(setBySystem(key, system.instead, system.refusal, path, about));
    }
  }
  if (!explained.everything) visitMissing(value, node, explained, walk);
  walk.ancestors.pop();
  for (const rule of node.rules) {
    for (const complaint of rule(value, about)) {
      const excused = explained.everything || complaint.missing?.some((name) => explained.names.includes(name));
      if (complaint.missing === undefined || !excused) faults.push(complained(complaint, path, about));
    }
  }
}

function visitUnknown(
  key: string,
  value: Readonly<Record<string, unknown>>,
  node: ObjectNode,
  explained: Explained,
  walk: Walk,
): void {
  if (hasPlaceholder(key)) {
    explained.everything = true;
    return;
  }
  const outer = walk.ancestors.slice(0, -1).reverse();
  const ancestors = outer.map((ancestor) => ({
    node: ancestor.node,
    name: called(walk.path.slice(0, ancestor.depth)),
  }));
  const guess = hint(key, node, Object.keys(value), ancestors);
  if (guess?.explains === 'all') explained.everything = true;
  else explained.names.push(...(guess?.explains ?? []));
  walk.faults.push(unknownField(key, node, walk.path, walk.about, guess?.instead));
  if (guess?.readAs !== undefined && value[key] !== null) step(key, value[key], guess.readAs, walk);
}

function visitMissing(
  value: Readonly<Record<string, unknown>>,
  node: ObjectNode,
  explained: Explained,
  walk: Walk,
): void {
  const isMissing = (name: string) => given(value, name) === undefined && !explained.names.includes(name);
  for (const name of node.required) {
    const field = node.fields[name];
    if (field !== undefined && isMissing(name)) {
      walk.faults.push(missingField(name, field, walk.path, walk.about));
    }
  }
  for (const name of node.implied) {
    const field = node.fields[name];
    if (field !== undefined && isMissing(name)) step(name, {}, field, walk);
  }
}

/** The object at the path in words: `` `spec` ``, or the item of a list. */
function called(path: Path): string {
  const last = path.at(-1);
  if (typeof last === 'string') return code(last);
  const list = path.findLast((name) => typeof name === 'string');
  return list === undefined ? 'the object' : `the item of ${code(String(list))}`;
}
