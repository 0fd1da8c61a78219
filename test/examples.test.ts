import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { command } from './support/command.ts';

const examples = fileURLToPath(new URL('./examples/', import.meta.url));
const broken = `${examples}color-app-broken/`;

/** Each world of color-app-broken: the one finding that its defect causes, and how the command ends. */
const defects: readonly (readonly [rule: string, place: string, exitCode: number])[] = [
  ['ambiguous-overlap', 'color.yaml:58', 1],
  ['ambiguous-port', 'color.yaml:33', 1],
  ['blocked-hop', 'policy.yaml:5', 1],
  ['conflicting-priority', 'color.yaml:60', 1],
  ['credential-in-route', 'color.yaml:32', 1],
  ['cross-mesh-reference', 'shop.yaml:11', 1],
  ['dangling-reference', 'color.yaml:36', 1],
  ['duplicate-match', 'color.yaml:92', 1],
  ['duplicate-name', 'color.yaml:157', 1],
  ['duplicate-resource', 'front.yaml:16', 1],
  ['implicit-rewrite', 'gateway-routes.yaml:11', 0],
  ['impossible-match', 'color.yaml:28', 1],
  ['invalid-config', 'routeproof.yaml:4', 2],
  ['invalid-field', 'color.yaml:40', 1],
  ['invalid-regex', 'color.yaml:29', 1],
  ['invalid-yaml', 'color.yaml:65', 1],
  ['listener-conflict', 'color.yaml:24', 1],
  ['missing-access-log', 'front.yaml:56', 0],
  ['missing-connection-pool', 'front.yaml:63', 0],
  ['missing-health-check', 'front.yaml:63', 0],
  ['missing-mtls', 'front.yaml:96', 1],
  ['missing-outlier-detection', 'front.yaml:82', 0],
  ['missing-proxy', 'mesh.yaml:18', 1],
  ['missing-retry', 'color.yaml:56', 1],
  ['missing-timeout', 'front.yaml:24', 1],
  ['open-egress', 'mesh.yaml:11', 0],
  ['outside-mesh', 'mesh.yaml:8', 1],
  ['overlapping-match', 'color.yaml:60', 0],
  ['overlapping-selectors', 'front.yaml:124', 1],
  ['plaintext-gateway', 'gateway.yaml:15', 1],
  ['port-mismatch', 'color.yaml:162', 1],
  ['prefix-without-boundary', 'gateway-routes.yaml:11', 0],
  ['protocol-mismatch', 'color.yaml:66', 1],
  ['reserved-name', 'gateway-routes.yaml:11', 1],
  ['retry-amplification', 'color.yaml:46', 1],
  ['retry-outlives-timeout', 'color.yaml:46', 1],
  ['rewrite-skips-route', 'color.yaml:28', 1],
  ['rewritten-to-nowhere', 'gateway-routes.yaml:11', 1],
  ['selector-matches-nothing', 'front.yaml:60', 1],
  ['split-to-same-backend', 'color.yaml:67', 1],
  ['surprising-scalar', 'color.yaml:25', 1],
  ['timeout-ineffective', 'front.yaml:36', 1],
  ['tls-mismatch', 'color.yaml:100', 1],
  ['unattached-route', 'gateway-route.yaml:5', 1],
  ['uncovered-requests', 'color.yaml:20', 0],
  ['unexposed-gateway', 'gateway.yaml:15', 1],
  ['unknown-field', 'color.yaml:48', 1],
  ['unknown-suppression', 'color.yaml:56', 1],
  ['unreachable-route', 'color.yaml:28', 1],
  ['unresolvable-name', 'color.yaml:5', 1],
  ['unsafe-retry', 'color.yaml:46', 1],
  ['unsupported-kind', 'gateway-route.json:4', 1],
  ['unused-suppression', 'color.yaml:19', 1],
  ['weights-off-100', 'color.yaml:62', 1],
  ['wrong-weight-sum', 'color.yaml:62', 1],
];

/** Defects that leave a question open: which of two routes is tried first, which listener or expression is meant. */
const open = new Set(['ambiguous-overlap', 'ambiguous-port', 'invalid-regex']);

interface Report {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly line: number }[];
  readonly summary: { readonly undecided: readonly unknown[] };
}

async function strict(folder: string) {
  const { code, stdout, stderr } = await command(['--preset', 'strict', '--format', 'json'], { cwd: folder });
  const report: Report = JSON.parse(stdout);
  return { code, report, stderr };
}

describe('color-app', () => {
  it('has no finding, even with --preset strict', async () => {
    const { code, report } = await strict(`${examples}color-app`);
    expect(report.findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('has only routes that are proved reachable', async () => {
    const { report, stderr } = await strict(`${examples}color-app`);
    expect(stderr).toContain('proved 5 routes reachable in 3 tables, 0 undecided');
    expect(report.summary.undecided).toEqual([]);
  });
});

describe('color-app-broken', () => {
  it('has a world for every rule of `strict` but those that no file alone can trip', () => {
    const told = rules.filter(({ severity, strict }) => severity !== 'info' || strict === true);
    const ids = told.filter(({ id, on }) => id !== 'internal-error' && on !== 'change').map(({ id }) => id);
    expect(readdirSync(broken).sort()).toEqual(ids);
    expect(defects.map(([rule]) => rule)).toEqual(ids);
  });

  it.each(defects)('%s: one finding, at %s', async (rule, place, exitCode) => {
    const { code, report } = await strict(broken + rule);
    expect(report.findings.map((found) => `${found.path}:${found.line} ${found.rule}`)).toEqual([`${place} ${rule}`]);
    expect(code).toBe(exitCode);
  });

  it.each(defects.filter(([rule]) => !open.has(rule)))('%s: nothing undecided', async (rule) => {
    const { report } = await strict(broken + rule);
    expect(report.summary.undecided).toEqual([]);
  });

  it('ambiguous-overlap: whether a request reaches the covered route is undecided, because nothing orders the two', async () => {
    const { report } = await strict(`${broken}ambiguous-overlap`);
    expect(report.summary.undecided).toHaveLength(1);
  });
});
