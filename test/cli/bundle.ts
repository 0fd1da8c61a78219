import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

/** The command bundled as `prepare` bundles it, in a folder of its own: `dist` may be under construction. */
export function bundled(): { readonly command: string; readonly outputs: Metafile['outputs'] } {
  let path = '';
  let outputs: Metafile['outputs'] = {};
  beforeAll(async () => {
    path = mkdtempSync(join(tmpdir(), 'routeproof-bundle-'));
    const { metafile } = await build({
      metafile: true,
      entryPoints: { routeproof: fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)) },
      outdir: path,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      banner: {
        js: "import { createRequire as createRequireForBundle } from 'node:module'; const require = createRequireForBundle(import.meta.url);",
      },
    });
    outputs = metafile.outputs;
  }, 120_000);
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    get command() {
      return join(path, 'routeproof.mjs');
    },
    get outputs() {
      return outputs;
    },
  };
}
