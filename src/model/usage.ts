import type { SourceRef } from '../document/ref.ts';
import type { KindId, ObjectKey } from '../resource/resource.ts';

/** An object that does nothing unless another one refers to it. */
export interface Dependent {
  readonly is: 'dependent';
  readonly resource: ObjectKey;
  readonly at: SourceRef;
  /** The kinds that can refer to it. */
  readonly users: readonly KindId[];
}

/** One object refers to all of a kind in a namespace, without their names. */
export interface UsesAll {
  readonly is: 'uses all';
  readonly kind: string;
  readonly namespace: string;
}

export type Usage = Dependent | UsesAll;
