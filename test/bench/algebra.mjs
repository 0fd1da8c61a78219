// Exact decisions about big tables: node test/bench/algebra.mjs [SCENARIO...]
// Each scenario runs in a process of its own: every route of generated tables is asked whether a request reaches it, as a
// run asks. Prints time, peak heap, slowest route, what came out, and beside it the figures of the prototype
// (../shared/reference/exact-matching.md, section 3.6, measured on the same kind of machine).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBundle } from './bundle.mjs';
import { scenarios } from './tables.mjs';

const self = fileURLToPath(import.meta.url);

if (process.env.ALGEBRA_BUNDLE === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'routeproof-algebra-'));
  const bundle = join(folder, 'seat.mjs');
  try {
    await writeBundle('src/rule/seat.ts', bundle);
    const asked = process.argv.slice(2);
    console.log(`node ${process.version}`);
    for (const name of asked.length > 0 ? asked : Object.keys(scenarios)) {
      spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=256', self, name], {
        stdio: 'inherit',
        env: { ...process.env, ALGEBRA_BUNDLE: bundle },
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else measure(process.argv[2]);

const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

async function measure(name) {
  const { remainder } = await import(process.env.ALGEBRA_BUNDLE);
  const { make, prototype } = scenarios[name];
  const seats = make();
  const counts = { ordinary: 0, unusual: 0, dead: 0, shared: 0, undecided: 0 };
  let largest = 0;
  let slowest = 0;
  let peak = 0;
  globalThis.gc();
  const tables = process.memoryUsage().heapUsed;
  const caps = new Map();
  const start = performance.now();
  const used = process.cpuUsage();
  for (const [i, seat] of seats.entries()) {
    const before = performance.now();
    const left = remainder(seat);
    slowest = Math.max(slowest, performance.now() - before);
    if (left.verdict === 'undecided') {
      counts.undecided++;
      caps.set(left.cap, (caps.get(left.cap) ?? 0) + 1);
    } else if (left.verdict === 'some') counts[left.ordinary ? 'ordinary' : 'unusual']++;
    else {
      counts.dead++;
      largest = Math.max(largest, left.takenBy.length);
      if (left.takenBy.length > 1) counts.shared++;
    }
    if (i % 500 === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  globalThis.gc();
  const kept = process.memoryUsage().heapUsed;
  const { ordinary, unusual, dead, shared, undecided } = counts;
  console.log(
    `${name}: ${seats.length} routes in ${seconds.toFixed(2)} s (${((seconds / seats.length) * 1e6).toFixed(0)} µs each; ${((user + system) / 1e6).toFixed(2)} s of processor), ` +
      `heap ${megabytes(kept)} MB of which ${megabytes(tables)} MB are the tables, at most ${megabytes(peak)} MB with garbage, resident ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB, ` +
      `slowest ${slowest.toFixed(1)} ms; ` +
      `${ordinary} reached, ${unusual} by unusual requests only, ${dead} dead (${shared} by several, at most ${largest}), ${undecided} undecided`,
  );
  for (const [cap, times] of caps) console.log(`    undecided ${times} times: ${cap}`);
  console.log(`    prototype: ${prototype}`);
}
