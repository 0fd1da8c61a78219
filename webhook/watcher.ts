import type { Kind } from '../src/resource/kinds.ts';
import { kindId } from '../src/resource/resource.ts';
import { watchedKinds } from '../src/resource/watched.ts';
import type { Cluster } from '../src/store/cluster.ts';
import type { ClusterView } from '../src/store/cluster-view.ts';
import { ingest } from '../src/store/ingest.ts';
import type { Sink } from '../src/store/kind-view.ts';
import { Reflector } from '../src/store/reflector.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** A kind of which nothing was heard for longer is not trusted to refuse anything: bookmarks come each minute. */
const mostStale = 90_000;

/** Keeps a view as the cluster is, all watched kinds of it. */
export class Watcher {
  private readonly reflectors: ReadonlyMap<string, Reflector>;
  private readonly view: ClusterView;
  private readonly created = performance.now();

  /** `onSync`: told once, when every kind was seen whole. */
  constructor(cluster: Cluster, view: ClusterView, log: Log, onSync: () => void) {
    this.view = view;
    const sink: Sink = {
      put: (_, object) => {
        const resource = ingest(object);
        if (resource !== null) view.put(resource);
      },
      remove: ({ group, kind }, namespace, name) => view.remove(kindId(group, kind), namespace, name),
    };
    let isSynced = false;
    const reflect = (kind: Kind): Reflector => {
      const name = kindId(kind.group, kind.kind);
      return new Reflector(cluster, kind, sink, {
        onChange: (state) => {
          log(state.is === 'synced' || state.is === 'absent' ? 'info' : 'warn', `kind ${state.is}`, {
            kind: name,
            ...('message' in state && state.message !== null && { why: state.message }),
          });
          if (isSynced || !this.hasSynced) return;
          isSynced = true;
          onSync();
        },
      });
    };
    this.reflectors = new Map(watchedKinds.map((kind) => [kindId(kind.group, kind.kind), reflect(kind)]));
  }

  start(): void {
    for (const reflector of this.reflectors.values()) reflector.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.reflectors.values()].map((reflector) => reflector.stop()));
  }

  get hasSynced(): boolean {
    return [...this.reflectors.values()].every((reflector) => reflector.hasSynced);
  }

  /** True iff objects of the kind may exist that the view does not hold. */
  lacks(kind: string): boolean {
    return this.reflectors.get(kind)?.hasSynced !== true;
  }

  isFresh(kind: string): boolean {
    const reflector = this.reflectors.get(kind);
    return (
      reflector !== undefined &&
      (reflector.state.is === 'synced' || reflector.state.is === 'absent') &&
      reflector.stalenessMs() <= mostStale
    );
  }

  /** Brings the metrics of the view up to date, as before they are read. */
  measure(metrics: Metrics): void {
    metrics.watchRestarts.reset();
    for (const [kind, reflector] of this.reflectors) {
      metrics.viewObjects.set({ kind }, this.view.count(kind));
      // A kind of which nothing was heard yet is as stale as can be: an alert has to see it.
      const stale = Math.min(reflector.stalenessMs(), performance.now() - this.created);
      metrics.viewStaleness.set({ kind }, stale / 1000);
      for (const [reason, count] of reflector.counters.watchRestarts) {
        metrics.watchRestarts.inc({ kind, reason }, count);
      }
    }
  }
}
