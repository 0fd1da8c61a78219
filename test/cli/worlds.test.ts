import { describe, expect, it } from 'vitest';
import { clean, folder, told } from './folder.ts';

const at = folder();

const service = (router: string, namespace = 'shop') => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: cart, namespace: ${namespace} }
spec:
  provider: { virtualRouter: { virtualRouterRef: { name: ${router} } } }
`;
const dangling = ['--only', 'dangling-reference,duplicate-resource'];
const level = async (...words: string[]) =>
  / (error|warning): .*\[dangling-reference\]/.exec((await at.run([...dangling, ...words])).stdout)?.[1];

describe('kustomizations', () => {
  it('that no other one uses are worlds: what two of them define is no duplicate', async () => {
    for (const stage of ['dev', 'prod']) {
      at.put(`${stage}/kustomization.yaml`, 'resources: [../base, router.yaml]\n');
      at.put(`${stage}/router.yaml`, clean.replace('8080', stage === 'dev' ? '8081' : '8080'));
    }
    at.put('base/kustomization.yaml', 'resources: [service.yaml]\n');
    at.put('base/service.yaml', service('cart-router'));
    const outcome = await at.run(dangling);
    expect(told(outcome)).toEqual(['base/service.yaml:5 dangling-reference']);
    expect(outcome.stderr).toContain('the files are 2 worlds: `dev`');
    expect(outcome.stderr).toContain('checked 3 resources in 6 files\n');
  });

  it('one world that lacks what the other holds: the reference dangles there', async () => {
    at.put('dev/kustomization.yaml', 'resources: [a.yaml]\n');
    at.put('dev/a.yaml', `${service('cart')}---\n${clean}`);
    at.put('prod/kustomization.yaml', 'resources: [a.yaml]\n');
    at.put('prod/a.yaml', service('cart'));
    expect(told(await at.run(dangling))).toEqual(['prod/a.yaml:5 dangling-reference']);
  });

  it('give their objects a namespace, the outermost one, and a Namespace that name', async () => {
    at.put('base/kustomization.yaml', 'namespace: inner\nresources: [a.yaml]\n');
    at.put(
      'base/a.yaml',
      `${service('cart').replace(', namespace: shop', '')}---\n${clean}---\n${service('gone', 'edge')}`,
    );
    at.put('prod/kustomization.yaml', 'namespace: prod\nresources: [../base]\n');
    const outcome = await at.run([...dangling, '--format', 'json']);
    const findings = JSON.parse(outcome.stdout).findings;
    expect(findings).toMatchObject([
      { rule: 'duplicate-resource', resource: { namespace: 'prod', name: 'cart' } },
      { rule: 'dangling-reference', line: 20, severity: 'error' },
    ]);
    expect(outcome.stderr).not.toContain('no effect');
  });

  it('that take what is not here are not complete', async () => {
    at.put('kustomization.yaml', 'resources: [a.yaml, ../base, b.yaml]\n');
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    expect(await level()).toBe('warning');
    expect((await at.run(dangling)).stderr).toContain(
      'kustomization.yaml takes `../base` and `b.yaml`, which was not among the input\n',
    );
  });

  it.each([['resources: [a.yaml, "https://example.com/b.yaml"]'], ['resources: [a.yaml]\nhelmCharts: [{ name: b }]']])(
    'that get objects from elsewhere are not complete: %s',
    async (text) => {
      at.put('kustomization.yaml', `${text}\n`);
      at.put('a.yaml', `${service('other')}---\n${clean}`);
      expect(await level()).toBe('warning');
    },
  );

  it('do not miss what lies outside of them', async () => {
    at.put('kustomization.yaml', 'resources: [a.yaml]\n');
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    at.put('chart/b.yaml', 'kind: {{ .kind }}\n');
    expect(await level()).toBe('error');
  });

  it('patches are skipped with the reason', async () => {
    at.put('kustomization.yaml', 'resources: [a.yaml]\npatches: [{ path: patch.yaml }]\n');
    at.put('a.yaml', clean);
    at.put('patch.yaml', clean.replace('8080', '9090'));
    const outcome = await at.run(dangling);
    expect([outcome.code, told(outcome)]).toEqual([0, []]);
    expect(outcome.stderr).toContain(
      'skipped 1 (a patch of kustomization.yaml: it changes objects and is none): patch.yaml\n',
    );
  });
});

describe('worlds of the config', () => {
  it('split what would be one', async () => {
    at.put('dev.yaml', clean);
    at.put('prod.yaml', clean.replace('8080', '9090'));
    expect(told(await at.run(dangling))).toEqual(['dev.yaml:4 duplicate-resource']);
    at.put('routeproof.yaml', 'worlds: [{ name: dev, paths: [dev.yaml] }, { name: prod, paths: ["prod*"] }]\n');
    const outcome = await at.run(dangling);
    expect(told(outcome)).toEqual([]);
    expect(outcome.stderr).toContain('the files are 2 worlds: `dev` (1 document: the config declares it) and `prod`');
  });

  it('without a file are told', async () => {
    at.put('a.yaml', clean);
    at.put('routeproof.yaml', 'worlds: [{ name: dev, paths: [gone] }]\n');
    expect((await at.run([])).stderr).toContain('the world `dev` of the config has no file\n');
  });
});

describe('a dangling reference', () => {
  it('is an error where the world holds that kind in that namespace', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    expect(await level()).toBe('error');
  });

  it('is a warning where it holds none there', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean.replace('namespace: shop', 'namespace: elsewhere')}`);
    expect(await level()).toBe('warning');
  });

  it.each<[string, string, string | undefined]>([
    ['that may be it', 'kind: VirtualRouter\nmetadata:\n  name: {{ .Release.Name }}\n', 'warning'],
    ['of nobody knows what', 'kind: {{ .kind }}\n', 'warning'],
    ['in its namespace', 'kind: VirtualRouter\nmetadata:\n  namespace: shop\n  name: {{ .name }}\n', 'warning'],
    ['in another namespace', 'kind: VirtualRouter\nmetadata:\n  namespace: edge\n  name: {{ .name }}\n', 'error'],
    ['of another name', 'kind: VirtualRouter\nmetadata:\n  name: more\nspec: {{ .spec }}\n', 'error'],
    ['of another kind', 'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n', 'error'],
    ['of its name is none', 'kind: VirtualRouter\nmetadata:\n  name: other\nspec: {{ .spec }}\n', undefined],
  ])('beside a template %s', async (_, template, expected) => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    at.put('b.yaml', template);
    expect(await level()).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['that may be anything', 'a: [1\n', 'warning'],
    ['that may be it', 'kind: VirtualRouter\nmetadata: [1\n', 'warning'],
    ['of another kind', 'apiVersion: v1\nkind: Service\nmetadata: [1\n', 'error'],
    ['of an object that is known', `${clean.replace('cart', 'more')}    - [1\n`, 'error'],
  ])('beside a part %s and cannot be read', async (_, broken, expected) => {
    at.put('a.yaml', `${service('other')}---\n${clean}---\n${broken}`);
    expect(await level()).toBe(expected);
  });

  it.each<[string, string]>([
    ['of a version that is gone', clean.replace('v1beta2', 'v1beta1')],
    ['of a misspelt kind', clean.replace('VirtualRouter', 'VirtualRuoter')],
    ['without a version', clean.replace(/^.*\n/, '')],
  ])('to an object %s is explained by that', async (_, refused) => {
    at.put('a.yaml', `${service('cart')}---\n${clean.replace('cart', 'more')}---\n${refused}`);
    expect(await level()).toBeUndefined();
  });

  it('to an object whose name is misspelt may be that one', async () => {
    at.put('a.yaml', `${service('cart')}---\n${clean.replace('cart', 'more')}---\n${clean.replace('name:', 'nmae:')}`);
    expect(await level()).toBe('warning');
  });

  it('is a warning beside a file that cannot be read', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    at.put('b.yaml', new Uint8Array([97, 0, 98]));
    expect(await level()).toBe('warning');
  });

  it('is a warning with --partial', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    expect(await level('--partial')).toBe('warning');
  });

  it('keeps the level that the user set', async () => {
    at.put('a.yaml', service('other'));
    expect(await level()).toBe('warning');
    expect(await level('--rule', 'dangling-reference=error')).toBe('error');
    expect(await level('--partial', '--rule', 'dangling-reference=error')).toBe('error');
  });

  it('is none where the object is declared external', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    at.put('routeproof.yaml', 'external: [{ kind: VirtualRouter, namespace: shop, name: "oth*" }]\n');
    expect(await level()).toBeUndefined();
  });

  it('--namespace names the namespace of those that name none', async () => {
    at.put('a.yaml', `${service('cart').replace(', namespace: shop', '')}---\n${clean}`);
    expect(await level()).toBe('warning');
    expect(await level('--namespace', 'shop')).toBeUndefined();
  });
});
