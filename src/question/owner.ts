import { minimatch } from 'minimatch';
import { any, box, type Pattern, type RequestSet } from '../algebra/pattern.ts';
import { subtract } from '../algebra/subtract.ts';
import { Derived } from '../base/derived.ts';
import { code } from '../base/wording.ts';
import type { RoutingModel, SeatedRoute } from '../model/model.ts';
import type { Route } from '../model/route.ts';

/** Routes that somebody owns, as `owners:` in the config says. All conditions that are named must hold. */
export interface OwnerEntry {
  readonly name: string;
  /** Globs. */
  readonly namespaces?: readonly string[];
  /** Globs of the values of labels of the route's resource. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Every request that the route matches is for one of them; `*` stands for any text. */
  readonly hosts?: readonly string[];
  /** Every request that the route matches is for one of them or below it; for any text behind it with `*` at the end. */
  readonly paths?: readonly string[];
}

/** Who answers for a route. Equal names are one owner. */
export interface Owner {
  readonly name: string;
  /** As sentences call it. */
  readonly text: string;
}

/** Tells the owner of a route, by the model in which it sits. */
export type OwnerOf = (model: RoutingModel, route: Route) => Owner;

/** The owner of a route is the one of the first entry that matches it, else its namespace. */
export function ownersBy(entries: readonly OwnerEntry[]): OwnerOf {
  const known = new WeakMap<Route, Owner>();
  return (model, route) => {
    let owner = known.get(route);
    if (owner === undefined) {
      const entry = entries.find((one) => owns(one, model, route));
      owner = entry === undefined ? byNamespace(route) : { name: entry.name, text: code(entry.name) };
      known.set(route, owner);
    }
    return owner;
  };
}

function byNamespace({ resource: { namespace } }: Route): Owner {
  return { name: namespace, text: namespace === '' ? 'the unnamed namespace' : `namespace ${code(namespace)}` };
}

function owns({ namespaces, labels, hosts, paths }: OwnerEntry, model: RoutingModel, route: Route): boolean {
  const has = (globs: readonly string[], text: string) => globs.some((glob) => minimatch(text, glob, { dot: true }));
  if (namespaces !== undefined && !has(namespaces, route.resource.namespace)) return false;
  const isLabelled = Object.entries(labels ?? {}).every(([name, glob]) => {
    const value = route.labels.get(name);
    return value !== undefined && has([glob], value);
  });
  if (!isLabelled) return false;
  if (
    hosts !== undefined &&
    !isWithin(
      model,
      route,
      hosts.map((host) => box({ host: hostPattern(host) })),
    )
  )
    return false;
  return (
    paths === undefined ||
    isWithin(
      model,
      route,
      paths.map((path) => box({ path: pathPattern(path) })),
    )
  );
}

/** True iff every request that the route can match, wherever it sits, is certainly one of the set. */
function isWithin(model: RoutingModel, route: Route, requests: RequestSet): boolean {
  return seatsOf(model, route).every(({ table, entry }) => {
    const { semantics } = table;
    const left = subtract([table.admits, entry.requests], [{ requests, as: null }], { semantics, cover: false });
    return left.verdict === 'empty';
  });
}

const seatsIn = new Derived<RoutingModel, ReadonlyMap<Route, SeatedRoute['seats']>>();

/** Where a route of the model sits. */
export function seatsOf(model: RoutingModel, route: Route): SeatedRoute['seats'] {
  let known = seatsIn.get(model);
  if (known === undefined) {
    known = new Map(model.routes.map((one) => [one.route, one.seats]));
    seatsIn.set(model, known);
  }
  return known.get(route) ?? [];
}

/** Hosts compare without case. */
function hostPattern(glob: string): Pattern {
  const text = glob.toLowerCase();
  if (!text.includes('*')) return { is: 'exact', text };
  const literals = text.split('*').map((literal) => literal.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return { is: 'regex', text: literals.join('.*') };
}

function pathPattern(written: string): Pattern {
  if (written.endsWith('*')) return written === '*' ? any : { is: 'prefix', text: written.slice(0, -1) };
  return { is: 'segment-prefix', text: written.replace(/\/+$/, '') };
}
