import { type Box, box } from '../../algebra/pattern.ts';
import { by } from '../../base/sort.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import { linearise } from '../../model/order.ts';
import type { Place } from '../../model/place.ts';
import type { Pool } from '../../model/pool.ts';
import type { PortUse } from '../../model/port.ts';
import type { Reference } from '../../model/reference.ts';
import type { Action, Entry } from '../../model/route.ts';
import { byDefault, declared } from '../../model/setting.ts';
import type { RouteTable } from '../../model/table.ts';
import { at, objectId, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, given, items, place as placeOf, spec } from '../fields.ts';
import { type Backend, backendOf } from './backend.ts';
import { classes, kinds } from './class.ts';
import { defaultAction, type Fallback, tied, withTied } from './fallback.ts';
import { anyHost, type HostMatch, hostMatch, pathMatch } from './match.ts';
import { hostAccepts } from './secured.ts';
import { writtenIn } from './written.ts';

/** What the Ingresses of one class are building. */
interface Draft {
  readonly hosts: Map<
    string,
    {
      readonly match: HostMatch;
      readonly rule: Field;
      readonly entries: Entry[];
    }
  >;
  readonly defaults: Fallback[];
  readonly pools: Map<string, Pool>;
  readonly references: Reference[];
  readonly portUses: PortUse[];
  readonly ids: Map<string, number>;
  readonly ingresses: readonly Resource[];
}

/** All Ingresses of one class: one place, in which each host is a table. */
export function build(name: string, world: World): ModelPart {
  const ingresses = [...(classes(world).get(name) ?? [])].sort(
    by(
      ({ key }) => key.namespace,
      ({ key }) => key.name,
    ),
  );
  const [first] = ingresses;
  if (first === undefined) return emptyPart;
  const draft: Draft = {
    hosts: new Map(),
    defaults: [],
    pools: new Map(),
    references: [],
    portUses: [],
    ids: new Map(),
    ingresses,
  };
  for (const ingress of ingresses) read(world, ingress, draft);
  const otherwise = defaultAction(draft.defaults);
  const last = tied(draft.defaults, name, world);
  const [fallback] = draft.defaults;
  if (fallback !== undefined && last.length > 0 && !draft.hosts.has(anyHost.id)) {
    const rule = field(spec(fallback.ingress), 'defaultBackend');
    draft.hosts.set(anyHost.id, { match: anyHost, rule, entries: [] });
  }
  const label = name === '' ? 'Ingress' : `Ingress ${name}`;
  const described = world.get(kinds.ingressClass, '', name);
  const place: Place = {
    key: label,
    label,
    at: at(described.is === 'found' ? described.resource : first, ['metadata', 'name']),
    port: { unknown: "the ports are the controller's" },
    outside: true,
    names: [],
    tables: linearise(
      [...draft.hosts.values()].map((host) => table(host, { last, otherwise }, ingresses)).sort(by(({ id }) => id)),
    ),
    otherwise,
    tls: { accepts: accepts(ingresses), certificate: null, demands: null, domain: null },
  };
  return {
    ...emptyPart,
    places: [place],
    pools: [...draft.pools.values()],
    references: draft.references,
    portUses: draft.portUses,
  };
}

function read(world: World, ingress: Resource, draft: Draft): void {
  const root = spec(ingress);
  const fallback = field(root, 'defaultBackend');
  if (given(fallback))
    draft.defaults.push({
      ingress,
      action: noted(backendOf(world, ingress, fallback), draft),
    });
  for (const rule of items(field(root, 'rules'))) {
    const match = hostMatch(rule);
    if (match === null) continue;
    let host = draft.hosts.get(match.id);
    if (host === undefined) {
      host = { match, rule, entries: [] };
      draft.hosts.set(match.id, host);
    }
    for (const path of items(field(rule, 'http', 'paths'))) {
      const entry = entryOf(world, ingress, match, path, draft);
      if (entry !== null) host.entries.push(entry);
    }
  }
}

function entryOf(world: World, ingress: Resource, { host }: HostMatch, path: Field, draft: Draft): Entry | null {
  const match = pathMatch(path);
  const action = noted(backendOf(world, ingress, field(path, 'backend')), draft);
  if (match === null) return null;
  const id = `${objectId(ingress.key)}/${host} ${match.text}`;
  const seen = (draft.ids.get(id) ?? 0) + 1;
  draft.ids.set(id, seen);
  const self = placeOf(path);
  const at = placeOf(field(path, 'path'));
  const { namespace, name } = ingress.key;
  return {
    route: {
      id: seen === 1 ? id : `${id} (${seen})`,
      name: `${namespace === '' ? '' : `${namespace}/`}${name} ${host}${match.path}${match.type === 'Exact' ? ' (Exact)' : ''}`,
      resource: ingress.key,
      labels: ingress.labels,
      at: {
        self,
        rule: placeOf(path.parent?.parent?.parent ?? path),
        match: at,
        action: placeOf(field(path, 'backend')),
      },
      action,
      expressions: [],
      timeout: null,
      retries: null,
      written: writtenIn(ingress),
    },
    requests: [box(match.pattern.is === 'any' ? {} : { path: match.pattern }, conditionsOf(ingress))],
    rank: match.rank,
    at,
  };
}

/**
 * A canary of ingress-nginx takes a share of the requests of another Ingress by its annotations, which are not read here.
 * kubernetes/ingress-nginx@dbb11b92 docs/user-guide/nginx-configuration/annotations.md#canary
 */
function conditionsOf({ key, annotations }: Resource): Partial<Box> {
  const canary = annotations.get('nginx.ingress.kubernetes.io/canary') === 'true';
  return canary ? { opaque: new Set([`the canary rules of ${objectName(key)}`]) } : {};
}

function noted({ action, reference, pool, portUse }: Backend, draft: Draft): Action {
  if (reference !== null) draft.references.push(reference);
  if (pool !== null) draft.pools.set(pool.key, pool);
  if (portUse !== null) draft.portUses.push(portUse);
  return action;
}

function table(
  { match, rule, entries }: { match: HostMatch; rule: Field; entries: Entry[] },
  { last, otherwise }: { readonly last: readonly Entry[]; readonly otherwise: Action },
  ingresses: readonly Resource[],
): RouteTable {
  return {
    id: match.id,
    label: match.id,
    at: placeOf(match.host === '' ? rule : field(rule, 'host')),
    protocol: 'http',
    admits: [box(match.pattern.is === 'any' ? {} : { host: match.pattern })],
    rank: match.rank,
    accepts: hostAccepts(ingresses, match.host),
    entries: linearise(withTied(entries, last)),
    otherwise,
  };
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/#tls */
function accepts(ingresses: readonly Resource[]): Place['tls']['accepts'] {
  const secured = ingresses.find((ingress) => items(field(spec(ingress), 'tls')).length > 0);
  return secured === undefined
    ? byDefault('plaintext', 'an Ingress without `tls` takes plaintext only', 'set `tls` with a secret')
    : declared('both', placeOf(field(spec(secured), 'tls')));
}
