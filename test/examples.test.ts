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
  ['conflicting-priority', 'color.yaml:60', 1],
  ['credential-in-route', 'color.yaml:32', 1],
  ['dangling-reference', 'color.yaml:36', 1],
  ['duplicate-match', 'color.yaml:92', 1],
  ['duplicate-resource', 'front.yaml:16', 1],
  ['impossible-match', 'color.yaml:28', 1],
  ['invalid-config', 'routeproof.yaml:4', 2],
  ['invalid-field', 'color.yaml:40', 1],
  ['invalid-yaml', 'color.yaml:65', 1],
  ['missing-mtls', 'front.yaml:96', 1],
  ['missing-retry', 'color.yaml:56', 1],
  ['missing-timeout', 'front.yaml:24', 1],
  ['open-egress', 'mesh.yaml:11', 0],
  ['outside-mesh', 'mesh.yaml:8', 1],
  ['plaintext-gateway', 'gateway.yaml:15', 1],
  ['tls-mismatch', 'color.yaml:100', 1],
  ['unattached-route', 'gateway-route.yaml:5', 1],
  ['unknown-field', 'color.yaml:48', 1],
  ['unknown-suppression', 'color.yaml:56', 1],
  ['unreachable-route', 'color.yaml:28', 1],
  ['unsupported-kind', 'gateway-route.json:4', 1],
  ['unused-suppression', 'color.yaml:19', 1],
  ['wrong-weight-sum', 'color.yaml:62', 1],
];

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
  it('has a world for every rule of strict but internal-error, which no file may trip', () => {
    const ids = rules
      .filter(({ id, severity, strict }) => id !== 'internal-error' && (severity !== 'info' || strict === true))
      .map(({ id }) => id);
    expect(readdirSync(broken).sort()).toEqual(ids);
    expect(defects.map(([rule]) => rule)).toEqual(ids);
  });

  it.each(defects)('%s: one finding, at %s', async (rule, place, exitCode) => {
    const { code, report } = await strict(broken + rule);
    expect(report.findings.map((found) => `${found.path}:${found.line} ${found.rule}`)).toEqual([`${place} ${rule}`]);
    expect(code).toBe(exitCode);
  });

  it.each(defects.filter(([rule]) => rule !== 'ambiguous-overlap'))('%s: nothing undecided', async (rule) => {
    const { report } = await strict(broken + rule);
    expect(report.summary.undecided).toEqual([]);
  });

  it('ambiguous-overlap: whether a request reaches the covered route is undecided, because nothing orders the two', async () => {
    const { report } = await strict(`${broken}ambiguous-overlap`);
    expect(report.summary.undecided).toHaveLength(1);
  });
});
