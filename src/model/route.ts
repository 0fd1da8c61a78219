import type { RequestSet } from '../algebra/pattern.ts';
import type { Rewrite } from '../algebra/rewrite.ts';
import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Rank } from './order.ts';
import type { PlaceKey } from './place.ts';
import type { PoolKey } from './pool.ts';
import type { Setting } from './setting.ts';

/** A place routes again, a pool serves. */
export type Target = { readonly place: PlaceKey } | { readonly pool: PoolKey } | Unknown;

export interface Destination {
  readonly to: Target;
  /** The name of what is called, for messages: `VirtualNode shop/cart`. */
  readonly label: string;
  readonly at: SourceRef;
  readonly weight: Setting<number>;
}

/** What becomes of a request. */
export type Action =
  | {
      readonly kind: 'forward';
      readonly to: readonly Destination[];
      /** Bounds of the sum of weights that the mesh demands, and who says so. */
      readonly total: {
        readonly least: number;
        readonly most: number | null;
        readonly source: string;
      };
      readonly rewrite: Rewrite | null;
      /** What the mesh changes because nothing says otherwise, as a clause, and how to say otherwise. */
      readonly unasked?: { readonly note: string; readonly remedy: string };
    }
  | {
      readonly kind: 'redirect';
      readonly rewrite: Rewrite;
      readonly status: number;
    }
  | { readonly kind: 'respond'; readonly status: number }
  | { readonly kind: 'unknown'; readonly unknown: string };

export interface Retries {
  /** Attempts after the first one. */
  readonly attempts: Known<number>;
  /** Milliseconds; null: no limit of its own. */
  readonly perTry: Known<number> | null;
  readonly on: readonly string[];
  /** Of these, what may come after the server has acted on the request. */
  readonly afterEffect: readonly string[];
}

/** A regular expression that a match asks for. */
export interface WrittenExpression {
  readonly text: string;
  readonly at: SourceRef;
}

/** A text that a route compares requests with, or puts into them. */
export interface Written {
  /** What it belongs to, as a noun: `header`, `query parameter`, `path`, `annotation`. */
  readonly of: string;
  /** Of the header, parameter or annotation; the empty text for what has none. */
  readonly name: string;
  readonly text: string;
  /** It is the whole value, no part of one and no expression. */
  readonly whole: boolean;
  readonly at: SourceRef;
}

/** What one author wrote as one rule, after the dialect's own merging. */
export interface Route {
  /** Stable under insertion: resource and name, else resource and normalised match, never an index. */
  readonly id: string;
  readonly name: string;
  readonly resource: ObjectKey;
  /** Of the resource. */
  readonly labels: ReadonlyMap<string, string>;
  readonly at: {
    readonly self: SourceRef;
    /** All that its author wrote of it. */
    readonly rule: SourceRef;
    readonly match: SourceRef;
    readonly action: SourceRef;
  };
  readonly action: Action;
  readonly expressions: readonly WrittenExpression[];
  /** Milliseconds, 0 for none; null iff the dialect has no such field here. */
  readonly timeout: Setting<number> | null;
  readonly retries: Setting<Retries | null> | null;
  /** Conditions and edits as they are written, for what looks at their values. */
  readonly written?: readonly Written[];
}

/** One alternative of a route in one table: the unit of trial. */
export interface Entry {
  readonly route: Route;
  readonly requests: RequestSet;
  readonly rank: Rank;
  readonly at: SourceRef;
}

/** Where the settings of a route stand: the mapping that holds its match. */
export function besideMatch({ at: { match } }: Route): SourceRef {
  return { ...match, path: match.path.slice(0, -1), part: 'value' };
}

/**
 * True iff requests fare alike: the same destinations in the same shares, the same rewrite, redirect and response.
 * Null iff this run cannot know.
 */
export function sameAction(left: Action, right: Action): boolean | null {
  if (left.kind === 'unknown' || right.kind === 'unknown') return null;
  if (left.kind !== right.kind) return false;
  if (left.kind === 'respond' || right.kind === 'respond') return JSON.stringify(left) === JSON.stringify(right);
  const rewritten = sameRewrite(left.rewrite, right.rewrite);
  if (rewritten === false) return false;
  if (left.kind === 'redirect' || right.kind === 'redirect') {
    return left.kind === 'redirect' && right.kind === 'redirect' && left.status === right.status && rewritten;
  }
  const a = shares(left.to);
  const b = shares(right.to);
  if (a === null || b === null) return null;
  if (a !== b) return hasPlaceholder(a + b) ? null : false;
  return rewritten;
}

/**
 * What becomes of a request differently on two routes: `action` as {@link sameAction} says, `patience` for a timeout or
 * retries, `nothing`; null iff this run cannot know.
 */
export function difference(left: Route, right: Route): 'action' | 'patience' | 'nothing' | null {
  const same = sameAction(left.action, right.action);
  if (same === null) return null;
  if (!same) return 'action';
  return patience(left) === patience(right) ? 'nothing' : 'patience';
}

const patienceOf = new WeakMap<Route, string>();

/** The timeout and the retries as one text. A table compares each route with thousands, so it is kept. */
function patience(route: Route): string {
  let known = patienceOf.get(route);
  if (known === undefined) {
    known = JSON.stringify([route.timeout?.value ?? null, route.retries?.value ?? null]);
    patienceOf.set(route, known);
  }
  return known;
}

function sameRewrite(left: Rewrite | null, right: Rewrite | null): boolean | null {
  if (left === null && right === null) return true;
  const [one, other] = [left ?? {}, right ?? {}];
  if (one.host !== other.host) return false;
  const path = same(one.path, other.path);
  if (path === false) return false;
  const port = same(one.port, other.port);
  // One that names no port leaves it to the next hop, which may have just the named one.
  if (port === false && one.port !== undefined && other.port !== undefined) return false;
  return port === true ? path : null;
}

function same(left: unknown, right: unknown): boolean | null {
  if (JSON.stringify(left) === JSON.stringify(right)) return true;
  return isUnknown(left) || isUnknown(right) ? null : false;
}

const sharesOf = new WeakMap<readonly Destination[], string | null>();

/** The destinations with their shares of the requests, as one text; kept as {@link patience} is. */
function shares(destinations: readonly Destination[]): string | null {
  let known = sharesOf.get(destinations);
  if (known === undefined) {
    known = counted(destinations);
    sharesOf.set(destinations, known);
  }
  return known;
}

function counted(destinations: readonly Destination[]): string | null {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { to, label, weight } of destinations) {
    if (isUnknown(weight.value)) return null;
    // What is not here is still called by a name, and two names are two destinations.
    const key = isUnknown(to) ? `elsewhere ${label}` : 'place' in to ? to.place : to.pool;
    weights.set(key, (weights.get(key) ?? 0) + weight.value);
    total += weight.value;
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .map(([key, weight]) => `${key}=${weight / total}`)
    .sort()
    .join(' ');
}
