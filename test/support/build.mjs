// Bundles the commands and the public doors into dist/. Quiet and idempotent: npm runs it after every install.
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A consumer's install of the published package has no sources and nothing to build.
if (!existsSync(`${root}/src/cli/main.ts`)) process.exit(0);

const { build } = await import('esbuild');
rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { routeproof: 'src/cli/main.ts', index: 'src/index.ts', rule: 'src/rule/kit.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
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
chmodSync(`${root}/dist/routeproof.js`, 0o755);
