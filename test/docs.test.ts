import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { helpPage } from '../src/cli/help.ts';
import { lintHelp } from '../src/cli/lint-options.ts';
import { catalogue } from '../src/cli/rule-page.ts';
import { configSchema } from '../src/config/schema.ts';
import { jsonSchema } from '../src/report/json-schema.ts';
import { githubMatcher, vscodeMatcher } from '../src/report/problem-matcher.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What stands in the README between `<!-- name -->` and the next fence's end. */
function block(name: string): string {
  const found = new RegExp(`<!-- ${name} -->\\n\`\`\`\\w*\\n([^]*?)\`\`\``).exec(readme);
  if (found === null) throw new Error(`README.md has no block ${name}`);
  return found[1] ?? '';
}

describe('generated files equal what the code prints (npm run generate)', () => {
  it('rules/README.md', async () => {
    await expect(await catalogue(rules)).toMatchFileSnapshot('../rules/README.md');
  });

  it('the JSON Schema of routeproof.yaml', async () => {
    await expect(json(configSchema(rules))).toMatchFileSnapshot('../.schema/config-v1.json');
  });

  it('the JSON Schema of --format json', async () => {
    await expect(json(jsonSchema)).toMatchFileSnapshot('../.schema/report-v1.json');
  });

  it('the problem matcher of GitHub', async () => {
    await expect(json(githubMatcher())).toMatchFileSnapshot('../.github/routeproof-problem-matcher.json');
  });
});

describe('the README', () => {
  it('shows the help as it is', () => {
    expect(block('help')).toBe(helpPage(lintHelp));
  });

  it('shows the problem matcher of VS Code as it is', () => {
    expect(block('vscode')).toBe(json(vscodeMatcher()));
  });

  it('shows what the main job prints', () => {
    const shown = block('main job');
    const [command = '', ...output] = shown.trimEnd().split('\n');
    expect(command).toBe('$ npm ci && npx routeproof test/examples/color-app');
    expect(output.join('\n')).toBe(run('test/examples/color-app'));
  });

  it('shows what a broken route looks like', () => {
    const shown = block('finding');
    const [command = '', ...output] = shown.trimEnd().split('\n');
    const [, , ...words] = command.split(' ');
    expect(command).toMatch(/^\$ routeproof --format text /);
    expect(output.join('\n')).toBe(run(...words));
  });

  it('names every rule group and links the catalogue', () => {
    expect(readme).toContain('rules/README.md');
  });
});

/** Both streams of the built command, as a terminal shows them one after the other. */
function run(...words: string[]): string {
  try {
    return execFileSync('sh', ['-c', 'exec node dist/routeproof.js "$@" 2>&1', 'sh', ...words], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' },
    }).trimEnd();
  } catch (error) {
    return String((error as { stdout?: string }).stdout).trimEnd();
  }
}
