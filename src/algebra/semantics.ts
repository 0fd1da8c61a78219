/** What differs between proxies in how a request is matched: between versions of Envoy, and by how it is set up. */
export interface Semantics {
  /** Whether several lines of one header are matched one by one, or joined with commas first. */
  readonly lines: 'one by one' | 'joined';
  /** Whether a path is matched as it was sent, or as `normalize_path` and `merge_slashes` leave it. */
  readonly paths: 'as sent' | 'normal';
}

/** From 1.39 on: envoyproxy/envoy release notes, `envoy.reloadable_features.match_headers_individually`. */
export const envoy140: Semantics = { lines: 'one by one', paths: 'as sent' };
export const envoy138: Semantics = { lines: 'joined', paths: 'as sent' };

/** By the version of Envoy that a config names: the last one before a change and the first one behind it. */
export const profiles = { '1.38': envoy138, '1.40': envoy140 } as const satisfies Readonly<Record<string, Semantics>>;

export type Profile = keyof typeof profiles;
