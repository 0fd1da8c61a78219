import { type Box, box } from '../../algebra/pattern.ts';
import { by } from '../../base/sort.ts';
import type { Accepts } from '../../model/call.ts';
import { emptyPart, type ModelPart } from '../../model/model.ts';
import { linearise } from '../../model/order.ts';
import type { Place } from '../../model/place.ts';
import type { Pool } from '../../model/pool.ts';
import type { PortUse } from '../../model/port.ts';
import type { Reference } from '../../model/reference.ts';
import type { Action, Entry } from '../../model/route.ts';
import { byDefault, declared } from '../../model/setting.ts';
import type { RouteTable } from '../../model/table.ts';
import { objectId, objectName, type Resource } from '../../resource/resource.ts';
import type { World } from '../../resource/world.ts';
import { type Field, field, items, spec, place as whereOf } from '../fields.ts';
import { Remembered } from '../remembered.ts';
import { type Backend, backendOf } from './backend.ts';
import { byClass, filedIn, firstIn, kinds } from './class.ts';
import { defaultAction, type Fallback, tied, withTied } from './fallback.ts';
import { byDefaultBackend, byHost } from './host.ts';
import { anyHost, type HostMatch, hostMatch, type PathMatch, pathMatch } from './match.ts';
import { byTls, hostAccepts, securing, some } from './secured.ts';
import { writtenIn } from './written.ts';

/** What rules and default backends lead to, as it is found. */
interface Draft {
  readonly pools: Map<string, Pool>;
  readonly references: Reference[];
  readonly portUses: PortUse[];
  readonly ids: Map<string, number>;
}

function emptyDraft(): Draft {
  return { pools: new Map(), references: [], portUses: [], ids: new Map() };
}

const byName = by<Resource>(
  ({ key }) => key.namespace,
  ({ key }) => key.name,
);

function fallbacksOf(name: string, world: World, draft: Draft): readonly Fallback[] {
  return [...filedIn(world, name, byDefaultBackend, '')].sort(byName).map((ingress) => ({
    ingress,
    action: noted(backendOf(world, ingress, field(spec(ingress), 'defaultBackend')), draft),
  }));
}

/** True iff default backends of the class differ, and nothing says which of them counts. */
export function hasTied(name: string, world: World): boolean {
  return tied(fallbacksOf(name, world, emptyDraft()), name, world).length > 0;
}

/** All Ingresses of one class: one place. Its hosts are tables, and steps of their own. */
export function buildClass(name: string, world: World): ModelPart {
  const first = firstIn(world, name, byClass, '');
  if (first === undefined) return emptyPart;
  const draft = emptyDraft();
  const otherwise = defaultAction(fallbacksOf(name, world, draft));
  const described = world.get(kinds.ingressClass, '', name);
  const at = described.is === 'found' ? described.resource : first;
  const secured = firstIn(world, name, byTls, some);
  return part({ ...placeOf(name, at), otherwise, tls: { ...noTls, accepts: accepts(secured) } }, draft);
}

/** The rules of all Ingresses of one class for one host: a table of its place. */
export function buildHost(name: string, id: string, world: World): ModelPart {
  const fallbacks = fallbacksOf(name, world, emptyDraft());
  const last = tied(fallbacks, name, world);
  const ingresses = [...filedIn(world, name, byHost, id)].sort(byName);
  const draft = emptyDraft();
  const rules = ingresses.flatMap((ingress) =>
    items(field(spec(ingress), 'rules')).flatMap((rule) => {
      const match = hostMatch(rule);
      return match?.id === id ? [{ ingress, rule, match }] : [];
    }),
  );
  const entries = rules.flatMap(({ ingress, rule, match }) =>
    items(field(rule, 'http', 'paths')).flatMap((path) => entryOf(world, ingress, match, path, draft) ?? []),
  );
  const [fallback] = fallbacks;
  const written = rules[0] ?? (id === anyHost.id && last.length > 0 ? fallback : undefined);
  if (written === undefined) return emptyPart;
  const { ingress } = written;
  const host =
    'match' in written
      ? { match: written.match, rule: written.rule, entries }
      : { match: anyHost, rule: field(spec(ingress), 'defaultBackend'), entries: [] };
  const secured = [...securing(host.match.host, (word) => filedIn(world, name, byTls, word))].sort(byName);
  const own = table(host, { last, otherwise: defaultAction(fallbacks) }, secured);
  return part({ ...placeOf(name, ingress), tables: [own] }, draft);
}

const noTls = { certificate: null, demands: null, domain: null };

/** The place of a class. What several steps say of it is the step's that is for the class. */
function placeOf(name: string, { document, root }: Resource): Place {
  const label = name === '' ? 'Ingress' : `Ingress ${name}`;
  return {
    key: label,
    label,
    at: { document, path: [...root, 'metadata', 'name'], part: 'value' },
    port: { unknown: "the ports are the controller's" },
    outside: true,
    names: [],
    tables: [],
    otherwise: { kind: 'unknown', unknown: 'what the class does with it' },
    tls: { ...noTls, accepts: byDefault<Accepts>({ unknown: 'what the class accepts' }, '', '') },
  };
}

function part(place: Place, { pools, references, portUses }: Draft): ModelPart {
  return { ...emptyPart, places: [place], pools: [...pools.values()], references, portUses };
}

/** Entries with their actions as text. */
const remembered = new Remembered<Entry & { readonly told: string }>();

function entryOf(world: World, ingress: Resource, { host }: HostMatch, path: Field, draft: Draft): Entry | null {
  const match = pathMatch(path);
  const action = noted(backendOf(world, ingress, field(path, 'backend')), draft);
  if (match === null) return null;
  const written = `${objectId(ingress.key)}/${host} ${match.text}`;
  const seen = (draft.ids.get(written) ?? 0) + 1;
  draft.ids.set(written, seen);
  const id = seen === 1 ? written : `${written} (${seen})`;
  const told = JSON.stringify(action);
  const known = remembered.get(ingress, id);
  const entry = known?.told === told ? known : newEntry(ingress, host, path, match, { id, action });
  if (entry !== known) remembered.set(ingress, id, { ...entry, told });
  // An entry sits in one table.
  const { route, requests, rank, at } = entry;
  return { route, requests, rank, at };
}

function newEntry(
  ingress: Resource,
  host: string,
  path: Field,
  match: PathMatch,
  { id, action }: { readonly id: string; readonly action: Action },
): Entry {
  const at = whereOf(field(path, 'path'));
  const { namespace, name } = ingress.key;
  return {
    route: {
      id,
      name: `${namespace === '' ? '' : `${namespace}/`}${name} ${host}${match.path}${match.type === 'Exact' ? ' (Exact)' : ''}`,
      resource: ingress.key,
      labels: ingress.labels,
      at: {
        self: whereOf(path),
        rule: whereOf(path.parent?.parent?.parent ?? path),
        match: at,
        action: whereOf(field(path, 'backend')),
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
    at: whereOf(match.host === '' ? rule : field(rule, 'host')),
    protocol: 'http',
    admits: [box(match.pattern.is === 'any' ? {} : { host: match.pattern })],
    rank: match.rank,
    accepts: hostAccepts(ingresses, match.host),
    entries: linearise(withTied(entries, last)),
    otherwise,
  };
}

/** https://kubernetes.io/docs/concepts/services-networking/ingress/#tls */
function accepts(secured: Resource | undefined): Place['tls']['accepts'] {
  return secured === undefined
    ? byDefault('plaintext', 'an Ingress without `tls` takes plaintext only', 'set `tls` with a secret')
    : declared('both', whereOf(field(spec(secured), 'tls')));
}
