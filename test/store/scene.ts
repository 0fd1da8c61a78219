import { setImmediate } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { type Kind, kindNamed } from '../../src/resource/kinds.ts';
import type { Cluster } from '../../src/store/cluster.ts';
import { getter } from '../../src/store/http-get.ts';
import type { KindState } from '../../src/store/kind-state.ts';
import type { Sink } from '../../src/store/kind-view.ts';
import { type KubeObject, namespaceOf } from '../../src/store/kube-object.ts';
import { Reflector } from '../../src/store/reflector.ts';
import type { Timing } from '../../src/store/timing.ts';
import { FakeApiServer } from '../support/fake-api-server.ts';

export function kind(group: string, name: string): Kind {
  const found = kindNamed(group, name);
  if (found === undefined) throw new Error(`${name} is no kind`);
  return found;
}

export const gatewayRoute = kind('appmesh.k8s.aws', 'GatewayRoute');
export const service = kind('', 'Service');

/** Pauses pass at once; what else is to happen later does when the test says so. */
export class FakeTiming implements Timing {
  readonly pauses: number[] = [];
  readonly #alarms = new Set<{ readonly at: number; readonly act: () => void }>();
  #now = 0;
  chance = 0.999;
  onPause: () => void = () => {};

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.chance;
  }

  after(milliseconds: number, act: () => void): () => void {
    const alarm = { at: this.#now + milliseconds, act };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  async pause(milliseconds: number, _?: AbortSignal): Promise<void> {
    this.pauses.push(milliseconds);
    this.#now += milliseconds;
    this.onPause();
    await setImmediate();
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#alarms].sort((left, right) => left.at - right.at);
      if (next === undefined || next.at > end) break;
      this.#alarms.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
    }
    this.#now = end;
  }
}

/** One reflector before one server, and what reached its sink. */
export class Scene {
  readonly server = new FakeApiServer();
  readonly timing = new FakeTiming();
  readonly held = new Map<string, KubeObject>();
  /** `put shop/cart`, `remove shop/cart` */
  readonly log: string[] = [];
  readonly states: KindState[] = [];
  readonly #waiting = new Set<() => void>();
  /** Throws in the sink where it is true. */
  breaks: (entry: string) => boolean = () => false;
  broke = false;
  onState: () => void = () => {};
  reflector!: Reflector;

  async open(of = gatewayRoute): Promise<this> {
    await this.server.listen();
    this.server.onRequest = () => this.#wake();
    this.timing.onPause = () => this.#wake();
    const sink: Sink = {
      put: (_, object) => {
        const key = `${namespaceOf(object)}/${object.metadata.name}`;
        this.#note(`put ${key}`);
        this.held.set(key, object);
      },
      remove: (_, namespace, name) => {
        this.#note(`remove ${namespace}/${name}`);
        this.held.delete(`${namespace}/${name}`);
      },
    };
    const onChange = (state: KindState) => {
      this.states.push(state);
      this.#wake();
      this.onState();
    };
    this.reflector = new Reflector(this.cluster, of, sink, { timing: this.timing, onChange });
    return this;
  }

  get cluster(): Cluster {
    const server = new URL(`http://127.0.0.1:${this.server.port}`);
    return { name: 'fake', get: getter(server, async () => {}, false) };
  }

  async close(): Promise<void> {
    await this.reflector.stop();
    await this.server.close();
  }

  /** Starts, and waits for the first watch. */
  async synced(): Promise<void> {
    this.reflector.start();
    await this.watching(1);
  }

  /** Waits for the nth watch. */
  async watching(nth: number): Promise<void> {
    await this.until(() => this.count('watch') >= nth);
  }

  count(verb: string): number {
    return this.server.requests.filter((request) => request.verb === verb).length;
  }

  /** Resolves when the condition holds; looks again whenever something happens. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(this.#told(condition))), 4_000);
      const look = () => {
        if (!condition()) return;
        this.#waiting.delete(look);
        clearTimeout(late);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }

  #note(entry: string): void {
    this.log.push(entry);
    queueMicrotask(() => this.#wake());
    if (!this.breaks(entry)) return;
    this.broke = true;
    throw new Error('the sink is broken');
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }

  #told(condition: () => boolean): string {
    const requests = this.server.requests.map(({ verb }) => verb).slice(-20);
    const state = JSON.stringify([this.reflector.state, this.log.slice(-20), requests]);
    return `waited in vain for ${condition}: ${state}`;
  }
}

/** A scene that the test may open; closed after it. */
export function scenes(): () => Promise<Scene> {
  const open: Scene[] = [];
  afterEach(async () => {
    for (const scene of open.splice(0)) await scene.close();
  });
  return async () => {
    const scene = new Scene();
    open.push(scene);
    return scene.open();
  };
}
