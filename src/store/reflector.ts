import type { Kind } from '../resource/kinds.ts';
import { Backoff } from './backoff.ts';
import { type Cluster, collectionPath } from './cluster.ts';
import { Fault, faultOf, refusal } from './fault.ts';
import type { Counters, KindState, RestartReason } from './kind-state.ts';
import { KindView, type Sink } from './kind-view.ts';
import { type KubeObject, kubeObject } from './kube-object.ts';
import { lines } from './lines.ts';
import { pages } from './list-pages.ts';
import { servedVersion } from './served.ts';
import { paced, realTiming, type Timing } from './timing.ts';
import { isOlder } from './version.ts';
import { watchEvent } from './watch-event.ts';
import { Watchdog } from './watchdog.ts';

/** An API server answers a watch at once. */
const opening = 15_000;
/**
 * It sends a bookmark each minute (60.3 s, kube-apiserver 1.34), but none of a kind of which it never saw a change: a
 * watch without a word for longer is dead or merely quiet, which a new one tells, within 90 s in all.
 */
const patience = 75_000;
/** A watch that lasted so long has proved that all is well. */
const healthy = 120_000;
/** A watch that begins too late is refused at once, though behind a good status. */
const refusedWithin = 1000;
/** How often to look for a kind that is not installed. */
const absentPoll = 30_000;
const watchSeconds = { least: 300, most: 600 };

export interface ReflectorOptions {
  readonly timing?: Timing;
  /** Told of every change of {@link Reflector.state}. */
  readonly onChange?: (state: KindState) => void;
}

/**
 * Keeps a sink as the cluster is, for one kind: a list in pages, then watches that go on where the last one ended, and a
 * list again where none can. It goes on until it is stopped, whatever the server does.
 */
export class Reflector {
  readonly kind: Kind;
  readonly #cluster: Cluster;
  readonly #timing: Timing;
  readonly #onChange: (state: KindState) => void;
  readonly #view: KindView;
  readonly #backoff: Backoff;
  readonly #stopping = new AbortController();
  readonly #restarts = new Map<RestartReason, number>();
  #running: Promise<void> | null = null;
  #state: KindState = { is: 'listing', message: null };
  #version: string;
  /** Where the next watch goes on; null: a list comes first. */
  #cursor: string | null = null;
  #heard = Number.NEGATIVE_INFINITY;
  #hasSynced = false;
  #lists = 0;
  #listed = Number.NEGATIVE_INFINITY;
  #hookErrors = 0;

  constructor(cluster: Cluster, kind: Kind, sink: Sink, { timing = realTiming, onChange }: ReflectorOptions = {}) {
    this.kind = kind;
    this.#cluster = cluster;
    this.#timing = timing;
    this.#onChange = onChange ?? (() => {});
    this.#view = new KindView(kind, sink);
    this.#backoff = new Backoff(timing);
    this.#version = kind.versions[0];
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Resolves when the last connection is closed; nothing reaches the sink from the call on. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the reflector was stopped'));
    await this.#running;
  }

  get state(): KindState {
    return this.#state;
  }

  /** True from the moment on at which the sink held the whole kind once, or the kind was found not to be installed. */
  get hasSynced(): boolean {
    return this.#hasSynced;
  }

  /**
   * How long ago the server confirmed the view, by a list, an event, a bookmark, a watch that began, or that the kind is
   * not installed. Up to about 76 s where nothing happens and all is well; infinite before the first time.
   */
  stalenessMs(now = this.#timing.now()): number {
    return now - this.#heard;
  }

  /** Grows with every change of the view. */
  get generation(): number {
    return this.#view.generation;
  }

  /** Objects in the view. */
  get size(): number {
    return this.#view.size;
  }

  get counters(): Counters {
    return {
      relists: Math.max(0, this.#lists - 1),
      watchRestarts: new Map(this.#restarts),
      handlerErrors: this.#view.handlerErrors + this.#hookErrors,
      outdated: this.#view.outdated,
    };
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pause = await this.#turn(signal);
      if (pause > 0) await this.#timing.pause(pause, signal);
    }
  }

  /** One list or one watch; resolves to the milliseconds before the next. */
  async #turn(signal: AbortSignal): Promise<number> {
    const cursor = this.#cursor;
    try {
      if (cursor === null) {
        await this.#list(signal);
        return 0;
      }
      const end = await this.#watch(cursor, signal);
      if (!signal.aborted) this.#count(end);
      return end === 'silent' ? 0 : this.#backoff.next();
    } catch (error) {
      if (signal.aborted) return 0;
      const fault = faultOf(error);
      if (cursor !== null) this.#count(fault.is);
      return await this.#recover(fault, signal);
    }
  }

