import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('support/mutate-rules.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'routeproof-listed-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mutate(...words: readonly string[]) {
  const { status, stdout } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

function listing(content: unknown): string {
  const file = join(folder, 'listed.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the mutation run', () => {
  it('catches each weakened condition of small rules, but for those that are listed', () => {
    const { status, lines } = mutate('implicit-rewrite', 'invalid-yaml', 'missing-proxy');
    expect(lines).toEqual([
      expect.stringMatching(/^(\d+) mutants, [1-9]\d* caught, 2 equivalent \(listed\), 0 survived$/),
    ]);
    expect(status).toBe(0);
  }, 60_000);

  it('fails for a mutant that survives and is not listed, and for an entry that no mutant meets', () => {
    const stale = { source: 'action.kind', to: ['true'], why: 'none' };
    const { status, lines } = mutate('--listed', listing({ 'implicit-rewrite': [stale] }), 'implicit-rewrite');
    expect(lines).toEqual([
      expect.stringMatching(/^rules\/implicit-rewrite\.ts:\d+: `action\.kind .*` → only its right side$/),
      'listed, and no such mutant survives: implicit-rewrite: `action.kind` → true',
      expect.stringMatching(/ 0 equivalent \(listed\), 1 survived$/),
    ]);
    expect(status).toBe(1);
  }, 60_000);
});
