// Decisions in memory: node test/bench/admission-view.mjs ROUTES GATEWAYS HOSTS. Needs `node test/support/build.mjs`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'routeproof-bench-'));
await build({
  absWorkingDir: root,
  entryPoints: ['test/bench/admission-parts.ts'],
  outfile: join(folder, 'parts.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  logLevel: 'warning',
  banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
});
const { court, admit, objects, fresh } = await import(join(folder, 'parts.mjs'));
rmSync(folder, { recursive: true });
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
  const decision = await admit(request, c.court, () => AbortSignal.timeout(10000));
  times.push(performance.now() - t);
  if (i === 0 || i === rounds - 1)
    console.log(
      times.at(-1).toFixed(1),
      decision.review.degraded,
      decision.review.weighed.map((w) => `${w.rule.id}:${w.verdict}`).join(),
      decision.review.existing.length,
    );
  if (process.env.STORE) c.put(request.object);
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
if (process.env.DIG) {
  const view = c.court.view;
  console.log('parts', view.parts.size, 'history', c.court.history.seen.size);
  view.parts.clear();
  view.present = null;
  globalThis.gc?.();
  console.log('without parts', Math.round(process.memoryUsage().heapUsed / 1e6));
  view.follow(view.orders);
  globalThis.gc?.();
  const { writeHeapSnapshot } = await import('node:v8');
  if (process.env.SNAP) writeHeapSnapshot('/tmp/snap.heapsnapshot');
}
if (process.env.GC) {
  const { PerformanceObserver } = await import('node:perf_hooks');
  const gcs = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) gcs.push([e.detail?.kind, e.duration]);
  }).observe({ entryTypes: ['gc'] });
  const slow = [];
  for (let i = 0; i < 1500; i++) {
    const request = fresh(i, routes, gateways, hosts);
    const n = gcs.length;
    t = performance.now();
    await admit(request, c.court, () => AbortSignal.timeout(10000));
    const ms = performance.now() - t;
    await new Promise((r) => setImmediate(r));
    slow.push([
      ms,
      request.operation,
      gcs
        .slice(n)
        .map(([k, d]) => `${k}:${d.toFixed(1)}`)
        .join(' '),
    ]);
  }
  slow.sort((a, b) => b[0] - a[0]);
  console.log(
    slow
      .slice(0, 25)
      .map(([ms, ...r]) => `${ms.toFixed(1)} ${r.join(' ')}`)
      .join('\n'),
  );
  console.log('no gc p99', slow.filter((s) => s[2] === '')[Math.floor(slow.filter((s) => s[2] === '').length * 0.01)]);
}
