/**
 * What an author wrote about one string, as data. Automata are compiled from it lazily and never stored in the model,
 * so the naive judge can evaluate it and a model can be compared, cached, printed and sent to a worker.
 */
export type Pattern =
  | { readonly is: 'any' }
  | { readonly is: 'none' }
  /** `fold`: ASCII letters compare without case. */
  | { readonly is: 'exact' | 'prefix' | 'suffix' | 'contains'; readonly text: string; readonly fold?: true }
  /** RE2 syntax, matched against the whole string. */
  | { readonly is: 'regex'; readonly text: string }
  /** The path itself or anything below it: `/a` has `/a` and `/a/b`, not `/ab`. Written without a trailing slash; `` is every path. */
  | { readonly is: 'segment-prefix'; readonly text: string }
  /** `*.suffix`: from one to `most` labels before it (`null`: any number). */
  | { readonly is: 'labels'; readonly suffix: string; readonly most: number | null }
  /** A decimal integer in [from, to). */
  | { readonly is: 'integers'; readonly from: number; readonly to: number }
  /** Something the author wrote and this run cannot read; equal texts are the same set. */
  | { readonly is: 'unknown'; readonly text: string }
  | { readonly is: 'all' | 'some'; readonly of: readonly Pattern[] }
  | { readonly is: 'not'; readonly of: Pattern };

/**
 * A condition on a name that may be missing or repeated: a header, a query parameter, a label of the caller.
 * It holds iff the name is missing and `absent`, or it is there and `lines` of its values match.
 */
export interface Field {
  readonly absent: boolean;
  readonly values: Pattern;
  readonly lines: 'some' | 'every';
}

/** A dimension of a request that always has one value. */
export type Part = 'port' | 'sni' | 'scheme' | 'method' | 'host' | 'path' | 'caller-namespace';

/** A product of conditions: every part, header, query parameter and label that is not named is free. */
export interface Box {
  readonly parts: Readonly<Partial<Record<Part, Pattern>>>;
  /** Lower-case names. All fields of a name must hold, one by one: repeated lines may satisfy different ones. */
  readonly headers: ReadonlyMap<string, readonly Field[]>;
  readonly query: ReadonlyMap<string, readonly Field[]>;
  readonly callerLabels: ReadonlyMap<string, readonly Field[]>;
  /** Conditions that nobody can decide from the text, by their canonical text. They never cover and never make a certain witness. */
  readonly opaque: ReadonlySet<string>;
}

/** A union of boxes. */
export type RequestSet = readonly Box[];

const nothing: ReadonlyMap<string, readonly Field[]> = new Map();
const noConditions: ReadonlySet<string> = new Set();

/** A box with the given conditions; everything else is free. */
export function box(parts: Box['parts'] = {}, more: Partial<Omit<Box, 'parts'>> = {}): Box {
  return { parts, headers: nothing, query: nothing, callerLabels: nothing, opaque: noConditions, ...more };
}

/** Every request there is. */
export const everything: RequestSet = [box()];

export const any: Pattern = { is: 'any' };
export const exact = (text: string): Pattern => ({ is: 'exact', text });
export const prefix = (text: string): Pattern => ({ is: 'prefix', text });

/** The name is there, whatever its value. */
export const present: Field = { absent: false, values: any, lines: 'some' };
