import type { SourceRef } from '../document/ref.ts';
import type { PlaceKey } from './place.ts';
import type { Resolution } from './reference.ts';

/** A name that callers inside the mesh look up before anything of the mesh sees their requests. */
export interface CalledName {
  readonly place: PlaceKey;
  readonly name: string;
  readonly at: SourceRef;
  /** The Service that would answer, as a sentence names it: `Service shop/cart`. */
  readonly service: string;
  readonly resolution: Resolution;
}
