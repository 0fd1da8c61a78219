import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from './support/command.ts';

const folder = fileURLToPath(new URL('./golden/threads/', import.meta.url));

/**
 * What the authors of threads about App Mesh needed to hear, by the rules that say it. Threads 8, 9 and 14 of the list are
 * about the state of a cluster over time, which no file shows.
 */
const heard: Readonly<Record<string, readonly string[]>> = {
  '01-inverted-priority': ['unreachable-route'],
  '02-no-priority': ['ambiguous-overlap'],
  '03-gateway-rewrites-the-prefix': ['implicit-rewrite', 'rewrite-skips-route'],
  '04-prefix-without-boundary': ['prefix-without-boundary'],
  '05-a-host-changes-the-others': ['uncovered-requests'],
  '06-no-gateway-takes-it': ['unattached-route'],
  '07-two-gateways-take-it': ['unattached-route'],
  '10-a-port-is-required': ['ambiguous-port'],
  '11-a-changed-protocol': ['protocol-mismatch'],
  '12-fifteen-seconds': ['timeout-ineffective'],
  '13-weights-and-ports': ['port-mismatch', 'wrong-weight-sum'],
  '15-a-strict-listener-and-its-callers': ['missing-mtls', 'tls-mismatch'],
};

describe('threads', () => {
  it('are all told', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    expect(files.sort()).toEqual(Object.keys(heard).map((name) => `${name}.yaml`));
  });

  it.each(Object.entries(heard))('%s', async (name, rules) => {
    const only = rules.flatMap((rule) => ['--only', rule]);
    const words = ['--no-config', '--preset', 'all', ...only, `${name}.yaml`];
    const { stdout } = await command([...words, '--format', 'text'], { cwd: folder });
    await expect(stdout).toMatchFileSnapshot(`./golden/threads/${name}.out`);
    const told = await command([...words, '--format', 'json'], { cwd: folder });
    const { findings } = JSON.parse(told.stdout) as { readonly findings: readonly { readonly rule: string }[] };
    expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(rules);
  });
});
