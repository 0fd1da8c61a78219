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

  it('is a warning beside a template', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}`);
    at.put('b.yaml', 'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n');
    expect(await level()).toBe('warning');
  });

  it('is a warning beside a part that cannot be read', async () => {
    at.put('a.yaml', `${service('other')}---\n${clean}---\na: [1\n`);
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
