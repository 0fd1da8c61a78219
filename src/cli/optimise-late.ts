/** By V8's major version, as of Node 20, 22 and 24: some ten times the running that V8 asks of a function by default. */
const later: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=1000000',
  12: '--invocation-count-for-turbofan=30000',
  13: '--invocation-count-for-turbofan=30000',
};

/**
 * The flag that makes V8 optimise a function later than it would: a run is over in about a second, before most of
 * the optimised code has paid for its making. None for a V8 that is not known here, as V8 complains of unknown flags.
 */
export function optimiseLate(v8: string): string | undefined {
  return later[v8.split('.')[0] ?? ''];
}
