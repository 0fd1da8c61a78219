import { code } from '../../base/wording.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { moreLabels, namespaceObject } from '../../resource/namespace.ts';
import { at, type Resource } from '../../resource/resource.ts';
import type { Workload } from '../../resource/workload.ts';
import type { World } from '../../resource/world.ts';
import { isRecord } from '../fields.ts';

const injector = 'appmesh.k8s.aws/sidecarInjectorWebhook';
const remedy = `add the label ${code(`${injector}: enabled`)} to the namespace`;

/**
 * Whether the pods of a node get Envoy. The injector is called for namespaces that have its label with the value
 * `enabled` or `disabled`; an annotation of the pod overrides the label, and a pod with a container `envoy` is left as it is.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 config/helm/appmesh-controller/templates/webhook.yaml (`mpod`),
 * pkg/inject/inject.go `determineSidecarInjectMode`, pkg/inject/envoy.go `containsEnvoyContainer`
 */
export function sidecar(world: World, workload: Workload): Setting<boolean> {
  const own = envoyContainer(workload);
  if (own !== null) return own;
  const { resource, annotations, template } = workload;
  const namespace = namespaceObject(world, resource.key.namespace);
  if (namespace === null) return byDefault<boolean>({ unknown: 'the labels of the namespace' }, '', remedy);
  const label = namespace.labels.get(injector);
  if (label === undefined) {
    const more = moreLabels(namespace);
    if (more !== null) return byDefault<boolean>(more, '', remedy);
    return { ...byDefault(false, `its namespace has no label ${code(injector)}`, remedy), at: labelsOf(namespace) };
  }
  if (label !== 'enabled' && label !== 'disabled') {
    const note = `the injector asks for ${code('enabled')} or ${code('disabled')}`;
    return { ...byDefault(false, note, 'change the label to `enabled`'), from: 'inherited', at: labelAt(namespace) };
  }
  const annotation = annotations.get(injector);
  if (annotation !== undefined) {
    const where = at(resource, [...template, 'metadata', 'annotations', injector]);
    return declared(annotation.toLowerCase() !== 'disabled', where);
  }
  return { ...declared(label === 'enabled', labelAt(namespace)), from: 'inherited' };
}

/** True iff the pods certainly get Envoy from the injector, and bring none of their own. */
export function isInjected(world: World, workload: Workload): boolean {
  return (
    Array.isArray(workload.pod['containers']) &&
    envoyContainer(workload) === null &&
    sidecar(world, workload).value === true
  );
}

/**
 * Whether the pods of a gateway run Envoy for it: the controller configures the container of that name and adds none.
 * aws/aws-app-mesh-controller-for-k8s@7588d122 docs/reference/injector.md, pkg/inject/virtualgateway_envoy.go
 */
export function gatewayProxy(workload: Workload): Setting<boolean> {
  const note = `no container of its pods is named ${code('envoy')}`;
  const containers = workload.pod['containers'];
  if (!Array.isArray(containers)) return byDefault<boolean>({ unknown: 'the containers of its pods' }, note, '');
  return envoyContainer(workload) ?? byDefault(false, note, `name the container that runs Envoy ${code('envoy')}`);
}

function envoyContainer({ resource, pod, template }: Workload): Setting<boolean> | null {
  const containers = pod['containers'];
  if (!Array.isArray(containers)) return null;
  const index = containers.findIndex((container: unknown) => isRecord(container) && container['name'] === 'envoy');
  return index < 0 ? null : declared(true, at(resource, [...template, 'spec', 'containers', index, 'name']));
}

function labelsOf(namespace: Resource) {
  return at(namespace, ['metadata', 'labels']);
}

function labelAt(namespace: Resource) {
  return at(namespace, ['metadata', 'labels', injector]);
}
