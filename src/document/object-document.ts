import type { KubeDocument } from './kube-document.ts';

/** An object that came without a text, as from a cluster: nothing in it has a place. */
export function objectDocument(id: string, value: unknown): KubeDocument {
  return {
    id,
    source: null,
    value,
    complete: true,
    faults: [],
    directives: [],
    locate: () => null,
    alias: () => null,
  };
}
