/** By V8's major version, as of Node 20, 22 and 24: some ten times the running that V8 asks of a function by default. */
const later: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=1000000',
  12: '--invocation-count-for-turbofan=30000',
  13: '--invocation-count-for-turbofan=30000',
};

/**
 * While a server reads the cluster, V8 learns that what these places of the code make lives long, and from then on makes it
 * old at once: what is made for one decision would stay until the next large collection, with all that it refers to.
 * v8/v8 src/heap/pretenuring-handler.cc
 */
const young = '--no-allocation-site-pretenuring';

/**
 * The flag by which V8 does better with a command than by its defaults. A server runs for long; any other run is over in
 * about a second, before most of the optimised code has paid for its making, so that V8 optimises later. None for a V8
 * that is not known here, as V8 complains of unknown flags.
 */
export function v8Flag(command: string | undefined, v8: string): string | undefined {
  const late = later[v8.split('.')[0] ?? ''];
  return late !== undefined && command === 'webhook' ? young : late;
}
