import type { KubeDocument } from '../document/kube-document.ts';
import { given, isRecord } from './schema/node.ts';

/** What a kustomization names, as paths from the working directory. */
export interface Kustomization {
  /** Path of its file. */
  readonly file: string;
  /** Its folder: `.` for the working directory. */
  readonly folder: string;
  /** Files and folders whose objects it takes. */
  readonly takes: readonly string[];
  /** Files that change objects and are none. */
  readonly patches: readonly string[];
  /** The namespace that it gives to all its objects; null iff it names none. */
  readonly namespace: string | null;
  /** What it does to objects that reading the files does not show, in words. */
  readonly changes: readonly string[];
  /** True iff it takes or makes objects that are in no file here. */
  readonly reachesOut: boolean;
}

const fileNames = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

/** Fields that make or change objects, besides patches. Source: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
const transforming = [
  'commonAnnotations',
  'commonLabels',
  'configMapGenerator',
  'configurations',
  'generators',
  'helmChartInflationGenerator',
  'helmCharts',
  'images',
  'labels',
  'namePrefix',
  'nameSuffix',
  'replacements',
  'replicas',
  'secretGenerator',
  'transformers',
  'vars',
];

/** Those of which any object may come. */
const generating = ['generators', 'helmChartInflationGenerator', 'helmCharts'];

/** The kustomization in a file; undefined iff it holds none. A file is one by its name or by its kind. */
export function kustomizationIn(path: string, documents: readonly KubeDocument[]): Kustomization | undefined {
  const value = documents.map((document) => document.value).find((candidate) => isKustomization(candidate, path));
  if (!isRecord(value)) return undefined;
  const folder = parentOf(path);
  const here = (paths: readonly unknown[]) =>
    paths.flatMap((entry) => (typeof entry === 'string' && isLocal(entry) ? [joined(folder, entry)] : []));
  const inPatches = [...items(value, 'patches'), ...items(value, 'patchesJson6902')].map((patch) =>
    given(patch, 'path'),
  );
  const namespace = given(value, 'namespace');
  const taken = [...items(value, 'resources'), ...items(value, 'bases'), ...items(value, 'components')];
  const isRemote = taken.some((entry) => typeof entry === 'string' && !isLocal(entry));
  return {
    file: path,
    folder,
    takes: here(taken),
    patches: here([...inPatches, ...items(value, 'patchesStrategicMerge')]),
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : null,
    changes: [
      ...['patches', 'patchesJson6902', 'patchesStrategicMerge'].filter((name) => items(value, name).length > 0),
      ...transforming.filter((name) => given(value, name) !== undefined),
      ...(isRemote ? ['remote resources'] : []),
    ],
    reachesOut: isRemote || generating.some((name) => given(value, name) !== undefined),
  };
}

function isKustomization(value: unknown, path: string): boolean {
  const apiVersion = given(value, 'apiVersion');
  const kind = given(value, 'kind');
  if (typeof apiVersion === 'string') {
    const group = apiVersion.split('/', 1)[0];
    return group === 'kustomize.config.k8s.io' && (kind === 'Kustomization' || kind === 'Component');
  }
  // The version and the kind may be left out, but only in a file of the right name.
  return (
    isRecord(value) && (kind === undefined || kind === 'Kustomization') && fileNames.has(path.split('/').at(-1) ?? '')
  );
}

/** A patch that is written inline, and a URL, name no file here. */
function isLocal(entry: string): boolean {
  return (
    !entry.includes('\n') && !entry.includes('://') && !/^[\w.-]+@[\w.-]+:/.test(entry) && !entry.includes('?ref=')
  );
}

function items(value: unknown, name: string): readonly unknown[] {
  const list = given(value, name);
  return Array.isArray(list) ? list : [];
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, Math.max(slash, 1));
}

/** The path that `entry` names in the folder, without `.` and, as far as possible, without `..`. */
function joined(folder: string, entry: string): string {
  const absolute = entry.startsWith('/');
  const whole = absolute || folder === '.' ? entry : `${folder}/${entry}`;
  const steps: string[] = [];
  for (const step of whole.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  const path = steps.join('/');
  if (absolute || whole.startsWith('/')) return `/${path}`;
  return path === '' ? '.' : path;
}
