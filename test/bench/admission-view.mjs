// Decisions in memory, without a server: node --expose-gc test/bench/admission-view.mjs ROUTES GATEWAYS HOSTS
// ROUNDS: how many; DIALECT=ingress: one IngressClass for all; REFS=1: routes name their gateway, as where the controller runs.
// Half of the changes create, half update; the first third warms up.

import { bundled } from './bundle.mjs';

const { court, admit, objects, fresh } = await bundled('test/bench/admission-parts.ts');
const [routes, gateways, hosts] = process.argv.slice(2).map(Number);
let t = performance.now();
const c = court();
for (const object of objects(routes, gateways, hosts)) c.put(object);
globalThis.gc?.();
console.log(
  'sync',
  Math.round(performance.now() - t),
  'ms',
  Math.round(process.memoryUsage().heapUsed / 1e6),
  'MB heap',
  Math.round(process.memoryUsage().rss / 1e6),
  'MB rss',
);
const times = [];
const rounds = Number(process.env.ROUNDS ?? 300);
for (let i = 0; i < rounds; i++) {
  const request = fresh(i, routes, gateways, hosts);
  t = performance.now();
  const decision = await admit(request, c.court, { timeout: 10000, deadline: () => AbortSignal.timeout(10000) });
  times.push(performance.now() - t);
  if (i === 0 || i === rounds - 1)
    console.log(
      times.at(-1).toFixed(1),
      decision.review.degraded,
      decision.review.weighed.map((w) => `${w.rule.id}:${w.verdict}`).join(),
      decision.review.existing.length,
    );
  if (process.env.STORE) c.put(request.object);
  // As between requests of a server: what is only weakly held may go.
  await new Promise((next) => setImmediate(next));
}
const late = times.slice(Math.floor(rounds / 3)).sort((a, b) => a - b);
console.log(
  'p50',
  late[Math.floor(late.length * 0.5)].toFixed(2),
  'p99',
  late[Math.floor(late.length * 0.99)].toFixed(2),
  'max',
  late.at(-1).toFixed(2),
  'rss',
  Math.round(process.memoryUsage().rss / 1e6),
);
globalThis.gc?.();
console.log('live heap', Math.round(process.memoryUsage().heapUsed / 1e6), 'MB');
