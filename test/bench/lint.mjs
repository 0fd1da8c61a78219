// Whole-command time and peak memory: node test/bench/lint.mjs [DOCUMENTS...]
// For each size: routeproof on a generated tree, five runs after a warm-up, the median; growth from size to size.
// With KUBECONFORM or CONFTEST set to the path of the program, and CRD_SCHEMAS to kubeconform's schema location, the
// same tree is given to it. Memory is the peak resident set as the kernel counts it (/usr/bin/time -v).
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeTree } from './tree.mjs';

const command = fileURLToPath(new URL('../../dist/routeproof.js', import.meta.url));
const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'routeproof-bench-'));
const policy = join(folder, 'policy');
mkdirSync(policy);
writeFileSync(
  join(policy, 'timeout.rego'),
  `package main
import rego.v1
deny contains msg if {
  input.kind == "VirtualRouter"
  some route in input.spec.routes
  not route.httpRoute.timeout
  msg := sprintf("%s has no timeout", [route.name])
}
`,
);

const programs = {
  routeproof: (tree) => [process.execPath, command, '--no-config', '--format', 'oneline', tree],
  ...(process.env.KUBECONFORM && {
    kubeconform: (tree) => [
      process.env.KUBECONFORM,
      '-schema-location',
      process.env.CRD_SCHEMAS ?? 'default',
      '-ignore-missing-schemas',
      tree,
    ],
  }),
  ...(process.env.CONFTEST && {
    conftest: (tree) => [process.env.CONFTEST, 'test', '--policy', policy, '--no-color', tree],
  }),
};

function measure(words) {
  const { stderr, status } = spawnSync('/usr/bin/time', ['-f', 'ROUTEPROOF-TIME %e %M', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [, seconds, kilobytes] = /ROUTEPROOF-TIME ([\d.]+) (\d+)/.exec(stderr) ?? [];
  if (seconds === undefined) throw new Error(`no time for ${words[0]} (exit ${status}): ${stderr.slice(0, 500)}`);
  return { seconds: Number(seconds), megabytes: Number(kilobytes) / 1024, status };
}

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];

try {
  for (const size of sizes.length > 0 ? sizes : [100, 1000, 4000, 10000]) {
    const tree = join(folder, `tree-${size}`);
    writeTree(size, tree);
    for (const [name, words] of Object.entries(programs)) {
      measure(words(tree));
      const runs = Array.from({ length: 5 }, () => measure(words(tree)));
      const seconds = median(runs.map((run) => run.seconds));
      const megabytes = median(runs.map((run) => run.megabytes));
      console.log(
        `${String(size).padStart(6)} documents  ${name.padEnd(12)} ${seconds.toFixed(2).padStart(6)} s  ${megabytes.toFixed(0).padStart(5)} MiB  exit ${runs[0].status}`,
      );
    }
    const { stderr } = spawnSync(process.execPath, [command, '--no-config', '--stats', '--format', 'oneline', tree], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    console.log(stderr.trimEnd().replaceAll(/^/gm, '        '));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
