import { everything } from '../../algebra/pattern.ts';
import { list } from '../../base/wording.ts';
import { hasPlaceholder } from '../../document/placeholder.ts';
import type { Rank } from '../../model/order.ts';
import { type Action, type Entry, sameAction } from '../../model/route.ts';
import { objectId, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { field, place, spec, text } from '../fields.ts';
import { kinds } from './class.ts';

/** A default backend and the Ingress that names it. */
export interface Fallback {
  readonly ingress: Resource;
  readonly action: Action;
}

/**
 * What becomes of a request that no rule takes. Without a default backend the controller decides; which of several counts
 * is documented nowhere. https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend
 */
export function defaultAction(fallbacks: readonly Fallback[]): Action {
  const [first, ...others] = fallbacks;
  if (first === undefined) return { kind: 'respond', status: 404 };
  if (others.every(({ action }) => sameAction(first.action, action) === true)) return first.action;
  const names = fallbacks.map(({ ingress }) => objectName(ingress.key));
  return {
    kind: 'unknown',
    unknown: `which default backend counts: ${list(names)} have one`,
  };
}

/**
 * Default backends of one class as routes that nothing orders, each backend once; none where fewer than two differ, where
 * nobody named the class, and where an Ingress may have a load balancer for itself.
 */
export function tied(fallbacks: readonly Fallback[], name: string, world: World): readonly Entry[] {
  if (name === '' || hasPlaceholder(name) || fallbacks.some(({ ingress }) => isAlone(ingress, name, world))) return [];
  const different: Fallback[] = [];
  for (const fallback of fallbacks) {
    const isKnown = different.some(({ action }) => sameAction(action, fallback.action) === true);
    if (!isKnown) different.push(fallback);
  }
  const [first] = different;
  const differ = different.some(({ action }) => first !== undefined && sameAction(first.action, action) === false);
  return differ ? different.map(entryOf) : [];
}

/** The rules of a host and behind them what nothing orders; where a rule takes every path, no default backend is asked. */
export function withTied(rules: readonly Entry[], last: readonly Entry[]): readonly Entry[] {
  const takesAll = ({ requests }: Entry) =>
    requests.some(({ parts, opaque }) => Object.keys(parts).length === 0 && opaque.size === 0);
  if (last.length === 0 || rules.some(takesAll)) return rules;
  // An entry sits in one table.
  return [
    ...rules.map((entry) => ({ ...entry, rank: rankOfRule(entry.rank) })),
    ...last.map((entry) => ({ ...entry })),
  ];
}

const rankOfRule = (rank: Rank): Rank => [{ by: 'kind', value: 0, text: 'a rule' }, ...rank];
const rank: Rank = [{ by: 'kind', value: 1, text: 'a default backend' }];

function entryOf({ ingress, action }: Fallback): Entry {
  const at = place(field(spec(ingress), 'defaultBackend'));
  const { namespace, name } = ingress.key;
  return {
    route: {
      id: `${objectId(ingress.key)}/default backend`,
      name: `${namespace === '' ? '' : `${namespace}/`}${name} default backend`,
      resource: ingress.key,
      labels: ingress.labels,
      at: { self: at, rule: at, match: at, action: at },
      action,
      expressions: [],
      timeout: null,
      retries: null,
    },
    requests: everything,
    rank,
    at,
  };
}

/**
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#ingressgroup and
 * https://cloud.google.com/kubernetes-engine/docs/concepts/ingress: a load balancer for each Ingress.
 */
function isAlone({ annotations }: Resource, name: string, world: World): boolean {
  if (name === 'gce' || name === 'gce-internal') return true;
  const described = world.get(kinds.ingressClass, '', name);
  const controller = described.is === 'found' ? text(field(spec(described.resource), 'controller')) : null;
  const annotated = [...annotations.keys()].some((key) => key.startsWith('alb.ingress.kubernetes.io/'));
  const isAws = annotated || name === 'alb' || controller === 'ingress.k8s.aws/alb';
  return isAws && !annotations.has('alb.ingress.kubernetes.io/group.name');
}