  async #list(signal: AbortSignal): Promise<void> {
    this.#lists += 1;
    this.#view.begin();
    let cursor: string | null = null;
    for await (const { items, version } of pages(this.#cluster, this.#path, signal, this.#timing)) {
      cursor ??= version;
      await paced(items, (item) => this.#view.list(this.#read(item)), signal);
    }
    await paced(this.#view.stale(), (held) => this.#view.drop(held), signal);
    this.#cursor = cursor;
    this.#listed = this.#timing.now();
    this.#confirm();
  }

  /** Resolves where the next watch goes on without further ado. */
  async #watch(cursor: string, signal: AbortSignal): Promise<'ended' | 'silent'> {
    const opened = this.#timing.now();
    const watchdog = new Watchdog(signal, this.#timing, opening);
    let isOpen = false;
    let settle = () => {};
    try {
      const reply = await this.#cluster.get(this.#path, this.#watchQuery(cursor), watchdog.signal);
      if (reply.status !== 200) throw await refusal(reply);
      isOpen = true;
      watchdog.wait(patience);
      settle = this.#timing.after(refusedWithin, () => this.#confirm());
      for await (const line of lines(reply.body, () => watchdog.touch())) {
        signal.throwIfAborted();
        this.#event(line);
        this.#confirm();
      }
      return 'ended';
    } catch (error) {
      if (!watchdog.silent) throw error;
      if (isOpen) return 'silent';
      throw new Fault('silent', `no watch began within ${opening / 1000} s`);
    } finally {
      settle();
      watchdog.end();
      if (this.#timing.now() - opened >= healthy) this.#backoff.reset();
    }
  }

  #watchQuery(cursor: string) {
    const { least, most } = watchSeconds;
    const seconds = Math.floor(least + this.#timing.random() * (most - least));
    return { watch: 'true', allowWatchBookmarks: 'true', timeoutSeconds: String(seconds), resourceVersion: cursor };
  }

  #event(line: string): void {
    const event = watchEvent(line);
    if (event.is === 'put') this.#view.put(this.#read(event.object));
    else if (event.is === 'removed') this.#view.removed(this.#read(event.object));
    if (this.#cursor === null || !isOlder(event.version, this.#cursor)) this.#cursor = event.version;
  }

  /** What to do about a fault: the view stays as it is until a list or a watch says otherwise. */
  async #recover(fault: Fault, signal: AbortSignal): Promise<number> {
    if (fault.is === 'missing') return await this.#missing(signal);
    // The stream of a watch that cannot be read, or that is too old, hides changes: only a list shows them.
    if (fault.is === 'expired' || fault.is === 'malformed') {
      // An API server that started again knows no old versions: whoever waited for it long need not wait on.
      if (this.#cursor !== null && this.#timing.now() - this.#listed >= healthy) this.#backoff.reset();
      this.#cursor = null;
    }
    this.#become(
      fault.is === 'denied'
        ? { is: 'forbidden', message: fault.message }
        : this.#heard === Number.NEGATIVE_INFINITY
          ? { is: 'listing', message: fault.message }
          : { is: 'stale', since: this.#heard, message: fault.message },
    );
    return this.#backoff.next(fault.retryAfter);
  }

  /** An API server that starts may not know yet what is installed: only its discovery is believed. */
  async #missing(signal: AbortSignal): Promise<number> {
    const watchdog = new Watchdog(signal, this.#timing, opening);
    try {
      const served = await servedVersion(this.#cluster, this.kind, watchdog.signal);
      if (served === this.#version) {
        return await this.#recover(
          new Fault('failed', `the API server has ${this.#path} and does not find it`),
          signal,
        );
      }
      this.#cursor = null;
      if (served !== null) {
        this.#version = served;
        return 0;
      }
      this.#view.begin();
      await paced(this.#view.stale(), (held) => this.#view.drop(held), signal);
      this.#hear();
      this.#become({ is: 'absent' });
      return absentPoll;
    } catch (error) {
      if (signal.aborted) return 0;
      return await this.#recover(new Fault('failed', faultOf(error).message, faultOf(error).retryAfter), signal);
    } finally {
      watchdog.end();
    }
  }

  get #path(): string {
    return collectionPath(this.kind, this.#version);
  }

  #read(item: unknown): KubeObject {
    const object = kubeObject(this.kind, this.#version, item);
    if (object === null) throw new Fault('malformed', 'the API server sent an object without a name');
    return object;
  }

  #hear(): void {
    this.#heard = this.#timing.now();
    this.#hasSynced = true;
  }

  #confirm(): void {
    this.#hear();
    this.#become({ is: 'synced' });
  }

  #count(reason: RestartReason): void {
    this.#restarts.set(reason, (this.#restarts.get(reason) ?? 0) + 1);
  }

  #become(state: KindState): void {
    const before = this.#state;
    const isSame = before.is === state.is && messageOf(before) === messageOf(state);
    this.#state = state;
    if (isSame) return;
    try {
      this.#onChange(state);
    } catch {
      this.#hookErrors += 1;
    }
  }
}

function messageOf(state: KindState): string | null {
  return 'message' in state ? state.message : null;
}
