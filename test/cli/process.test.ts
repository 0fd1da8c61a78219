import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundled } from './bundle.ts';
import { folder, misspelt } from './folder.ts';

const bundle = bundled();

const at = folder();

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundle; `closing` ends its standard output before it writes, a number takes its place. */
function spawned(words: readonly string[], stdout: 'read' | 'closing' | number = 'read'): Promise<Ended> {
  const child = spawn(process.execPath, [bundle.command, ...words], {
    cwd: at.path,
    stdio: ['ignore', typeof stdout === 'number' ? stdout : 'pipe', 'pipe'],
  });
  const told = { stdout: '', stderr: '' };
  if (stdout === 'closing') child.stdout?.destroy();
  else child.stdout?.on('data', (chunk) => (told.stdout += chunk));
  child.stderr?.on('data', (chunk) => (told.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...told }));
  });
}

/** A report of more than a pipe holds. */
const many = () =>
  at.put('a.yaml', Array.from({ length: 3000 }, (_, i) => misspelt.replace('cart', `cart-${i}`)).join('---\n'));

/** The packages whose code the command loads before it knows what it is to do. */
function packagesAtStart(): ReadonlySet<string> {
  const { outputs } = bundle;
  const open = Object.keys(outputs).filter((path) => path.endsWith('/routeproof.mjs'));
  const seen = new Set(open);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind !== 'import-statement' || seen.has(next) || outputs[next] === undefined) continue;
      seen.add(next);
      open.push(next);
    }
  }
  const inputs = [...seen].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  return new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
}

describe('the bundle', () => {
  it('loads no server and no cluster client to lint', () => {
    const packages = packagesAtStart();
    expect(packages).toContain('minimatch');
    for (const name of packages) expect(name).not.toMatch(/fastify|pino|@kubernetes|node-fetch|prom-client|openid/);
    const later = Object.values(bundle.outputs).flatMap(({ inputs }) => Object.keys(inputs));
    expect(later.some((path) => path.includes('node_modules/@kubernetes/client-node/'))).toBe(true);
  });

  it('reads a config', async () => {
    at.put('a.yaml', misspelt);
    at.put('routeproof.yaml', 'rules: { unknown-field: warning }\n');
    const { code, stdout } = await spawned([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^a\.yaml:7:3: warning: .* \[unknown-field\]\n$/);
  });

  it('writes a report that is larger than a pipe whole', async () => {
    many();
    const { code, stdout } = await spawned([]);
    expect([code, stdout.split('\n').length]).toEqual([1, 3001]);
  });

  it('goes on quietly where the reader of standard output went away', async () => {
    many();
    const { code, stderr } = await spawned(['--format', 'oneline', '--format', 'json=report.json'], 'closing');
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/EPIPE|\bat /);
    expect(stderr).toContain('3000 errors\n');
    expect(JSON.parse(readFileSync(join(at.path, 'report.json'), 'utf8')).findings).toHaveLength(3000);
  });

  it('a report in a folder that does not exist is told and exits with 70; the others are written', async () => {
    at.put('a.yaml', misspelt);
    const { code, stdout, stderr } = await spawned(['--format', 'json=gone/report.json', '--format', 'oneline']);
    expect(code).toBe(70);
    expect(stdout).toMatch(/^a\.yaml:7:3: error: /);
    expect(stderr).toContain('routeproof: cannot write gone/report.json: there is no such file or folder\n');
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'a full disk behind standard output exits with 70 (needs /dev/full)',
    async () => {
      at.put('a.yaml', misspelt);
      const { code, stderr } = await spawned([], openSync('/dev/full', 'w'));
      expect(code).toBe(70);
      expect(stderr).toContain('routeproof: cannot write to standard output: ');
      expect(stderr).not.toMatch(/\n {4}at /);
    },
  );
});
