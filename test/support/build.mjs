// Bundles the commands and the public doors into dist/. Quiet and idempotent: npm runs it after every install.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

// A consumer's install of the published package has no sources and nothing to build.
if (!existsSync(join(root, 'src/cli/main.ts'))) process.exit(0);

const { build } = await import('esbuild');
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { routeproof: 'src/cli/main.ts', index: 'src/index.ts', rule: 'src/rule/kit.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  minify: true,
  write: false,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS dependencies call require for node's own modules.
  banner: {
    js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});

// Chunks before the entries that import them, each by a rename, the stale ones last: a command that runs meanwhile finds all its parts.
const isEntry = ({ path }) => dirname(path) === dist;
for (const { path, contents } of [...outputFiles].sort(
  (left, right) => Number(isEntry(left)) - Number(isEntry(right)),
)) {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, contents, { mode: 0o755 });
  renameSync(unfinished, path);
}
const fresh = new Set(outputFiles.map(({ path }) => path));
const chunks = join(dist, 'chunks');
for (const name of existsSync(chunks) ? readdirSync(chunks) : []) {
  const path = join(chunks, name);
  if (name.endsWith('.js') && !fresh.has(path)) rmSync(path, { force: true });
}
