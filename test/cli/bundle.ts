import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** The command bundled as `prepare` bundles it, in a folder of its own: `dist` may be under construction. */
export function bundled(): { readonly command: string } {
  let path = '';
  beforeAll(async () => {
    path = mkdtempSync(join(tmpdir(), 'routeproof-bundle-'));
    await build({
      entryPoints: { routeproof: fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)) },
      outdir: path,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      banner: { js: "import { createRequire as from } from 'node:module'; const require = from(import.meta.url);" },
    });
  }, 120_000);
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    get command() {
      return join(path, 'routeproof.mjs');
    },
  };
}
