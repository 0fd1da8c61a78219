import type { OwnerEntry } from '../src/question/owner.ts';
import type { Resource } from '../src/resource/resource.ts';

/**
 * What applies an object together with others, as far as its metadata tell: a Helm release, a Flux Kustomization, an Argo
 * CD application; null where nothing does, as with plain kubectl.
 *
 * - helm/helm pkg/action/validate.go: `meta.helm.sh/release-name`, `meta.helm.sh/release-namespace`
 * - fluxcd/pkg ssa: labels `kustomize.toolkit.fluxcd.io/name`, `/namespace`; Helm releases of Flux set Helm's own
 * - argoproj/argo-cd util/argo/resource_tracking.go: annotation `argocd.argoproj.io/tracking-id`, label `argocd.argoproj.io/instance`
 */
function applier({ labels, annotations }: Resource): string | null {
  const release = annotations.get('meta.helm.sh/release-name');
  if (release !== undefined) return `Helm ${annotations.get('meta.helm.sh/release-namespace') ?? ''}/${release}`;
  const kustomization = labels.get('kustomize.toolkit.fluxcd.io/name');
  if (kustomization !== undefined) {
    return `Flux ${labels.get('kustomize.toolkit.fluxcd.io/namespace') ?? ''}/${kustomization}`;
  }
  const [application] = annotations.get('argocd.argoproj.io/tracking-id')?.split(':') ?? [];
  const instance = application ?? labels.get('argocd.argoproj.io/instance');
  return instance === undefined ? null : `Argo ${instance}`;
}

/** True iff one change set may hold both, so that a later write of it can cure a conflict between them. */
export function areApplied(together: Resource, other: Resource): boolean {
  return together.key.namespace === other.key.namespace && applier(together) === applier(other);
}

/** `routeproof.dev/supersedes: shop/cart, shop/old`: the object takes over from these, in its own namespace. */
export function supersedes(resource: Resource, other: Resource): boolean {
  return resource.key.namespace === other.key.namespace && names(resource, 'routeproof.dev/supersedes', other);
}

/** `routeproof.dev/yields-to: edge/new`: the owner of the object agrees that the other one takes its requests. */
export function yieldsTo(loser: Resource, other: Resource): boolean {
  return names(loser, 'routeproof.dev/yields-to', other);
}

function names({ annotations, key }: Resource, annotation: string, { key: other }: Resource): boolean {
  const written = annotations.get(annotation)?.split(',') ?? [];
  return written.some((word) => {
    const name = word.trim();
    const full = name.includes('/') ? name : `${key.namespace}/${name}`;
    return full === `${other.namespace}/${other.name}`;
  });
}

/**
 * The owners that a change cannot claim for itself: whoever writes a route writes its labels, hosts and paths too, so these
 * tell teams apart only within namespaces that are named beside them.
 */
export function unclaimable(owners: readonly OwnerEntry[]): readonly OwnerEntry[] {
  return owners.filter(({ namespaces }) => namespaces !== undefined);
}
