import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../src/resource/kinds.ts';
import { watchedKinds } from '../../src/resource/watched.ts';
import { configuredCluster } from '../../src/store/api.ts';
import type { Cluster } from '../../src/store/cluster.ts';
import { getObject } from '../../src/store/get-object.ts';
import { type KubeObject, namespaceOf } from '../../src/store/kube-object.ts';
import { Reflector } from '../../src/store/reflector.ts';
import { gatewayRoute } from '../store/scene.ts';
import { command } from '../support/command.ts';
import { ControlPlane, until } from './control-plane.ts';
import { definitionOf } from './crd.ts';

const assets = process.env['KUBEBUILDER_ASSETS'];
const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const path = join(examples, 'color-app-broken/unreachable-route');

function route(name: string, prefix: string) {
  const action = { target: { virtualService: { virtualServiceRef: { name: 'color' } } } };
  const spec = { httpRoute: { match: { prefix }, action } };
  return { apiVersion: 'appmesh.k8s.aws/v1beta2', kind: 'GatewayRoute', metadata: { name, namespace: 'shop' }, spec };
}

describe.skipIf(assets === undefined)('a real API server (needs KUBEBUILDER_ASSETS)', () => {
  let plane: ControlPlane;
  let cluster: Cluster;
  beforeAll(async () => {
    plane = new ControlPlane(assets ?? '');
    await plane.start();
    cluster = await configuredCluster({ env: {}, kubeconfig: plane.kubeconfig('admin') });
    await plane.apply(kinds.filter(({ group }) => group === 'appmesh.k8s.aws').map(definitionOf));
    await plane.apply(
      ['shop', 'colors', 'edge'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
    const isServed = async () => (await plane.tryApply(route('first', '/first'))).code === 0;
    await until('the new kinds', isServed);
  }, 180_000);
  afterAll(async () => plane?.stop(), 60_000);

  it('is followed through its death by kill -9 and its return', async () => {
    const held = new Map<string, KubeObject>();
    const key = (namespace: string, name: string) => `${namespace}/${name}`;
    const reflectors = watchedKinds.map(
      (kind) =>
        new Reflector(cluster, kind, {
          put: ({ kind: of }, object) => {
            if (of === 'GatewayRoute') held.set(key(namespaceOf(object), object.metadata.name), object);
          },
          remove: ({ kind: of }, namespace, name) => {
            if (of === 'GatewayRoute') held.delete(key(namespace, name));
          },
        }),
    );
    for (const reflector of reflectors) reflector.start();
    const followed = reflectors.find(({ kind }) => kind === gatewayRoute);
    await plane.apply([route('a', '/a'), route('b', '/b')]);
    await until('the first sync', async () => reflectors.every(({ hasSynced }) => hasSynced) && held.has('shop/b'));
    expect(held.get('shop/a')?.metadata).not.toHaveProperty('managedFields');
    expect(held.get('shop/a')?.metadata.annotations).toEqual({});

    await plane.kill('server');
    await until('the end', async () => followed?.state.is === 'stale');
    expect([followed?.hasSynced, held.size]).toEqual([true, 3]);
    await plane.startServer();
    expect((await plane.kubectl(['delete', 'gatewayroute', '-n', 'shop', 'a'])).code).toBe(0);
    await plane.apply([route('b', '/other'), route('c', '/c')]);
    await until(
      'the changes',
      async () => held.has('shop/c') && !held.has('shop/a') && followed?.state.is === 'synced',
    );
    expect(held.get('shop/b')?.['spec']).toMatchObject({ httpRoute: { match: { prefix: '/other' } } });
    expect(await getObject(cluster, gatewayRoute, 'shop', 'c', AbortSignal.timeout(5000))).toEqual(held.get('shop/c'));
    expect(await getObject(cluster, gatewayRoute, 'shop', 'a', AbortSignal.timeout(5000))).toBeNull();
    await Promise.all(reflectors.map((reflector) => reflector.stop()));
    await plane.kubectl(['delete', 'gatewayroute', '-n', 'shop', '--all']);
  }, 180_000);

  it('has the findings of the files that were applied to it', async () => {
    for (const file of readdirSync(path).filter((name) => name.endsWith('.yaml'))) {
      await plane.apply(readFileSync(join(path, file), 'utf8'));
    }
    const told = async (...words: readonly string[]) => {
      const env = { KUBECONFIG: plane.kubeconfig('admin') };
      const run = await command([...words, '--no-config', '--format', 'json'], { cwd: path, env });
      const { findings } = JSON.parse(run.stdout) as { findings: readonly Record<string, unknown>[] };
      return findings.map(({ rule, message, fingerprint }) => JSON.stringify([rule, message, fingerprint])).sort();
    };
    const inFiles = await told('.');
    expect(inFiles).toHaveLength(1);
    expect(await told('--cluster')).toEqual(inFiles);
  }, 60_000);

  it('tells a tenant without rights that it may not read', async () => {
    const env = { KUBECONFIG: plane.kubeconfig('tenant') };
    const { code, stderr } = await command(['--cluster'], { cwd: plane.folder, env });
    expect(stderr).toMatch(
      /cannot read GatewayRoute\.appmesh\.k8s\.aws: gatewayroutes\.appmesh\.k8s\.aws is forbidden: User "tenant"/,
    );
    expect(code).toBe(3);
  }, 60_000);
});
