import { code } from '../base/wording.ts';
import type { Fault } from '../document/fault.ts';
import type { Path } from '../document/ref.ts';
import { podPath } from './pod-path.ts';
import { kindId } from './resource.ts';
import { given, isRecord } from './schema/node.ts';

/** Something that tutorials teach and nobody reads. */
interface Unread {
  readonly because: string;
  readonly instead: string;
}

/** The controller looks at labels: aws/aws-app-mesh-controller-for-k8s@7588d122 pkg/mesh/membership_designator.go */
const namespaceAnnotations: Readonly<Record<string, Unread>> = {
  'k8s.aws/mesh': {
    because: 'a Mesh chooses namespaces by their labels, so the annotation brings nothing into the mesh',
    instead: "remove it, and give the namespace the labels that the Mesh's `namespaceSelector` asks for",
  },
};

/** Envoy is told by `APPMESH_RESOURCE_ARN`, which the controller sets: @7588d122 pkg/inject/virtualgateway_envoy.go */
const variables: Readonly<Record<string, Unread>> = {
  APPMESH_VIRTUAL_GATEWAY_NAME: {
    because:
      'the controller tells Envoy which gateway it is by `APPMESH_RESOURCE_ARN`, after the selector of the VirtualGateway',
    instead: 'remove it, and choose the pods by `podSelector` of the VirtualGateway',
  },
};

/**
 * Of the container that runs Envoy only, since an application may read what it likes. None of the documented variables of
 * Envoy, and none that the controller sets: awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/envoy-config.md
 */
const variablesOfEnvoy: Readonly<Record<string, Unread>> = {
  APPMESH_MESH_NAME: {
    because: 'the controller tells Envoy its mesh by `APPMESH_RESOURCE_ARN`, after the mesh of the namespace',
    instead: "remove it: the Mesh's `namespaceSelector` chooses the namespaces",
  },
};

/** What stands in an object of a core kind because somebody believes that a mesh reads it. */
export function unreadSettings(
  group: string,
  kind: string,
  value: Readonly<Record<string, unknown>>,
  document: string,
  root: Path,
): readonly Fault[] {
  const fault = (path: Path, part: 'key' | 'value', name: string, { because, instead }: Unread): Fault => ({
    id: 'unknown-field',
    at: { document, path: [...root, ...path], part },
    found: code(name),
    expected: [],
    because,
    instead,
    harmless: true,
  });
  if (kind === 'Namespace' && group === '') {
    const annotations = given(given(value, 'metadata'), 'annotations');
    return (isRecord(annotations) ? Object.keys(annotations) : []).flatMap((name) => {
      const known = Object.hasOwn(namespaceAnnotations, name) ? namespaceAnnotations[name] : undefined;
      return known === undefined ? [] : [fault(['metadata', 'annotations', name], 'key', name, known)];
    });
  }
  const template = podPath(kindId(group, kind));
  if (template === undefined) return [];
  const pod = given(
    template.reduce<unknown>((inner, step) => given(inner, String(step)), value),
    'spec',
  );
  const containers = given(pod, 'containers');
  return (Array.isArray(containers) ? containers : []).flatMap((container: unknown, i) => {
    const env = given(container, 'env');
    const unread = given(container, 'name') === 'envoy' ? { ...variables, ...variablesOfEnvoy } : variables;
    return (Array.isArray(env) ? env : []).flatMap((item: unknown, j) => {
      const name = String(given(item, 'name'));
      const known = Object.hasOwn(unread, name) ? unread[name] : undefined;
      const path = [...template, 'spec', 'containers', i, 'env', j, 'name'];
      return known === undefined ? [] : [fault(path, 'value', name, known)];
    });
  });
}
