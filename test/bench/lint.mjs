// Whole-command time and peak memory: node test/bench/lint.mjs [DOCUMENTS...]
// For each size: routeproof on a generated tree, five runs after a warm-up, the medians of elapsed and of processor time
// (user and system); the programs take turns, so that what else runs on the machine meets all of them.
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
  const { stderr, status } = spawnSync('/usr/bin/time', ['-f', 'ROUTEPROOF-TIME %e %U %S %M', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [, seconds, user, system, kilobytes] = /ROUTEPROOF-TIME ([\d.]+) ([\d.]+) ([\d.]+) (\d+)/.exec(stderr) ?? [];
  if (seconds === undefined) throw new Error(`no time for ${words[0]} (exit ${status}): ${stderr.slice(0, 500)}`);
  return {
    seconds: Number(seconds),
    processor: Number(user) + Number(system),
    megabytes: Number(kilobytes) / 1024,
    status,
  };
}

const median = (values) => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];

try {
  for (const size of sizes.length > 0 ? sizes : [100, 1000, 4000, 10000]) {
    const tree = join(folder, `tree-${size}`);
    writeTree(size, tree);
    for (const words of Object.values(programs)) measure(words(tree));
    const rounds = Array.from({ length: 5 }, () => Object.values(programs).map((words) => measure(words(tree))));
    for (const [position, name] of Object.keys(programs).entries()) {
      const runs = rounds.map((round) => round[position]);
      const seconds = median(runs.map((run) => run.seconds));
      const processor = median(runs.map((run) => run.processor));
      const megabytes = median(runs.map((run) => run.megabytes));
      console.log(
        `${String(size).padStart(6)} documents  ${name.padEnd(12)} ${seconds.toFixed(2).padStart(6)} s  ${processor.toFixed(2).padStart(6)} s of processor  ${megabytes.toFixed(0).padStart(5)} MiB  exit ${runs[0].status}`,
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
