import type { Semantics } from '../algebra/semantics.ts';
import type { KindId, Resource } from './resource.ts';

/** What a look-up of one object by name says. */
export type Lookup =
  | { readonly is: 'found'; readonly resource: Resource }
  /** Declared under `external:` in the config. */
  | { readonly is: 'external' }
  /** `certain`: the world holds everything of this kind there, so the object is nowhere. `nearest`: a name like it. */
  | { readonly is: 'absent'; readonly certain: boolean; readonly nearest: string | null }
  | { readonly is: 'unknown'; readonly unknown: string };

/**
 * What a resource is filed under, read from nothing but the resource. One function is one index, made once and kept up to
 * date: worlds that differ in a few objects share it.
 */
export type Filing = (resource: Resource) => Iterable<string>;

/** All resources of one cluster, indexed: a folder is one, a snapshot of the webhook is one. Read-only. */
export interface World {
  /** Every resource, in the order of input. */
  readonly resources: readonly Resource[];
  /** False iff something is known to be missing: `--partial`, a part that could not be read, a template. */
  readonly whole: boolean;
  /** How the Envoys of the mesh match requests. */
  readonly semantics: Semantics;
  /** Names are compared as templates: where placeholders leave it open whether they are equal, the answer is `unknown`. */
  get(kind: KindId, namespace: string, name: string): Lookup;
  /** True iff the config says, or may say, that TLS ends before the object: `external: [{ kind: …, tlsEndsBefore: true }]`. */
  behindTls(kind: KindId, namespace: string, name: string): boolean;
  /** True iff the config declares objects of the kind elsewhere: what they refer to is not known. */
  elsewhere(kind: KindId): boolean;
  of(kind: KindId, namespace?: string): readonly Resource[];
  /** The resources of the kind that are filed under the word, in no order. */
  filed(kind: KindId, by: Filing, under: string): Iterable<Resource>;
  /** Of those the first by namespace and name; undefined iff there is none. */
  firstFiled(kind: KindId, by: Filing, under: string): Resource | undefined;
  /** Every word under which a resource of the kind is filed, each once, in no order; perhaps some without a resource. */
  filings(kind: KindId, by: Filing): Iterable<string>;
  /** True iff the world holds some object of the kind there and nothing shows that it lacks another one. */
  complete(kind: KindId, namespace: string): boolean;
  /**
   * True iff something is known to be missing that may be an object of the kind there, or anywhere without a namespace:
   * `--partial`, a part that could not be read, a template.
   */
  mayLack(kind: KindId, namespace?: string): boolean;
}
