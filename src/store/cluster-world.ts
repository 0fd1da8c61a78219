import type { Semantics } from '../algebra/semantics.ts';
import { byText } from '../base/sort.ts';
import { type External, isBehindTls, isExternal, someExternal } from '../resource/external.ts';
import { nearestName } from '../resource/nearest.ts';
import type { KindId, Resource } from '../resource/resource.ts';
import type { Filing, Lookup, World } from '../resource/world.ts';
import type { Shelves } from './shelves.ts';

/** What a view of a cluster knows besides objects. */
export interface AboutCluster {
  /** True iff objects of the kind may exist that the view does not hold. */
  readonly lacks: (kind: KindId) => boolean;
  readonly external: readonly External[];
  readonly semantics: Semantics;
  /** Told the id of each object that is asked for and not there. */
  readonly onMiss?: (id: string) => void;
}

/**
 * A world over shelves. Look-ups see what the shelves hold when they are made. A class, and no literal with getters: V8
 * keeps the getters of each literal, and all that they see, until the next large collection.
 */
export class ClusterWorld implements World {
  readonly whole = false;
  readonly semantics: Semantics;
  private readonly shelves: Shelves;
  private readonly about: AboutCluster;
  private readonly some: readonly Resource[] | undefined;

  /** `some`: what is judged one by one; absent: every resource. Look-ups find all of them. */
  constructor(shelves: Shelves, about: AboutCluster, some?: readonly Resource[]) {
    this.shelves = shelves;
    this.about = about;
    this.some = some;
    this.semantics = about.semantics;
  }

  get resources(): readonly Resource[] {
    return this.some ?? [...this.shelves.kinds()].sort(byText).flatMap((kind) => this.shelves.of(kind));
  }

  /** The same look-ups; of the resources only some. */
  only(some: readonly Resource[]): ClusterWorld {
    return new ClusterWorld(this.shelves, this.about, some);
  }

  get(kind: KindId, namespace: string, name: string): Lookup {
    const resource = this.shelves.get(kind, namespace, name);
    if (resource !== undefined) return { is: 'found', resource };
    this.about.onMiss?.(`${kind}/${namespace}/${name}`);
    if (isExternal(this.about.external, kind, namespace, name) === true) return { is: 'external' };
    return new Absent(this.shelves, !this.about.lacks(kind), kind, namespace, name);
  }

  complete(kind: KindId): boolean {
    return !this.about.lacks(kind);
  }

  mayLack(kind: KindId): boolean {
    return this.about.lacks(kind);
  }

  behindTls(kind: KindId, namespace: string, name: string): boolean {
    return isBehindTls(this.about.external, kind, namespace, name);
  }

  elsewhere(kind: KindId): boolean {
    return someExternal(this.about.external, kind);
  }

  of(kind: KindId, namespace?: string): readonly Resource[] {
    return this.shelves.of(kind, namespace);
  }

  filed(kind: KindId, by: Filing, under: string): Iterable<Resource> {
    return this.shelves.filed(kind, by, under);
  }

  firstFiled(kind: KindId, by: Filing, under: string): Resource | undefined {
    return this.shelves.firstFiled(kind, by, under);
  }

  filings(kind: KindId, by: Filing): Iterable<string> {
    return this.shelves.filings(kind, by);
  }
}

/** What is not there. Few ask for the nearest name, and it takes a look at all names. */
class Absent {
  readonly is = 'absent';
  readonly certain: boolean;
  private readonly shelves: Shelves;
  private readonly wanted: readonly [KindId, string, string];

  constructor(shelves: Shelves, certain: boolean, ...wanted: readonly [KindId, string, string]) {
    this.certain = certain;
    this.shelves = shelves;
    this.wanted = wanted;
  }

  get nearest(): string | null {
    const [kind, namespace, name] = this.wanted;
    return nearestName(name, new Set(this.shelves.of(kind, namespace).map(({ key }) => key.name))) ?? null;
  }
}
