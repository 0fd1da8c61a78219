import type { Known } from '../base/known.ts';
import type { SourceRef } from '../document/ref.ts';

/** An effective value and how it came about. */
export interface Setting<T> {
  readonly value: Known<T>;
  readonly from: 'declared' | 'inherited' | 'default';
  /** Where it is declared; null for a default. */
  readonly at: SourceRef | null;
  /** Declared values that lost, and why. */
  readonly overruled: readonly {
    readonly value: Known<T>;
    readonly at: SourceRef;
    readonly because: string;
    /** In the mesh's own words: what to do with it, as an imperative clause. */
    readonly remedy?: string;
  }[];
  /** In the mesh's own words, for a default: what it does, as a clause (`App Mesh ends a request after 15 s`). */
  readonly note?: string;
  /** In the mesh's own words: how to declare it, as an imperative clause. */
  readonly remedy?: string;
  /** What has to be there before it can be declared, as a noun phrase: the absence that is the mistake. */
  readonly needs?: string;
}

export function declared<T>(value: Known<T>, at: SourceRef): Setting<T> {
  return { value, from: 'declared', at, overruled: [] };
}

export function byDefault<T>(value: Known<T>, note: string, remedy: string): Setting<T> {
  return { value, from: 'default', at: null, overruled: [], note, remedy };
}
