import { parseAllDocuments } from 'yaml';
import type { KubeDocument } from '../../src/document/kube-document.ts';
import { appmesh } from '../../src/mesh/appmesh/index.ts';
import { ingress } from '../../src/mesh/ingress/index.ts';
import { merge } from '../../src/mesh/merge.ts';
import { read } from '../../src/mesh/read.ts';
import type { RoutingModel } from '../../src/model/model.ts';
import { recognise } from '../../src/resource/recognise.ts';
import type { Resource } from '../../src/resource/resource.ts';
import type { World } from '../../src/resource/world.ts';
import { worldOf } from '../../src/resource/world-of.ts';

/** A document without a text. */
export function documentOf(id: string, value: unknown): KubeDocument {
  return { id, source: null, value, complete: true, faults: [], directives: [], locate: () => null, alias: () => null };
}

/** The resources of manifests, as `kubectl apply` would read them. */
export function resourcesOf(manifests: string): readonly Resource[] {
  return parseAllDocuments(manifests).flatMap((document, index) => {
    return recognise(documentOf(`test.yaml#${index + 1}`, document.toJS())).resources;
  });
}

/** {@link modelOf}, from objects: thousands of models need no YAML. */
export function modelOfObjects(objects: readonly unknown[]): RoutingModel {
  const resources = objects.flatMap(
    (object, index) => recognise(documentOf(`test.json#${index + 1}`, object)).resources,
  );
  return merge(read(worldOf(resources), [appmesh, ingress]));
}

export function worldFrom(manifests: string): World {
  return worldOf(resourcesOf(manifests));
}

export function modelOf(manifests: string): RoutingModel {
  return merge(read(worldFrom(manifests), [appmesh, ingress]));
}
