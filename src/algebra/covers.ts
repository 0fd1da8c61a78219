import type { Cube } from './cube.ts';
import { has, type Leaf, lower, prefixOf } from './leaf.ts';
import type { Field, Pattern } from './pattern.ts';

/** True only if the outer cube has every request of the inner one. What is written tells; automata are never asked. */
export function isCovered(inner: Cube, outer: Cube): boolean {
  if (outer.opaque.length > 0) return false;
  for (const [key, { fields }] of outer.limits) {
    const own = inner.limits.get(key)?.fields ?? [];
    if (!fields.every((field) => own.some((one) => coversField(field, one)))) return false;
  }
  return true;
}

function coversField(outer: Field, inner: Field): boolean {
  if (inner.absent && !outer.absent) return false;
  if (outer.values.is === 'any' || inner.values.is === 'none') return true;
  return outer.lines === inner.lines && covers(outer.values, inner.values);
}

/** True only if every text of `inner` that a request can carry is in `outer`. */
export function covers(outer: Pattern, inner: Pattern): boolean {
  if (outer.is === 'any' || inner.is === 'none') return true;
  if (inner.is === 'some') return inner.of.every((part) => covers(outer, part));
  if (outer.is === 'all') return outer.of.every((part) => covers(part, inner));
  if (inner.is === 'all') return inner.of.some((part) => covers(outer, part));
  if (outer.is === 'some') return outer.of.some((part) => covers(part, inner));
  if (outer.is === 'not' && inner.is === 'not') return covers(inner.of, outer.of);
  if (outer.is === 'not' || inner.is === 'not' || inner.is === 'any' || outer.is === 'none') return false;
  return coversLeaf(outer as Leaf, inner as Leaf);
}

function coversLeaf(outer: Leaf, inner: Leaf): boolean {
  if (same(outer, inner)) return true;
  if (inner.is === 'exact' && !inner.fold) return outer.is !== 'regex' && has(outer, inner.text) === true;
  if (inner.is === 'segment-prefix')
    return coversLeaf(outer, exact(inner.text)) && coversLeaf(outer, below(inner.text));
  if (outer.is === 'segment-prefix') return beginsWith(inner, `${outer.text}/`);
  if (outer.is === 'prefix') return outer.fold ? outer.text === '' : beginsWith(inner, outer.text);
  if (outer.is === 'suffix' && !outer.fold)
    return inner.is === 'suffix' && !inner.fold && inner.text.endsWith(outer.text);
  if (outer.is !== 'labels' || inner.is !== 'labels') return false;
  if (inner.suffix !== outer.suffix && !inner.suffix.endsWith(`.${outer.suffix}`)) return false;
  if (outer.most === null) return true;
  const depth = (suffix: string) => suffix.split('.').length;
  return inner.most !== null && depth(inner.suffix) + inner.most <= depth(outer.suffix) + outer.most;
}

/** True only if every text of the leaf begins with the given one. */
function beginsWith(leaf: Leaf, text: string): boolean {
  if (leaf.is === 'regex') return prefixOf(leaf.text).startsWith(text);
  if (leaf.is !== 'prefix' && leaf.is !== 'exact') return false;
  return leaf.text.startsWith(text) && !(leaf.fold && lower(text) !== text.toUpperCase());
}

const exact = (text: string): Leaf => ({ is: 'exact', text });
const below = (text: string): Leaf => ({ is: 'prefix', text: `${text}/` });

function same(left: Leaf, right: Leaf): boolean {
  if (left === right) return true;
  if (left.is === 'labels') return right.is === 'labels' && left.suffix === right.suffix && left.most === right.most;
  if (left.is === 'integers') return right.is === 'integers' && left.from === right.from && left.to === right.to;
  if (!('text' in right) || left.is !== right.is || left.text !== right.text) return false;
  return ('fold' in left ? left.fold : undefined) === ('fold' in right ? right.fold : undefined);
}
