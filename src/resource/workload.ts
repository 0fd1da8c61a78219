import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import { type KindId, kindId, type Resource } from './resource.ts';
import { given, isRecord } from './schema/node.ts';
import { selects } from './selector.ts';
import type { World } from './world.ts';

/** A port that a container of a pod declares. */
export interface ContainerPort {
  readonly name: string | null;
  readonly port: Known<number>;
  readonly container: string;
  /** In the object of the workload. */
  readonly path: Path;
}

/** Pods as their template describes them: what a selector of pods chooses from. */
export interface Workload {
  readonly resource: Resource;
  readonly labels: ReadonlyMap<string, string>;
  /** Why its pods may have more labels than these; null iff they have none. */
  readonly more: Unknown | null;
  readonly annotations: ReadonlyMap<string, string>;
  /** Where the pod's own `metadata` and `spec` stand in the object. */
  readonly template: Path;
  /** The `spec` of its pods; an empty mapping where there is none. */
  readonly pod: Readonly<Record<string, unknown>>;
  readonly ports: readonly ContainerPort[];
}

/** Where each kind keeps the template of its pods; https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates */
const templates: Readonly<Record<KindId, Path>> = {
  Pod: [],
  [kindId('apps', 'DaemonSet')]: ['spec', 'template'],
  [kindId('apps', 'Deployment')]: ['spec', 'template'],
  [kindId('apps', 'ReplicaSet')]: ['spec', 'template'],
  [kindId('apps', 'StatefulSet')]: ['spec', 'template'],
  [kindId('batch', 'CronJob')]: ['spec', 'jobTemplate', 'spec', 'template'],
  [kindId('batch', 'Job')]: ['spec', 'template'],
};

/** The kinds that have pods. */
export const workloadKinds: readonly KindId[] = Object.keys(templates);

const known = new WeakMap<World, ReadonlyMap<string, readonly Workload[]>>();

/** Every workload of a namespace, in the order of input. */
export function workloads(world: World, namespace: string): readonly Workload[] {
  let byNamespace = known.get(world);
  if (byNamespace === undefined) {
    const built = new Map<string, Workload[]>();
    for (const kind of workloadKinds) {
      for (const resource of world.of(kind)) {
        const others = built.get(resource.key.namespace);
        const workload = workloadOf(resource);
        if (others === undefined) built.set(resource.key.namespace, [workload]);
        else others.push(workload);
      }
    }
    byNamespace = built;
    known.set(world, built);
  }
  return byNamespace.get(namespace) ?? [];
}

/** What a selector chooses among workloads; `open`: those that a placeholder decides about. */
export interface Chosen {
  readonly certain: readonly Workload[];
  readonly open: readonly Workload[];
}

/** The workloads of a namespace that a LabelSelector chooses: `{}` chooses all. */
export function chosen(world: World, namespace: string, selector: unknown): Chosen {
  const certain: Workload[] = [];
  const open: Workload[] = [];
  for (const workload of workloads(world, namespace)) {
    const verdict = selects(selector, workload.labels);
    if (verdict === true && workload.more === null) certain.push(workload);
    else if (isUnknown(verdict) || workload.more !== null) open.push(workload);
  }
  return { certain, open };
}

function workloadOf(resource: Resource): Workload {
  const template = templates[resource.kind] ?? [];
  const holder = template.reduce<unknown>((value, step) => given(value, String(step)), resource.value);
  const metadata = given(holder, 'metadata');
  const pod = given(holder, 'spec');
  const labels = given(metadata, 'labels');
  const variable = [holder, metadata, labels].find((value) => typeof value === 'string' && hasPlaceholder(value));
  return {
    resource,
    labels: texts(labels),
    more: variable === undefined ? null : { unknown: `the labels of its pods are ${String(variable)}` },
    annotations: texts(given(metadata, 'annotations')),
    template,
    pod: isRecord(pod) ? pod : {},
    ports: portsOf(pod, [...template, 'spec']),
  };
}

function texts(map: unknown): ReadonlyMap<string, string> {
  if (!isRecord(map)) return new Map();
  return new Map(Object.entries(map).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}

/** Of sidecars too: an init container that restarts always serves beside the others. */
function portsOf(pod: unknown, at: Path): readonly ContainerPort[] {
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers = given(pod, list);
    if (!Array.isArray(containers)) return [];
    return containers.flatMap((container: unknown, i) => {
      const ports = given(container, 'ports');
      const name = given(container, 'name');
      if (!Array.isArray(ports)) return [];
      return ports.map((item: unknown, j): ContainerPort => {
        const port = given(item, 'containerPort');
        const portName = given(item, 'name');
        return {
          name: typeof portName === 'string' ? portName : null,
          port: typeof port === 'number' ? port : { unknown: 'a container port' },
          container: typeof name === 'string' ? name : '',
          path: [...at, list, i, 'ports', j],
        };
      });
    });
  });
}
