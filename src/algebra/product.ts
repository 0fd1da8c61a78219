import {
  type Condition,
  type Dimension,
  dimensionKey,
  fieldLimit,
  type Limit,
  partLimit,
  type Settled,
  settle,
} from './dimension.ts';
import type { Box, Field, Part, RequestSet } from './pattern.ts';

/** A box in normal form. Dimensions that it does not name are free. */
export interface Product {
  readonly spans: ReadonlyMap<string, Span>;
  /** The conditions that no request can be shown to meet. */
  readonly opaque: readonly string[];
}

export interface Span {
  readonly on: Dimension;
  readonly conditions: readonly Condition[];
  readonly settled: Settled;
}

export const freeProduct: Product = { spans: new Map(), opaque: [] };

/** The conditions of a box, those that most often decide first. */
export function* limits(box: Box): Iterable<Limit> {
  for (const part of parts) {
    const pattern = box.parts[part];
    if (pattern !== undefined && pattern.is !== 'any') yield partLimit(part, pattern);
  }
  yield* fieldLimits(box.headers, 'header');
  yield* fieldLimits(box.query, 'query');
  yield* fieldLimits(box.callerLabels, 'label');
}
const parts: readonly Part[] = ['host', 'path', 'method', 'port', 'scheme', 'sni', 'caller-namespace'];

function* fieldLimits(fields: Box['headers'], kind: 'header' | 'query' | 'label'): Iterable<Limit> {
  for (const [name, all] of fields) {
    if (kind === 'header' && isRead(name)) continue;
    for (const field of all) if (!isFree(field)) yield fieldLimit({ kind, name }, field);
  }
}
const isFree = ({ absent, values }: Field): boolean => absent && values.is === 'any';

/** Conditions in words that the spans of a product leave out. */
export function opaqueOf(box: Box): readonly string[] {
  const read = [...box.headers].filter(([name, fields]) => isRead(name) && !fields.every(isFree));
  return [...box.opaque, ...read.map(([name]) => `header ${name}`)];
}
/** Envoy reads these headers from other parts of the request, the port included. */
const isRead = (name: string): boolean => name.startsWith(':') || name === 'host';

/** The requests of the product that meet the condition; null only if there are none. */
export function narrow(product: Product, on: Dimension, condition: Condition): Product | null {
  const key = dimensionKey(on);
  const conditions = [...(product.spans.get(key)?.conditions ?? []), condition];
  const settled = settle(on, conditions);
  if (settled.is === 'empty') return null;
  return { opaque: product.opaque, spans: new Map(product.spans).set(key, { on, conditions, settled }) };
}

/** The requests of the product that are in the box; null only if there are none. */
export function within(product: Product, box: Box): Product | null {
  let inside: Product | null = product;
  for (const { on, inside: condition } of limits(box)) inside = inside && narrow(inside, on, condition);
  return inside && { spans: inside.spans, opaque: [...inside.opaque, ...opaqueOf(box)] };
}

/** The requests of the product that are not in the box, as products that share none. A box with opaque conditions keeps its part. */
export function without(product: Product, box: Box): readonly Product[] {
  const left: Product[] = [];
  let inside: Product | null = product;
  for (const limit of decidedFirst(box)) {
    const outside = narrow(inside, limit.on, limit.outside());
    if (outside !== null) left.push(outside);
    inside = narrow(inside, limit.on, limit.inside);
    if (inside === null) return left;
  }
  const opaque = opaqueOf(box);
  if (opaque.length > 0) left.push({ spans: inside.spans, opaque: [...inside.opaque, ...opaque] });
  return left;
}

function decidedFirst(box: Box): readonly Limit[] {
  const all = [...limits(box)];
  const isOpen = ({ inside }: Limit) =>
    inside.values.some(({ is, not }) => [...is, ...not].some((atom) => atom.is === 'regex' || atom.is === 'unknown'));
  return [...all.filter((limit) => !isOpen(limit)), ...all.filter(isOpen)];
}

/** True only if the product has no request outside the box. */
export function isInside(product: Product, box: Box): boolean {
  if (opaqueOf(box).length > 0) return false;
  for (const limit of limits(box)) if (narrow(product, limit.on, limit.outside()) !== null) return false;
  return true;
}

/** True only if the box shares requests with the product, as far as one can see, and has all of each dimension that is open. */
export function hasAllOpen(product: Product, box: Box): boolean {
  if (within(product, box) === null) return false;
  for (const limit of limits(box)) {
    const span = product.spans.get(dimensionKey(limit.on));
    if (span?.settled.is === 'open' && narrow(product, limit.on, limit.outside()) !== null) return false;
  }
  return true;
}

const mostProducts = 4096;
/** Why an intersection was not counted out. */
export const tooManyProducts = `more than ${mostProducts} combinations of alternatives`;

/** The requests that are in all of the sets, as products; null iff there are too many. */
export function intersection(sets: readonly RequestSet[]): readonly Product[] | null {
  let products: readonly Product[] = [freeProduct];
  for (const set of [...sets].sort((left, right) => left.length - right.length)) {
    if (products.length * set.length > 16 * mostProducts) return null;
    products = products.flatMap((product) => set.flatMap((box) => within(product, box) ?? []));
    if (products.length > mostProducts) return null;
  }
  return products;
}
