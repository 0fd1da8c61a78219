import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { githubMatcher, vscodeMatcher } from '../src/report/problem-matcher.ts';
import { command } from './support/command.ts';

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
const inputs = readdirSync(folder).filter((name) => /\.(ya?ml|json)$/.test(name));

const expressions = (sources: readonly string[]) => sources.map((source) => new RegExp(source));
const github = expressions(
  githubMatcher().problemMatcher.flatMap(({ pattern }) => pattern.map(({ regexp }) => regexp)),
);
const vscode = expressions([vscodeMatcher().pattern.regexp]);

describe('golden files: each input prints its .out', () => {
  it.each(inputs)('%s', async (name) => {
    const { stdout } = await command(['--no-config', '--preset', 'all', '--format', 'oneline', name], { cwd: folder });
    await expect(stdout).toMatchFileSnapshot(`./golden/${name}.out`);
    for (const line of stdout.split('\n').filter((each) => each !== '')) {
      for (const matchers of [github, vscode])
        expect(
          matchers.some((matcher) => matcher.test(line)),
          line,
        ).toBe(true);
    }
  });
});
