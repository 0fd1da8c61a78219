import type { KindId, Resource } from '../resource/resource.ts';
import type { World } from '../resource/world.ts';

/** The name of an object that another one writes. */
export interface Mention {
  readonly kind: KindId;
  readonly namespace: string;
  readonly name: string;
}

/** Who mentions whom, over some resources. */
export interface Mentions {
  /**
   * The resources whose mentions can resolve differently when the object comes, goes or changes: those that name it, and
   * those that name one of its kind which is not found, for whose place or nearest name it may stand.
   */
  of(resource: Resource, world: World): Iterable<Resource>;
  /** The resources that name an object of the namespace. */
  into(namespace: string): readonly Resource[];
}

/** An index of what resources mention, made once for each list of resources: worlds that share the list share it. */
export function mentionIndex(read: (resource: Resource) => Iterable<Mention>): (all: readonly Resource[]) => Mentions {
  const known = new WeakMap<readonly Resource[], Mentions>();
  return (all) => {
    let index = known.get(all);
    if (index === undefined) {
      index = indexed(all, read);
      known.set(all, index);
    }
    return index;
  };
}

function indexed(all: readonly Resource[], read: (resource: Resource) => Iterable<Mention>): Mentions {
  const byName = new Map<string, { readonly mention: Mention; readonly resources: Resource[] }>();
  const byNamespace = new Map<string, Resource[]>();
  for (const resource of all) {
    for (const mention of read(resource)) {
      const id = idOf(mention.kind, mention.namespace, mention.name);
      const named = byName.get(id);
      if (named === undefined) byName.set(id, { mention, resources: [resource] });
      else if (named.resources.at(-1) !== resource) named.resources.push(resource);
      const inside = byNamespace.get(mention.namespace);
      if (inside === undefined) byNamespace.set(mention.namespace, [resource]);
      else if (inside.at(-1) !== resource) inside.push(resource);
    }
  }
  return {
    *of({ kind, key }, world) {
      yield* byName.get(idOf(kind, key.namespace, key.name))?.resources ?? [];
      for (const { mention, resources } of byName.values()) {
        if (mention.kind !== kind) continue;
        if (world.get(kind, mention.namespace, mention.name).is !== 'found') yield* resources;
      }
    },
    into: (namespace) => byNamespace.get(namespace) ?? [],
  };
}

function idOf(kind: KindId, namespace: string, name: string): string {
  return JSON.stringify([kind, namespace, name]);
}
