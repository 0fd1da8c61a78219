import type { Kind } from '../resource/kinds.ts';
import { type KubeObject, namespaceOf } from './kube-object.ts';
import { isOlder } from './version.ts';

/** Where the objects of a cluster are kept. */
export interface Sink {
  /** The object is there, for the first time or changed. */
  put(kind: Kind, object: KubeObject): void;
  /** It is no longer there. The namespace is the empty string for objects of the cluster. */
  remove(kind: Kind, namespace: string, name: string): void;
}

interface Held {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The empty string where the sink failed to take the object: it is offered again. */
  readonly version: string;
  round: number;
}

/** Deletions that are remembered, to tell a late word of a deleted object from a new one. */
const mostGone = 1000;

/**
 * What a sink was told of the objects of one kind, without the objects: turns lists and watches, which repeat themselves,
 * into the changes that there were. A sink that throws is counted and spoils nothing.
 */
export class KindView {
  readonly #kind: Kind;
  readonly #sink: Sink;
  readonly #held = new Map<string, Held>();
  readonly #gone = new Set<string>();
  #round = 0;
  /** Grows with every change. */
  generation = 0;
  /** Times that the sink threw. */
  handlerErrors = 0;
  /** Versions that came after newer ones and were left out. */
  outdated = 0;

  constructor(kind: Kind, sink: Sink) {
    this.#kind = kind;
    this.#sink = sink;
  }

  get size(): number {
    return this.#held.size;
  }

  /** A list begins; what it does not name by its end is {@link stale}. */
  begin(): void {
    this.#round += 1;
  }

  /** An object of a list, which is right whatever came before: data that was set back has older versions. */
  list(object: KubeObject): void {
    this.#take(object);
  }

  /** An object of a watch. */
  put(object: KubeObject): void {
    const { uid = '', resourceVersion = '' } = object.metadata;
    const held = this.#held.get(keyOf(object));
    const isLate = this.#gone.has(uid) || (held !== undefined && isOlder(resourceVersion, held.version));
    if (isLate) this.outdated += 1;
    else this.#take(object);
  }

  /** An object that a watch says was deleted. */
  removed(object: KubeObject): void {
    const { uid = '' } = object.metadata;
    const held = this.#held.get(keyOf(object));
    if (uid !== '') this.#bury(uid);
    if (held === undefined) return;
    if (held.uid === uid) this.drop(held);
    else this.outdated += 1;
  }

  /** What is held and was not in the last list. */
  *stale(): Iterable<Held> {
    for (const held of this.#held.values()) if (held.round !== this.#round) yield held;
  }

  /** Forgets an object, and tells the sink. */
  drop(held: Held): void {
    const told = this.#tell(() => this.#sink.remove(this.#kind, held.namespace, held.name));
    if (told) this.#held.delete(`${held.namespace}/${held.name}`);
  }

  #take(object: KubeObject): void {
    const key = keyOf(object);
    const namespace = namespaceOf(object);
    const { name, uid = '', resourceVersion: version = '' } = object.metadata;
    const held = this.#held.get(key);
    if (held !== undefined && held.uid === uid && held.version === version && version !== '') {
      held.round = this.#round;
      return;
    }
    if (held !== undefined && held.uid !== uid) {
      this.#bury(held.uid);
      this.drop(held);
    }
    const told = this.#tell(() => this.#sink.put(this.#kind, object));
    this.#held.set(key, { namespace, name, uid, version: told ? version : '', round: this.#round });
  }

  #bury(uid: string): void {
    this.#gone.add(uid);
    const [oldest] = this.#gone;
    if (this.#gone.size > mostGone && oldest !== undefined) this.#gone.delete(oldest);
  }

  #tell(act: () => void): boolean {
    try {
      act();
      this.generation += 1;
      return true;
    } catch {
      this.handlerErrors += 1;
      return false;
    }
  }
}

function keyOf(object: KubeObject): string {
  return `${namespaceOf(object)}/${object.metadata.name}`;
}
