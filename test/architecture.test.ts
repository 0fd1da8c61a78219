import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every source file by its path from the root. */
const files = ['src', 'rules', 'webhook'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
);
const text = (file: string) => readFileSync(join(root, file), 'utf8');

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Modules by package name, files by path from the root. */
const imports: readonly Import[] = files.flatMap((from) =>
  ts.preProcessFile(text(from), true, true).importedFiles.map(({ fileName }) => ({
    from,
    to: fileName.startsWith('.') ? relative(root, join(root, dirname(from), fileName)).replaceAll('\\', '/') : fileName,
  })),
);

/** A folder may import only folders listed above it. */
const law = [
  'base',
  'algebra',
  'document',
  'resource',
  'model',
  'finding',
  'mesh',
  'question',
  'rule',
  'config',
  'engine',
  'source',
  'store',
  'report',
  'page',
  'answer',
  'policy',
  'lsp',
  'cli',
]; // prettier-ignore

const folder = (file: string) => (file.startsWith('src/') ? (file.split('/')[1] ?? '') : (file.split('/')[0] ?? ''));
const compositionRoots = new Set(['src/index.ts', 'src/cli/main.ts', 'src/lsp/main.ts', 'webhook/main.ts']);
const inProject = ({ to }: Import) => to.startsWith('src/') || to.startsWith('rules/') || to.startsWith('webhook/');
const shown = (broken: readonly Import[]) => broken.map(({ from, to }) => `${from} imports ${to}`);

/** Each row: a sentence, and the imports that would break it. */
const sentences: Readonly<Record<string, (imported: Import) => boolean>> = {
  'a folder imports only folders listed above it': (imported) =>
    imported.from.startsWith('src/') &&
    !compositionRoots.has(imported.from) &&
    imported.to.startsWith('src/') &&
    law.indexOf(folder(imported.to)) > law.indexOf(folder(imported.from)),
  'only composition roots know the rules': ({ from, to }) =>
    to.startsWith('rules/') && !from.startsWith('rules/') && !compositionRoots.has(from),
  'a rule has one door': ({ from, to }) =>
    from.startsWith('rules/') && from !== 'rules/index.ts' && to !== 'src/rule/kit.ts',
  'the list of rules knows rules and the door': ({ from, to }) =>
    from === 'rules/index.ts' && !to.startsWith('rules/') && to !== 'src/rule/kit.ts',
  'a reporter sees a run, not rules': (imported) =>
    folder(imported.from) === 'report' &&
    inProject(imported) &&
    !['base', 'finding', 'report'].includes(folder(imported.to)) &&
    !['src/algebra/request.ts', 'src/document/source-text.ts', 'src/resource/resource.ts'].includes(imported.to),
  'meshes do not know each other': ({ from, to }) =>
    /^src\/mesh\/\w+\//.test(from) && /^src\/mesh\/[\w-]+\//.test(to) && dirname(from) !== dirname(to),
  'only source/ and the command read files': ({ from, to }) =>
    /^node:(fs|child_process)/.test(to) && !['source', 'cli'].includes(folder(from)),
  'only store/ and the webhook talk to others': ({ from, to }) =>
    /^node:(net|tls|http)/.test(to) && !['store', 'webhook'].includes(folder(from)),
  'only store/api.ts knows the Kubernetes client': ({ from, to }) =>
    to.startsWith('@kubernetes/') && from !== 'src/store/api.ts',
  'only document/ knows a YAML library': ({ from, to }) => /^(yaml|js-yaml)$/.test(to) && folder(from) !== 'document',
  'the lint path loads no server': ({ from, to }) =>
    /^(fastify|prom-client|vscode-languageserver)/.test(to) && from.startsWith('src/'),
};

describe('imports', () => {
  it.each(Object.entries(sentences))('%s', (_, breaks) => {
    expect(shown(imports.filter(breaks))).toEqual([]);
  });

  it('go in circles nowhere between files of different folders', () => {
    const folders = new Map<string, Set<string>>();
    for (const { from, to } of imports.filter(inProject)) {
      if (compositionRoots.has(from) || folder(from) === folder(to)) continue;
      folders.set(folder(from), (folders.get(folder(from)) ?? new Set()).add(folder(to)));
    }
    const both = [...folders].flatMap(([from, targets]) =>
      [...targets].filter((to) => folders.get(to)?.has(from)).map((to) => `${from} and ${to}`),
    );
    expect(both).toEqual([]);
  });
});

/** Words of one dialect; manifests in examples and sources of facts may hold them. */
const dialect = /app ?mesh|virtual(node|router|service|gateway)|gatewayroute|ingress|istio|linkerd|aws/i;

describe('words', () => {
  const code = (file: string) =>
    text(file)
      .replaceAll(/yaml`[^`]*`/g, '')
      .replaceAll(/'https:[^']*'/g, '')
      .replaceAll(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');

  it('no dialect is named in the model, the engine, the questions or the code of rules', () => {
    const neutral = files.filter((file) => /^(src\/(model|engine|question|rule)|rules)\//.test(file));
    expect(neutral.length).toBeGreaterThan(20);
    expect(neutral.filter((file) => dialect.test(code(file)))).toEqual([]);
  });

  it('only main files touch the process, nobody the console', () => {
    const elsewhere = files.filter((file) => !file.endsWith('/main.ts'));
    expect(elsewhere.filter((file) => /\bprocess\.|\bconsole\./.test(code(file)))).toEqual([]);
  });
});

describe('files', () => {
  it('hold at most 300 lines', () => {
    expect(files.filter((file) => text(file).split('\n').length > 301)).toEqual([]);
  });

  it('are small in the median', () => {
    const sizes = files.map((file) => text(file).split('\n').length).sort((left, right) => left - right);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(100);
  });
});

it('has nothing at the top but what belongs there', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n');
  const top = new Set(tracked.filter(Boolean).map((path) => path.split('/')[0] ?? ''));
  expect([...top].filter((name) => !name.startsWith('.')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'charts',
    'package-lock.json',
    'package.json',
    'rules',
    'src',
    'test',
    'tsconfig.json',
    'webhook',
  ]);
});
