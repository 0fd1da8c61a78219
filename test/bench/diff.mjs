// What a change does to requests, in big trees: node test/bench/diff.mjs [ROUTES...]
// Ingress routes on one host for every 20 of them. One route of the tree gets another backend; then two trees that have
// nothing in common. Prints the time in memory (both models are read), that of the whole command, and its peak memory.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from './bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'routeproof-diff-'));

function ingress(host, paths) {
  const list = paths.map(
    ([path, service]) =>
      `          - { path: ${path}, pathType: Prefix, backend: { service: { name: ${service}, port: { number: 80 } } } }`,
  );
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: h${host}, namespace: shop }
spec:
  rules:
    - host: h${host}.test
      http:
        paths:
${list.join('\n')}
`;
}

/** `salt` makes trees of which no two routes have the same backend. */
function tree(name, routes, salt = '', changed = -1) {
  const path = join(folder, name);
  mkdirSync(path);
  const texts = [];
  for (let host = 0; host * 20 < routes; host++) {
    const paths = Array.from({ length: 20 }, (_, i) => {
      const at = host * 20 + i;
      return [i === 0 ? '/' : `/p${i % 7}/${i}`, `s${at % 50}${at === changed ? 'x' : ''}${salt}`];
    });
    texts.push(ingress(host, paths));
  }
  writeFileSync(join(path, 'routes.yaml'), texts.join('---\n'));
  return path;
}

try {
  const entry = join(folder, 'entry.ts');
  const from = (path) => JSON.stringify(join(root, path));
  writeFileSync(
    entry,
    `export { diff } from ${from('src/question/diff.ts')};
export { pairing } from ${from('src/question/pairing.ts')};
export { gather } from ${from('src/engine/gather.ts')};
export { Clock } from ${from('src/engine/clock.ts')};
export { adapters } from ${from('src/mesh/adapters.ts')};
export { noConfig } from ${from('src/config/load.ts')};
export { settingsOf } from ${from('src/config/levels.ts')};
export { readText } from ${from('src/source/read-text.ts')};`,
  );
  const { diff, pairing, gather, Clock, adapters, noConfig, settingsOf, readText } = await bundled(entry);
  const models = (path) =>
    gather(
      {
        texts: [readText(join(path, 'routes.yaml'), 'routes.yaml')],
        skipped: [],
        config: noConfig,
        settings: settingsOf(noConfig.config),
        rules: [],
        adapters,
        today: '2026-06-01',
      },
      new Clock(),
    ).worlds;
  const measure = (name, before, after) => {
    const [left, right] = [models(before), models(after)];
    const start = performance.now();
    const { differences, undecided } = diff(pairing(left, right, []).pairs);
    const memory = performance.now() - start;
    const command = ['-f', '%e %U %S %M', process.execPath, join(root, 'dist/routeproof.js'), 'diff', before, after];
    const { stderr } = spawnSync('/usr/bin/time', command, { encoding: 'utf8', maxBuffer: 1 << 30 });
    const [wall, user, system, kilobytes] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
    console.log(
      `${name}: ${memory.toFixed(0)} ms in memory, ${differences.length} differences, ${undecided.length} undecided; command ${wall} s (${(user + system).toFixed(2)} s of processor), ${Math.round(kilobytes / 1024)} MiB`,
    );
  };
  console.log(`node ${process.version}`);
  for (const routes of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
    const [before, after] = [tree(`a${routes}`, routes), tree(`b${routes}`, routes, '', routes >> 1)];
    measure(`one of ${routes} routes`, before, after);
  }
  measure('two unrelated trees of 10000 routes', tree('x', 10_000), tree('y', 10_000, 'other'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
