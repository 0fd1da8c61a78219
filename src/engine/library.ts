import type { KubeDocument } from '../document/kube-document.ts';
import { pointer } from '../document/ref.ts';
import type { Resource } from '../resource/resource.ts';

/** Documents and the objects in them, by the ids that places name. */
export interface Library {
  document(id: string): KubeDocument | undefined;
  /** The objects of a document, by the pointers of their roots. */
  roots(id: string): ReadonlyMap<string, Resource> | undefined;
}

export function libraryOf(documents: readonly KubeDocument[], resources: readonly Resource[]): Library {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const byRoot = new Map<string, Map<string, Resource>>();
  for (const resource of resources) {
    const roots = byRoot.get(resource.document);
    if (roots === undefined) byRoot.set(resource.document, new Map([[pointer(resource.root), resource]]));
    else roots.set(pointer(resource.root), resource);
  }
  return { document: (id) => byId.get(id), roots: (id) => byRoot.get(id) };
}
