import type { Path } from '../document/ref.ts';
import { type KindId, kindId } from './resource.ts';

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
export const podKinds: readonly KindId[] = Object.keys(templates);

/** Where the pods' own `metadata` and `spec` stand in an object of the kind; undefined iff it has no pods. */
export function podPath(kind: KindId): Path | undefined {
  return Object.hasOwn(templates, kind) ? templates[kind] : undefined;
}
