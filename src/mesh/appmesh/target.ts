import type { Action, Destination, Target } from '../../model/route.ts';
import { byDefault, declared, type Setting } from '../../model/setting.ts';
import { objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, number, place } from '../fields.ts';
import { type Link, link, weightedTargets } from './links.ts';
import { type Listener, listeners, namedPort, onPort } from './listeners.ts';
import { kinds, listenerKey, placeKey } from './names.ts';
import { type Found, found } from './resolve.ts';
import type { TypedRoute } from './route-type.ts';

type Forward = Extract<Action, { kind: 'forward' }>;

/** "The total weight for all targets combined must be less than or equal to 100." */
const weights = 'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_WeightedTarget.html';

const anyTotal = { least: 1, most: null, source: weights };
const upTo100 = { least: 1, most: 100, source: weights };
const onlyTarget = byDefault<number>(1, 'the only target gets every request', '');

/** An action with one destination, which has no weight to choose. */
export function forwardTo(destination: Omit<Destination, 'weight'>, rewrite: Forward['rewrite']): Forward {
  return {
    kind: 'forward',
    to: [{ weight: onlyTarget, ...destination }],
    total: anyTotal,
    rewrite,
  };
}

/** What a route of a router does; unknown where its targets cannot be read. */
export function routerAction(world: World, router: Resource, { route }: TypedRoute): Action {
  const targets = weightedTargets(route);
  if (targets.length === 0) return { kind: 'unknown', unknown: 'the targets of the route' };
  const to = targets.map((target) => destination(world, router, target));
  if (to.some((one) => one === null)) return { kind: 'unknown', unknown: 'a target of the route' };
  return {
    kind: 'forward',
    to: to.filter((one) => one !== null),
    total: upTo100,
    rewrite: null,
  };
}

function destination(world: World, router: Resource, target: Field): Destination | null {
  const node = link(target, 'virtualNode', 'target');
  if (node.ref === null && node.arn === null) return null;
  const leads = found(world, router, node);
  return {
    to: nodeTarget(leads, namedPort(field(target, 'port'))),
    label: labelOf(leads, node),
    at: place(target),
    weight: weightOf(field(target, 'weight')),
  };
}

function weightOf(from: Field): Setting<number> {
  const weight = number(from);
  if (weight === undefined) {
    return byDefault<number>({ unknown: 'the weight of a target' }, 'App Mesh asks for a weight', 'set `weight`');
  }
  return declared(weight ?? { unknown: 'the weight of a target' }, place(from));
}

/**
 * The listener of a node that requests go to; a name that no object has is a pool that the model does not hold: the one of the named port, else the only one.
 * awsdocs/aws-app-mesh-user-guide@5a350d5b doc_source/routes.md ("port … required if multiple listeners")
 */
export function nodeTarget(leads: Found, port: string | undefined): Target {
  if (leads.is === 'unknown') return { unknown: leads.unknown };
  if (leads.is === 'missing') {
    const name = objectName({
      kind: 'VirtualNode',
      namespace: leads.namespace,
      name: leads.name,
    });
    return { pool: port === undefined ? name : `${name}:${port}` };
  }
  const { key } = leads.resource;
  const listener = nodeListener(leads.resource, port);
  return listener === null
    ? { unknown: `which listener of ${objectName(key)} is meant` }
    : { pool: listenerKey(key, listener.portText) };
}

export function nodeListener(node: Resource, port: string | undefined): Listener | null {
  const all = listeners(node);
  const { certain, open } = port === undefined ? { certain: all, open: [] } : onPort(all, port);
  const [only, ...others] = [...certain, ...open];
  return only !== undefined && others.length === 0 && open.length === 0 ? only : null;
}

/** The service or router that requests go to. One that no object has is a place that the model does not hold. */
export function placeTarget(leads: Found, wanted: Link): Target {
  if (leads.is === 'found') return { place: placeKey(leads.resource.key) };
  if (leads.is === 'unknown') return { unknown: leads.unknown };
  return {
    place: placeKey({
      group: '',
      kind: wordOf(wanted),
      namespace: leads.namespace,
      name: leads.name,
    }),
  };
}

/** `VirtualNode shop/cart`, or the ARN as it is written. */
export function labelOf(leads: Found, wanted: Link): string {
  const kind = wordOf(wanted);
  if (leads.is === 'found') return objectName(leads.resource.key);
  if (wanted.arn !== null) return String(wanted.arn.value);
  return wanted.ref === null
    ? kind
    : objectName({
        kind,
        namespace: wanted.ref.namespace,
        name: wanted.ref.name,
      });
}

function wordOf({ kind }: Link): string {
  return kind === kinds.virtualNode ? 'VirtualNode' : kind === kinds.virtualRouter ? 'VirtualRouter' : 'VirtualService';
}
