/** How the view of one kind stands to the cluster. */
export type KindState =
  /** No whole view yet; the message says what stands in the way. */
  | { readonly is: 'listing'; readonly message: string | null }
  /** A watch, or what needs no watch yet, keeps the view as the cluster is. */
  | { readonly is: 'synced' }
  /** The view is as it was then, on the reflector's clock. */
  | { readonly is: 'stale'; readonly since: number; readonly message: string }
  /** The kind is not installed: there is no object of it. */
  | { readonly is: 'absent' }
  /** No right to read the kind; the view is as it was before. */
  | { readonly is: 'forbidden'; readonly message: string };

/** Why a watch ended: the server closed it, it was too old, an unreadable line, 75 s without a word, no right, no such kind, all else. */
export type RestartReason = 'ended' | 'expired' | 'malformed' | 'silent' | 'denied' | 'missing' | 'failed';

/** What a reflector counts, for metrics. */
export interface Counters {
  /** Lists after the first. */
  readonly relists: number;
  readonly watchRestarts: ReadonlyMap<RestartReason, number>;
  /** Times that the sink or `onChange` threw. */
  readonly handlerErrors: number;
  /** Versions that came after newer ones and were left out. */
  readonly outdated: number;
}
