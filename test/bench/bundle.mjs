// TypeScript of the tests and the product as one module, for benchmarks that look inside.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a file exports, as `test/bench/tables.ts` from the root. */
export async function bundled(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'routeproof-bundle-'));
  try {
    const outfile = join(folder, 'bundle.mjs');
    await writeBundle(entry, outfile);
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same as a file, for another process. */
export async function writeBundle(entry, outfile) {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
    nodePaths: [join(root, 'node_modules')],
    // CommonJS dependencies call require for node's own modules.
    banner: { js: "import { createRequire as c } from 'node:module'; const require = c(import.meta.url);" },
  });
}
