import { type Kind, kinds } from './kinds.ts';

/** The kinds that an admission webhook judges: those that route, never Namespaces, Services, Pods or workloads. */
export const admittedKinds: readonly Kind[] = kinds.filter(({ mesh }) => mesh !== null);

/** The kinds beside which routes are judged, in a cluster that is watched: no Pods, no workloads, no Secrets. */
const around: ReadonlySet<string> = new Set(['Namespace', 'Service']);

/** The kinds of which a webhook holds every object of the cluster. */
export const watchedKinds: readonly Kind[] = kinds.filter((kind) => {
  return admittedKinds.includes(kind) || (kind.group === '' && around.has(kind.kind));
});
