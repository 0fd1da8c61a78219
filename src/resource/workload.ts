import { isUnknown, type Known, type Unknown } from '../base/known.ts';
import { hasPlaceholder } from '../document/placeholder.ts';
import type { Path } from '../document/ref.ts';
import { podKinds, podPath } from './pod-path.ts';
import type { KindId, Resource } from './resource.ts';
import { given, isRecord } from './schema/node.ts';
import { selects } from './selector.ts';
import type { World } from './world.ts';

/** A port that a container of a pod declares. */
export interface ContainerPort {
  readonly name: string | null;
  readonly port: Known<number>;
  readonly container: string;
  /** True iff the node takes connections for it too. */
  readonly host: boolean;
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

/** The kinds that have pods. */
export const workloadKinds: readonly KindId[] = podKinds;

/** The workloads of one kind in one namespace, filed by each of their labels. */
interface Shelf {
  readonly all: Workload[];
  /** By `key=value`. */
  readonly byLabel: Map<string, Workload[]>;
  /** Those whose labels hold a placeholder: they may have any. */
  readonly variable: Workload[];
}

/** By the list of one kind in one namespace, which worlds share that differ elsewhere. */
const shelves = new WeakMap<readonly Resource[], Shelf>();

/** One of each kind of which the namespace has any. */
function shelvesIn(world: World, namespace: string): readonly Shelf[] {
  return workloadKinds.flatMap((kind) => {
    const resources = world.of(kind, namespace);
    if (resources.length === 0) return [];
    let known = shelves.get(resources);
    if (known === undefined) {
      known = shelve(resources);
      shelves.set(resources, known);
    }
    return [known];
  });
}

function shelve(resources: readonly Resource[]): Shelf {
  const shelf: Shelf = { all: [], byLabel: new Map(), variable: [] };
  for (const resource of resources) {
    const workload = workloadOf(resource);
    shelf.all.push(workload);
    if (isVariable(workload)) shelf.variable.push(workload);
    for (const [key, value] of workload.labels) {
      const label = `${key}=${value}`;
      const others = shelf.byLabel.get(label);
      if (others === undefined) shelf.byLabel.set(label, [workload]);
      else others.push(workload);
    }
  }
  return shelf;
}

function isVariable({ labels, more }: Workload): boolean {
  return more !== null || [...labels].some(([key, value]) => hasPlaceholder(key) || hasPlaceholder(value));
}

/** Every workload of a namespace, by kind and then in the order of input. */
export function workloads(world: World, namespace: string): readonly Workload[] {
  return shelvesIn(world, namespace).flatMap(({ all }) => all);
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
  for (const workload of shelvesIn(world, namespace).flatMap((shelf) => candidates(shelf, selector))) {
    const verdict = selects(selector, workload.labels);
    if (verdict === true) certain.push(workload);
    else if (isUnknown(verdict) || workload.more !== null) open.push(workload);
  }
  return { certain, open };
}

/** The first workload that has most labels of the selector, and the first label that it lacks. */
export function nearestTo(
  among: readonly Workload[],
  selector: unknown,
): { readonly workload: Workload; readonly key: string; readonly wanted: string; readonly has: string | null } | null {
  const labels = given(selector, 'matchLabels');
  const wanted = isRecord(labels) ? Object.entries(labels).map(([key, value]) => [key, String(value)] as const) : [];
  let best: { readonly workload: Workload; readonly lacking: readonly (readonly [string, string])[] } | null = null;
  for (const workload of among) {
    const lacking = wanted.filter(([key, value]) => workload.labels.get(key) !== value);
    if (best === null || lacking.length < best.lacking.length) best = { workload, lacking };
  }
  const [missing] = best?.lacking ?? [];
  if (best === null || missing === undefined) return null;
  const [key, value] = missing;
  return { workload: best.workload, key, wanted: value, has: best.workload.labels.get(key) ?? null };
}

/** A namespace may hold thousands of workloads and as many selectors: each asks only those that share a label with it. */
function candidates({ all, byLabel, variable }: Shelf, selector: unknown): readonly Workload[] {
  const labels = given(selector, 'matchLabels');
  const [first] = isRecord(labels) ? Object.entries(labels) : [];
  if (first === undefined || typeof first[1] !== 'string') return all;
  const label = first.join('=');
  if (hasPlaceholder(label)) return all;
  const alike = byLabel.get(label) ?? [];
  return variable.length === 0 ? alike : [...new Set([...alike, ...variable])];
}

function workloadOf(resource: Resource): Workload {
  const template = podPath(resource.kind) ?? [];
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
          host: given(item, 'hostPort') !== undefined,
          path: [...at, list, i, 'ports', j],
        };
      });
    });
  });
}
