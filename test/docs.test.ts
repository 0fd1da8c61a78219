import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { diffSchema } from '../src/answer/diff-schema.ts';
import { traceSchema } from '../src/answer/trace-schema.ts';
import { helpPage } from '../src/cli/help.ts';
import { lintHelp } from '../src/cli/lint-options.ts';
import { catalogue } from '../src/cli/rule-page.ts';
import { loadConfig } from '../src/config/load.ts';
import { configSchema } from '../src/config/schema.ts';
import { SourceText } from '../src/document/source-text.ts';
import { jsonSchema } from '../src/report/json-schema.ts';
import { githubMatcher, vscodeMatcher } from '../src/report/problem-matcher.ts';
import { Metrics } from '../webhook/metrics.ts';
import { help as webhookHelp } from '../webhook/options.ts';
import { chartKinds } from './support/chart-kinds.ts';
import { schemaErrors } from './support/schema-errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}README.md`, 'utf8');
const broken = 'test/examples/color-app-broken/unreachable-route';
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The README with the fence behind `<!-- name -->` filled in for each name. */
function filled(blocks: Readonly<Record<string, string>>): string {
  return Object.entries(blocks).reduce((text, [name, content]) => {
    const fence = new RegExp(`(<!-- ${name} -->\\n\`\`\`\\w*\\n)[^]*?(\`\`\`)`);
    if (!fence.test(text)) throw new Error(`README.md has no block ${name}`);
    return text.replace(fence, (_, start: string, end: string) => `${start}${content.trimEnd()}\n${end}`);
  }, readme);
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

  it('the kinds of the chart', async () => {
    await expect(chartKinds()).toMatchFileSnapshot('../charts/routeproof/kinds.yaml');
  });

  it('the JSON Schema of trace --format json', async () => {
    await expect(json(traceSchema)).toMatchFileSnapshot('../.schema/trace-v1.json');
  });

  it('the JSON Schema of diff --format json', async () => {
    await expect(json(diffSchema)).toMatchFileSnapshot('../.schema/diff-v1.json');
  });

  it.each([['trace'], ['diff'], ['lint']])('the schema of %s takes no other JSON', (word) => {
    expect(schemaErrors([word, '--format', 'json'], '{ "version": 1, "hops": [] }')).toHaveLength(1);
  });

  it('the problem matcher of GitHub', async () => {
    await expect(json(githubMatcher())).toMatchFileSnapshot('../.github/routeproof-problem-matcher.json');
  });
});

describe('the README', () => {
  it('shows the help, the problem matcher and real output as they are', async () => {
    const readmeNow = filled({
      'main job': `$ npm ci && npx routeproof test/examples/color-app\n${run('test/examples/color-app')}`,
      finding: `$ npx routeproof --format text ${broken}\n${run('--format', 'text', broken)}`,
      help: helpPage(lintHelp),
      'webhook help': helpPage(webhookHelp),
      metrics: await metricsTable(),
      diff: `$ npx routeproof diff test/examples/migration/app-mesh test/examples/migration/ingress\n${run('diff', 'test/examples/migration/app-mesh', 'test/examples/migration/ingress')}`,
      trace: `$ npx routeproof trace 'GET https://shop.example.com/color/red' test/examples/color-app\n${run('trace', 'GET https://shop.example.com/color/red', 'test/examples/color-app')}`,
      vscode: json(vscodeMatcher()),
    });
    await expect(readmeNow).toMatchFileSnapshot('../README.md');
  });

  it('shows a config of the webhook that is one', async () => {
    const [, text = ''] = /```yaml\n(webhook:[\s\S]*?)```/.exec(readme) ?? [];
    const { faults, config } = await loadConfig(new SourceText('routeproof.yaml', text), rules);
    expect(faults).toEqual([]);
    expect(config.webhook).toMatchObject({ mode: 'enforce', disclose: 'name', overrides: [{}, {}] });
  });

  it('links the catalogue and the schemas', () => {
    const schemas = ['config', 'report', 'trace', 'diff'].map((name) => `.schema/${name}-v1.json`);
    for (const link of ['rules/README.md', ...schemas]) {
      expect(readme).toContain(`](${link})`);
    }
  });
});

/** Each metric of the webhook and what it counts. */
async function metricsTable(): Promise<string> {
  const text = await new Metrics().text();
  const helps = [...text.matchAll(/^# HELP (\S+) (.*)$/gm)];
  const width = Math.max(...helps.map(([, name = '']) => name.length));
  return helps.map(([, name = '', help]) => `${name.padEnd(width)}  ${help}`).join('\n');
}

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
