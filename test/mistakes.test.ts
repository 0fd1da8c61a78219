import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { command } from './support/command.ts';

const folder = fileURLToPath(new URL('./golden/mistakes/', import.meta.url));

interface Told {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly fix: string;
}

it.each(['all', 'late'])(
  '%s: names each mistake that tutorials and the AWS CLI spread at its place, with what to write instead',
  async (name) => {
    const { stdout } = await command(['--no-config', '--only', 'schema', '--format', 'json', `${name}.yaml`], {
      cwd: folder,
    });
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly Told[] };
    const lines = findings.map(
      ({ line, column, severity, rule, message, fix }) => `${line}:${column} ${severity} ${rule}: ${message}; ${fix}`,
    );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./golden/mistakes/${name}.out`);
  },
);
