import { envoy140, type Semantics } from '../algebra/semantics.ts';
import { byText } from '../base/sort.ts';
import { code } from '../base/wording.ts';
import { hasPlaceholder, sameText } from '../document/placeholder.ts';
import { duplicates } from './duplicates.ts';
import { type External, isBehindTls, isExternal, someExternal } from './external.ts';
import { FilingIndex } from './filing-index.ts';
import { type Gap, mayBe } from './gap.ts';
import { inNamespace } from './in-namespace.ts';
import { nearestName } from './nearest.ts';
import { type KindId, objectName, type Resource } from './resource.ts';
import type { Filing, Lookup, World } from './world.ts';

/** What is known of a world besides the objects in it. */
export interface AboutWorld {
  /** The user says that the world lacks objects. */
  readonly partial?: boolean;
  /** What could not be read, has to be rendered first, or is no object as it stands. */
  readonly gaps?: readonly Gap[];
  /** A part of a document could not be read. */
  readonly unread?: boolean;
  readonly external?: readonly External[];
  readonly semantics?: Semantics;
  /** Name of the unnamed namespace; empty: it stays unnamed. */
  readonly namespace?: string;
}

/** The objects of one kind. */
interface Shelf {
  readonly all: Resource[];
  readonly byNamespace: Map<string, Map<string, Resource>>;
  /** The same as lists, as they are asked for. */
  readonly lists: Map<string, readonly Resource[]>;
  readonly files: Map<Filing, FilingIndex>;
  /** Those whose namespace or name holds a placeholder: they may be the same as others. */
  readonly open: Resource[];
}

/** The world that is left when the resources were applied in order. Built once; look-ups do not walk it but for placeholders. */
export function worldOf(given: readonly Resource[], about: AboutWorld = {}): World {
  const { resources } = duplicates(inNamespace(given, about.namespace ?? ''));
  const partial = about.partial === true;
  const gaps = (about.gaps ?? []).map((gap) => inNamed(gap, about.namespace ?? ''));
  const external = about.external ?? [];
  const shelves = shelve(resources);

  const gapsOf = (kind: KindId, namespace?: string) => gaps.filter((gap) => mayBe(gap, kind, namespace));
  const mayLack = (kind: KindId, namespace?: string) => partial || gapsOf(kind, namespace).length > 0;
  const some = (kind: KindId, namespace: string) => (shelves.get(kind)?.byNamespace.get(namespace)?.size ?? 0) > 0;

  const file = (kind: KindId, by: Filing): FilingIndex | undefined => {
    const shelf = shelves.get(kind);
    let known = shelf?.files.get(by);
    if (shelf !== undefined && known === undefined) {
      known = new FilingIndex(by, shelf.all);
      shelf.files.set(by, known);
    }
    return known;
  };

  const get = (kind: KindId, namespace: string, name: string): Lookup => {
    const shelf = shelves.get(kind);
    const found = shelf?.byNamespace.get(namespace)?.get(name);
    if (found !== undefined) return { is: 'found', resource: found };
    const outside = isExternal(external, kind, namespace, name);
    if (outside === true) return { is: 'external' };
    const twin = shelf && maybe(shelf, namespace, name);
    if (twin !== undefined) {
      return { is: 'unknown', unknown: `a placeholder decides whether it is ${objectName(twin.key)}` };
    }
    if (outside === null) return { is: 'unknown', unknown: 'a placeholder decides whether it is declared external' };
    const lacking = gapsOf(kind, namespace);
    if (lacking.some((gap) => gap.name === name)) {
      return { is: 'unknown', unknown: `${code(name)} was not read as it will be` };
    }
    const sure = !partial && lacking.every((gap) => gap.name !== null);
    return {
      is: 'absent',
      certain: sure && some(kind, namespace) && !(shelf !== undefined && unnamedTwin(shelf, namespace, name)),
      nearest: shelf === undefined ? null : nearest(shelf, namespace, name),
    };
  };

  return {
    resources,
    semantics: about.semantics ?? envoy140,
    whole: !partial && gaps.length === 0 && about.unread !== true,
    get,
    complete: (kind, namespace) => some(kind, namespace) && !mayLack(kind, namespace),
    mayLack,
    behindTls: (kind, namespace, name) => isBehindTls(external, kind, namespace, name),
    filed: (kind, by, under) => file(kind, by)?.get(under) ?? [],
    firstFiled: (kind, by, under) => file(kind, by)?.first(under),
    filings: (kind, by) => file(kind, by)?.keys() ?? [],
    elsewhere: (kind) => someExternal(external, kind),
    of: (kind, namespace) => {
      const shelf = shelves.get(kind);
      if (shelf === undefined) return [];
      return namespace === undefined ? shelf.all : listOf(shelf, namespace);
    },
  };
}

/** What names no namespace may be meant for any, but where the user names the one. */
function inNamed(gap: Gap, namespace: string): Gap {
  return gap.namespace === '' ? { ...gap, namespace: namespace === '' ? null : namespace } : gap;
}

function shelve(resources: readonly Resource[]): ReadonlyMap<KindId, Shelf> {
  const shelves = new Map<KindId, Shelf>();
  for (const resource of resources) {
    let shelf = shelves.get(resource.kind);
    if (shelf === undefined) {
      shelf = { all: [], byNamespace: new Map(), lists: new Map(), files: new Map(), open: [] };
      shelves.set(resource.kind, shelf);
    }
    const { namespace, name } = resource.key;
    shelf.all.push(resource);
    const names = shelf.byNamespace.get(namespace);
    if (names === undefined) shelf.byNamespace.set(namespace, new Map([[name, resource]]));
    else names.set(name, resource);
    if (hasPlaceholder(namespace) || hasPlaceholder(name)) shelf.open.push(resource);
  }
  return shelves;
}

function listOf({ byNamespace, lists }: Shelf, namespace: string): readonly Resource[] {
  let list = lists.get(namespace);
  if (list === undefined) {
    list = [...(byNamespace.get(namespace)?.values() ?? [])];
    lists.set(namespace, list);
  }
  return list;
}

/** An object that is the wanted one for some value of the placeholders. */
function maybe(shelf: Shelf, namespace: string, name: string): Resource | undefined {
  const candidates = hasPlaceholder(namespace) || hasPlaceholder(name) ? shelf.all : shelf.open;
  return candidates.find(
    ({ key }) => sameText(key.namespace, namespace) !== 'different' && sameText(key.name, name) !== 'different',
  );
}

/**
 * True iff an object of that name names no namespace while the wanted one does, or the other way round: only whoever
 * applies the files knows whether the two are the same.
 */
function unnamedTwin(shelf: Shelf, namespace: string, name: string): boolean {
  if (namespace !== '') return shelf.byNamespace.get('')?.has(name) === true;
  return [...shelf.byNamespace.values()].some((names) => names.has(name));
}

/** A name like the wanted one in its namespace, else the same name in another one. */
function nearest(shelf: Shelf, namespace: string, name: string): string | null {
  const here = shelf.byNamespace.get(namespace);
  const near = here && nearestName(name, new Set(here.keys()));
  if (near !== undefined) return near;
  const elsewhere = [...shelf.byNamespace.keys()].sort(byText).find((other) => {
    return other !== '' && other !== namespace && shelf.byNamespace.get(other)?.has(name) === true;
  });
  return elsewhere === undefined ? null : `${elsewhere}/${name}`;
}
