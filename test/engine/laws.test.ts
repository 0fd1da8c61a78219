import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { lintFiles } from '../support/rule-test.ts';

const seed = 20_261_121;
const router = (name: string, ...routes: readonly string[]) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: ${name}, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
${routes.join('')}`;
const route = (name: string, match: string, priority: number, extra = '') => `    - name: ${name}
      priority: ${priority}${extra}
      httpRoute:
        match: { ${match} }
        action: { weightedTargets: [{ virtualNodeRef: { name: ${name} }, weight: 1, port: 8080 }] }
`;
const all = route('all', 'prefix: /', 1);
const dead = route('dead', 'prefix: /cart', 2);
const service = (name: string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { provider: { virtualRouter: { virtualRouterRef: { name: ${name} } } } }
`;
const base = `${service('cart')}---\n${router('cart', all, dead)}`;

const prints = (findings: readonly Finding[], rule?: string) =>
  findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .map(({ fingerprint, rule: id }) => `${id} ${fingerprint}`)
    .sort();
const printsOf = async (files: Readonly<Record<string, string>>, rule?: string) =>
  prints((await lintFiles(files)).findings, rule);

describe('a fingerprint', () => {
  it.each<[string, Record<string, string>]>([
    ['the file has another name', { 'other/name.yml': base }],
    ['comments and blank lines are added', { 'a.yaml': `# one\n\n${base.replaceAll('spec:', '# two\nspec:')}` }],
    [
      'documents are in another order',
      {
        'a.yaml': base
          .split('---\n')
          .reverse()
          .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
          .join('---\n'),
      },
    ],
    [
      'documents are in files of their own',
      { 'a.yaml': base.split('---\n')[0] ?? '', 'b.yaml': base.split('---\n')[1] ?? '' },
    ],
    ['the line ends are others', { 'a.yaml': base.replaceAll('\n', '\r\n') }],
    [
      'the objects are items of a List',
      {
        'a.yaml': `kind: List\napiVersion: v1\nitems:\n${base
          .split('---\n')
          .map((text) => text.trimEnd().replaceAll(/^/gm, '    ').replace('   ', '  -'))
          .join('\n')}\n`,
      },
    ],
  ])('is the same where %s', async (_, files) => {
    const before = await printsOf({ 'a.yaml': base });
    expect(before.length).toBeGreaterThan(1);
    expect(await printsOf(files)).toEqual(before);
  });

  it('of an unreachable route is the same where an unrelated route is inserted before it', async () => {
    const before = await printsOf({ 'a.yaml': base }, 'unreachable-route');
    const inserted = base.replace(all, route('other', 'prefix: /x, method: POST', 0) + all);
    expect(before).toHaveLength(1);
    expect(await printsOf({ 'a.yaml': inserted }, 'unreachable-route')).toEqual(before);
  });

  it('of an unreachable route is the same whatever the cover, the witness and their wording are', async () => {
    const before = await printsOf({ 'a.yaml': base }, 'unreachable-route');
    const other = base.replace(all, route('everything', 'prefix: /', 1));
    expect(await printsOf({ 'a.yaml': other }, 'unreachable-route')).toEqual(before);
  });

  it('of another route, object or mistake is another', async () => {
    const two = base.replace(dead, dead + route('dead-too', 'prefix: /pay', 3));
    const unreachable = await printsOf({ 'a.yaml': two }, 'unreachable-route');
    expect(new Set(unreachable).size).toBe(2);
    const renamed = await printsOf({ 'a.yaml': base.replaceAll('cart', 'pay') }, 'unreachable-route');
    expect(renamed).toHaveLength(1);
    expect(unreachable).not.toContain(renamed[0]);
  });

  it('of two misspelt fields of one object differs', async () => {
    const text = router('cart', route('all', 'prefix: /', 1, '\n      prio: 1\n      wieght: 1'));
    expect(new Set(await printsOf({ 'a.yaml': text }, 'unknown-field')).size).toBe(2);
  });

  it('of the same misspelt field in two routes of one object differs', async () => {
    const text = router(
      'cart',
      route('one', 'prefix: /a', 1, '\n      prio: 1'),
      route('two', 'prefix: /b', 2, '\n      prio: 1'),
    );
    expect(new Set(await printsOf({ 'a.yaml': text }, 'unknown-field')).size).toBe(2);
  });

  it('of a misspelt field in a route is the same where a route is inserted before it', async () => {
    const broken = route('two', 'prefix: /b', 2, '\n      prio: 1');
    const before = await printsOf({ 'a.yaml': router('cart', broken) }, 'unknown-field');
    const after = await printsOf({ 'a.yaml': router('cart', route('one', 'prefix: /a', 1), broken) }, 'unknown-field');
    expect([before.length, after]).toEqual([1, before]);
  });
});

describe('a run', () => {
  const folder = new URL('../examples/color-app/', import.meta.url);
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
    ),
    'a.yaml': base,
    'b.yaml': router('broken', route('all', 'prefx: /', 1)),
    'c.yaml': 'a: [1\n---\na: 1\na: 2\n',
  };
  const told = (findings: readonly Finding[]) =>
    findings.map(({ at, rule, what, fingerprint }) => [at.span, rule, what, fingerprint]);

  it('says the same whatever the order of its files', async () => {
    const { findings } = await lintFiles(files);
    expect(findings.length).toBeGreaterThan(3);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(Object.keys(files), { minLength: Object.keys(files).length }),
        async (names) => {
          const shuffled = await lintFiles(Object.fromEntries(names.map((name) => [name, files[name] ?? ''])));
          expect(told(shuffled.findings)).toEqual(told(findings));
        },
      ),
      { seed, numRuns: 20 },
    );
  });

  it('says the same twice', async () => {
    const [one, two] = [await lintFiles(files), await lintFiles(files)];
    expect(two.findings).toEqual(one.findings);
    expect(two.summary).toEqual(one.summary);
  });

  it('says no sentence twice of one place', async () => {
    const lines = told((await lintFiles(files)).findings).map((line) => JSON.stringify(line));
    expect(new Set(lines).size).toBe(lines.length);
  });
});
