import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';

/** The name by which the mesh itself knows an object: objects of one kind and one name are one thing there. */
export interface MeshName {
  readonly resource: ObjectKey;
  /** Where the name is written, or what it is made of. */
  readonly at: SourceRef;
  readonly name: string;
  /** The field that sets it: `awsName`. */
  readonly field: string;
  /** Where the name has to be unique, as a noun phrase: `mesh shop`. */
  readonly within: string;
}
