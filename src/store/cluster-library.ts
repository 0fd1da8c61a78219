import { Derived } from '../base/derived.ts';
import { ignoreAnnotation } from '../document/directive.ts';
import type { Fault } from '../document/fault.ts';
import type { KubeDocument } from '../document/kube-document.ts';
import { objectDocument } from '../document/object-document.ts';
import type { Library } from '../engine/library.ts';
import { recognise } from '../resource/recognise.ts';
import { objectId, type Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';

const documents = new Derived<Resource, KubeDocument>();

export function documentOf(resource: Resource): KubeDocument {
  let document = documents.get(resource);
  if (document === undefined) {
    document = objectDocument(resource.document, resource.value);
    documents.set(resource, document);
  }
  return document;
}

/** What is wrong with an object by itself. No document is kept for it: most objects are asked for once. */
export function faultsOf(resource: Resource): readonly Fault[] {
  return recognise(objectDocument(resource.document, resource.value)).faults;
}

/** True iff an annotation of the object suppresses findings. */
export function isIgnoring({ annotations }: Resource): boolean {
  for (const name of annotations.keys()) if (name.startsWith(ignoreAnnotation)) return true;
  return false;
}

/** The object that a document of the name is. */
export function resourceIn(world: World, document: string): Resource | undefined {
  const [kind = '', namespace = '', name = ''] = document.split('/');
  const lookup = world.get(kind, namespace, name);
  return lookup.is === 'found' && objectId(lookup.resource.key) === document ? lookup.resource : undefined;
}

/** Every object of a world is its own document, named by its identity; a suppression may also lie in the config. */
export function libraryIn(world: World, config: KubeDocument | null): Library {
  return {
    document: (id) => {
      if (id === config?.id) return config;
      const resource = resourceIn(world, id);
      return resource && documentOf(resource);
    },
    roots: (id) => {
      const resource = resourceIn(world, id);
      return resource && new Map([['', resource]]);
    },
  };
}
