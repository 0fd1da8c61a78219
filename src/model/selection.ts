import type { SourceRef } from '../document/ref.ts';
import type { ObjectKey } from '../resource/resource.ts';
import type { Workload } from '../resource/workload.ts';
import type { PlaceKey } from './place.ts';
import type { PoolKey } from './pool.ts';
import type { Setting } from './setting.ts';

/** A workload that an object of the mesh stands for. */
export interface Selected {
  readonly workload: Workload;
  /** True iff its pods get the proxy without which nothing of the mesh applies to them. */
  readonly proxy: Setting<boolean>;
}

/**
 * Selections of one namespace that choose the same pods: every pod of `inner` is one of `outer` too, whatever workloads
 * there are. Each pair once; equal selectors count from the one that is listed first.
 */
export function* sharedBy(
  selections: readonly Selection[],
): Iterable<{ readonly outer: Selection; readonly inner: Selection }> {
  const byLabel = new Map<string, Selection[]>();
  for (const selection of selections) {
    const labels = plainLabels(selection);
    for (const label of labels === null ? [] : labels.length > 0 ? labels : ['']) {
      const filed = `${selection.by.namespace} ${label}`;
      const others = byLabel.get(filed);
      if (others === undefined) byLabel.set(filed, [selection]);
      else others.push(selection);
    }
  }
  for (const [position, outer] of selections.entries()) {
    const labels = plainLabels(outer);
    if (labels === null) continue;
    const [first] = labels;
    const candidates = first === undefined ? selections : (byLabel.get(`${outer.by.namespace} ${first}`) ?? []);
    for (const inner of candidates) {
      if (inner === outer || inner.by.namespace !== outer.by.namespace) continue;
      const own = plainLabels(inner);
      if (own === null || !labels.every((label) => own.includes(label))) continue;
      if (own.length > labels.length || position < selections.indexOf(inner)) yield { outer, inner };
    }
  }
}

/** `key=value` for each label of a selector that asks for nothing else; null iff it cannot be read as such. */
function plainLabels({ selector }: Selection): readonly string[] | null {
  if (typeof selector !== 'object' || selector === null) return null;
  const { matchLabels = {}, ...more } = selector as { readonly matchLabels?: unknown };
  if (Object.keys(more).length > 0 || typeof matchLabels !== 'object' || matchLabels === null) return null;
  const labels = Object.entries(matchLabels);
  return labels.every(([, value]) => typeof value === 'string') ? labels.map((label) => label.join('=')) : null;
}

/** How an object of the mesh chooses the workloads that it stands for. */
export interface Selection {
  readonly by: ObjectKey;
  /** `VirtualNode shop/cart`. */
  readonly label: string;
  /** The selector, or the name of the object where there is none. */
  readonly at: SourceRef;
  /** Name of the field: `podSelector`. */
  readonly field: string;
  /** A LabelSelector as it is written; undefined iff there is none, which chooses nothing. */
  readonly selector: unknown;
  readonly selected: readonly Selected[];
  /** Workloads that a placeholder decides about. */
  readonly open: readonly Workload[];
  /** What becomes of a pod that two such objects choose, as a clause. */
  readonly clash: string;
  /** What its workloads serve and where they take requests in. */
  readonly pools: readonly PoolKey[];
  readonly places: readonly PlaceKey[];
}
