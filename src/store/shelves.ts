import { FilingIndex, firstOf } from '../resource/filing-index.ts';
import { type KindId, objectId, type Resource } from '../resource/resource.ts';
import type { Filing } from '../resource/world.ts';

/** Objects by kind, namespace and name: what a world of a cluster is looked up in. */
export interface Shelves {
  get(kind: KindId, namespace: string, name: string): Resource | undefined;
  /** The same list as long as nothing of the kind changes. */
  of(kind: KindId, namespace?: string): readonly Resource[];
  /** As {@link World.filed}. */
  filed(kind: KindId, by: Filing, under: string): Iterable<Resource>;
  firstFiled(kind: KindId, by: Filing, under: string): Resource | undefined;
  filings(kind: KindId, by: Filing): Iterable<string>;
  /** Every kind of which there is an object. */
  kinds(): Iterable<KindId>;
}

/** The objects of a cluster as they were last seen. */
export class ClusterShelves implements Shelves {
  private readonly shelves = new Map<KindId, Shelf>();
  private readonly indexes = new Map<KindId, Filing[]>();

  /** `filings`: indexes that are kept from the first object on, so that none is made of all objects while somebody waits. */
  constructor(filings: Iterable<readonly [KindId, Filing]> = []) {
    for (const [kind, filing] of filings) {
      const known = this.indexes.get(kind);
      if (known === undefined) this.indexes.set(kind, [filing]);
      else known.push(filing);
    }
  }

  get(kind: KindId, namespace: string, name: string): Resource | undefined {
    return this.shelves.get(kind)?.byNamespace.get(namespace)?.get(name);
  }

  of(kind: KindId, namespace?: string): readonly Resource[] {
    const shelf = this.shelves.get(kind);
    if (shelf === undefined) return [];
    return namespace === undefined ? shelf.list() : shelf.listOf(namespace);
  }

  filed(kind: KindId, by: Filing, under: string): Iterable<Resource> {
    return this.shelves.get(kind)?.file(by).get(under) ?? [];
  }

  firstFiled(kind: KindId, by: Filing, under: string): Resource | undefined {
    return this.shelves.get(kind)?.file(by).first(under);
  }

  filings(kind: KindId, by: Filing): Iterable<string> {
    return this.shelves.get(kind)?.file(by).keys() ?? [];
  }

  kinds(): Iterable<KindId> {
    return this.shelves.keys();
  }

  count(kind: KindId): number {
    return this.shelves.get(kind)?.size ?? 0;
  }

  put(resource: Resource): void {
    let shelf = this.shelves.get(resource.kind);
    if (shelf === undefined) {
      shelf = new Shelf(this.indexes.get(resource.kind) ?? []);
      this.shelves.set(resource.kind, shelf);
    }
    shelf.put(resource);
  }

  remove(kind: KindId, namespace: string, name: string): void {
    this.shelves.get(kind)?.remove(namespace, name);
  }
}

class Shelf {
  readonly byNamespace = new Map<string, Map<string, Resource>>();
  size = 0;
  private all: readonly Resource[] | null = null;
  private readonly lists = new Map<string, readonly Resource[]>();
  private readonly files: Map<Filing, FilingIndex>;

  constructor(filings: readonly Filing[]) {
    this.files = new Map(filings.map((filing) => [filing, new FilingIndex(filing, [])]));
  }

  put(resource: Resource): void {
    const { namespace, name } = resource.key;
    let names = this.byNamespace.get(namespace);
    if (names === undefined) {
      names = new Map();
      this.byNamespace.set(namespace, names);
    }
    const before = names.get(name);
    if (before === undefined) this.size++;
    names.set(name, resource);
    for (const file of this.files.values()) {
      if (before !== undefined) file.remove(before);
      file.add(resource);
    }
    this.forget(namespace);
  }

  remove(namespace: string, name: string): void {
    const names = this.byNamespace.get(namespace);
    const before = names?.get(name);
    if (names === undefined || before === undefined) return;
    names.delete(name);
    for (const file of this.files.values()) file.remove(before);
    this.size--;
    if (names.size === 0) this.byNamespace.delete(namespace);
    this.forget(namespace);
  }

  list(): readonly Resource[] {
    this.all ??= [...this.byNamespace.values()].flatMap((names) => [...names.values()]);
    return this.all;
  }

  listOf(namespace: string): readonly Resource[] {
    let list = this.lists.get(namespace);
    if (list === undefined) {
      list = [...(this.byNamespace.get(namespace)?.values() ?? [])];
      this.lists.set(namespace, list);
    }
    return list;
  }

