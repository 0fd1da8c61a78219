import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from './support/command.ts';

const corpus = fileURLToPath(new URL('../../shared/corpus/', import.meta.url));
const examples = `${corpus}appmesh/aws-app-mesh-examples`;

/** Folders of one sample that are alternatives, each a world of its own. */
const alternatives = /^(v1beta1|v1beta2|cloud|dns)$/;

/** The folders that hold one whole sample. */
function samples(folder: string): readonly string[] {
  const inner = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const several = inner.filter(({ name }) => alternatives.test(name));
  return several.length > 0 ? several.flatMap(({ name }) => samples(`${folder}/${name}`)) : [folder];
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe.skipIf(!existsSync(corpus))('the manifests of others (needs ../shared/corpus)', () => {
  const folders = existsSync(examples)
    ? ['blogs', 'walkthroughs'].flatMap((part) =>
        readdirSync(`${examples}/${part}`).flatMap((name) => samples(`${examples}/${part}/${name}`)),
      )
    : [];

  it('finds exactly the reviewed errors in the App Mesh samples, each sample one world', async () => {
    const reviewed: string[] = [];
    for (const cwd of folders) {
      const { stdout, code } = await command(['--no-config', '--format', 'oneline', '--quiet'], { cwd });
      expect([0, 1], cwd).toContain(code);
      reviewed.push(...lines(stdout).map((line) => `${cwd.slice(examples.length + 1)}/${line}`));
    }
    expect(folders.length).toBeGreaterThan(25);
    await expect(`${reviewed.join('\n')}\n`).toMatchFileSnapshot('./golden/corpus/appmesh-samples.errors');
  });

  it('warns of each deciding object of the App Mesh samples once', async () => {
    const counted: string[] = [];
    let total = 0;
    for (const cwd of folders) {
      const { stdout } = await command(['--no-config', '--format', 'json'], {
        cwd,
      });
      const { findings } = JSON.parse(stdout) as {
        findings: { rule: string; severity: string }[];
      };
      const counts = new Map<string, number>();
      for (const { rule, severity } of findings) {
        if (severity === 'warning') counts.set(rule, (counts.get(rule) ?? 0) + 1);
      }
      for (const count of counts.values()) total += count;
      const shown = [...counts].sort().map(([rule, count]) => `${rule} ${count}`);
      counted.push(`${cwd.slice(examples.length + 1)}: ${shown.join(', ')}`);
    }
    await expect(`${counted.join('\n')}\n`).toMatchFileSnapshot('./golden/corpus/appmesh-samples.warnings');
    expect(total / folders.length).toBeLessThanOrEqual(3);
  });

  it.each(['color-app.yaml', 'simple-route.yaml'])(
    'names each mistake of the tutorial %s at its line',
    async (name) => {
      const { stdout } = await command(['--no-config', '--format', 'json', name], { cwd: `${corpus}articles` });
      const { findings } = JSON.parse(stdout) as {
        findings: { rule: string; line: number; message: string; fix: string }[];
      };
      const told = findings.map(({ rule, line, message, fix }) => `${line} ${rule}: ${message}; ${fix}\n`).join('');
      await expect(told).toMatchFileSnapshot(`./golden/corpus/${name}.out`);
    },
  );
});
