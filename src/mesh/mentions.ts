import type { KindId, Resource } from '../resource/resource.ts';
import type { Filing, World } from '../resource/world.ts';

/** The name of an object that another one writes. */
export interface Mention {
  readonly kind: KindId;
  readonly namespace: string;
  readonly name: string;
}

/** Who mentions whom. */
export interface Mentions {
  readonly filings: readonly Filing[];
  /**
   * The resources of the kind `by` whose mentions can resolve differently when the object comes, goes or changes: those that
   * name it, and those that name one of its kind which is not found, for whose place or nearest name it may stand.
   */
  of(resource: Resource, by: KindId, world: World): Iterable<Resource>;
  /** The resources of the kind `by` that name an object of the namespace. */
  into(namespace: string, by: KindId, world: World): Iterable<Resource>;
}

/** What resources mention, as an index that worlds share. */
export function mentionsIn(read: (resource: Resource) => Iterable<Mention>): Mentions {
  const byName: Filing = function* (resource) {
    for (const mention of read(resource)) yield wordOf(mention);
  };
  const byNamespace: Filing = function* (resource) {
    for (const { namespace } of read(resource)) yield namespace;
  };
  return {
    filings: [byName, byNamespace],
    *of({ kind, key: { namespace, name } }, by, world) {
      const own = wordOf({ kind, namespace, name });
      yield* world.filed(by, byName, own);
      for (const word of world.filings(by, byName)) {
        if (word === own || !word.startsWith(`${kind}\n`)) continue;
        const [, elsewhere = '', other = ''] = word.split('\n');
        if (world.get(kind, elsewhere, other).is !== 'found') yield* world.filed(by, byName, word);
      }
    },
    into: (namespace, by, world) => world.filed(by, byNamespace, namespace),
  };
}

/** No part holds a line break but where a text of several lines was written for a name. */
function wordOf({ kind, namespace, name }: Mention): string {
  return `${kind}\n${namespace}\n${name}`;
}