  file(by: Filing): FilingIndex {
    let file = this.files.get(by);
    if (file === undefined) {
      file = new FilingIndex(by, this.list());
      this.files.set(by, file);
    }
    return file;
  }

  private forget(namespace: string): void {
    this.all = null;
    this.lists.delete(namespace);
  }
}

/** An object that comes, goes or changes; at least one side is there, and both are of one identity. */
export interface Change {
  readonly before: Resource | null;
  readonly after: Resource | null;
}

/** What the shelves would hold after the changes, without a copy of what does not change. */
export function changed(base: Shelves, changes: readonly Change[]): Shelves {
  const altered = new Map<string, Resource | null>();
  /** What of the base is there no longer as it was. */
  const hidden = new Set<Resource>();
  const kinds = new Map<KindId, Set<string>>();
  for (const { before, after } of changes) {
    const one = after ?? before;
    if (one === null) continue;
    altered.set(objectId(one.key), after);
    const old = base.get(one.kind, one.key.namespace, one.key.name);
    if (old !== undefined) hidden.add(old);
    kinds.set(one.kind, (kinds.get(one.kind) ?? new Set()).add(one.key.namespace));
  }
  const all = [...altered.values()].filter((one) => one !== null);
  const fresh = (kind: KindId): readonly Resource[] => all.filter((one) => one.kind === kind);
  const lists = new Map<string, readonly Resource[]>();
  const patched = (kind: KindId, namespace?: string): readonly Resource[] => {
    const kept = base.of(kind, namespace).filter((one) => !hidden.has(one));
    const inside = fresh(kind).filter(({ key }) => namespace === undefined || key.namespace === namespace);
    return [...kept, ...inside];
  };
  const words = new Map<Filing, Map<Resource, ReadonlySet<string>>>();
  const wordsOf = (by: Filing, one: Resource): ReadonlySet<string> => {
    const known = words.get(by) ?? new Map<Resource, ReadonlySet<string>>();
    words.set(by, known);
    const own = known.get(one) ?? new Set(by(one));
    known.set(one, own);
    return own;
  };
  const filedAnew = (kind: KindId, by: Filing, under: string): readonly Resource[] =>
    fresh(kind).filter((one) => wordsOf(by, one).has(under));
  const filed = (kind: KindId, by: Filing, under: string): Iterable<Resource> =>
    overlaid(base.filed(kind, by, under), hidden, () => filedAnew(kind, by, under));
  return {
    get(kind, namespace, name) {
      if (kinds.get(kind)?.has(namespace) !== true) return base.get(kind, namespace, name);
      const known = altered.get(`${kind}/${namespace}/${name}`);
      return known === undefined ? base.get(kind, namespace, name) : (known ?? undefined);
    },
    of(kind, namespace) {
      const namespaces = kinds.get(kind);
      if (namespaces === undefined || (namespace !== undefined && !namespaces.has(namespace))) {
        return base.of(kind, namespace);
      }
      const id = namespace === undefined ? kind : `${kind} ${namespace}`;
      let list = lists.get(id);
      if (list === undefined) {
        list = patched(kind, namespace);
        lists.set(id, list);
      }
      return list;
    },
    filed: (kind, by, under) => (kinds.has(kind) ? filed(kind, by, under) : base.filed(kind, by, under)),
    firstFiled(kind, by, under) {
      const first = base.firstFiled(kind, by, under);
      if (!kinds.has(kind)) return first;
      if (first !== undefined && hidden.has(first)) return firstOf(filed(kind, by, under));
      return firstOf([...(first === undefined ? [] : [first]), ...filedAnew(kind, by, under)]);
    },
    filings(kind, by) {
      if (!kinds.has(kind)) return base.filings(kind, by);
      // A word whose last resource goes stays: what is filed under it is then nothing.
      return new Set([...base.filings(kind, by), ...fresh(kind).flatMap((one) => [...wordsOf(by, one)])]);
    },
    kinds: () => new Set([...base.kinds(), ...kinds.keys()]),
  };
}

/** Not within the overlay: V8 makes a map for each generator function, which keeps what that sees until the next large collection. */
function* overlaid(
  base: Iterable<Resource>,
  hidden: ReadonlySet<Resource>,
  anew: () => Iterable<Resource>,
): Iterable<Resource> {
  for (const one of base) if (!hidden.has(one)) yield one;
  yield* anew();
}
