import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { configuredCluster, openCluster } from '../../src/store/api.ts';
import { bodyText } from '../../src/store/fault.ts';
import { getObject } from '../../src/store/get-object.ts';
import { selfSigned } from '../e2e/certificate.ts';
import { FakeApiServer, reset } from '../support/fake-api-server.ts';
import { gatewayRoute, Scene } from './scene.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routeproof-api-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const soon = () => AbortSignal.timeout(5000);

/** A kubeconfig with one of each. */
function config(name: string, cluster: object, user: object = {}) {
  return {
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}

describe('a cluster over TLS', () => {
  let server: Server;
  let url = '';
  let ca = '';
  const authorizations: (string | undefined)[] = [];
  beforeAll(async () => {
    const pem = await selfSigned();
    ca = Buffer.from(pem.cert).toString('base64');
    server = createServer(pem, (request, response) => {
      authorizations.push(request.headers.authorization);
      response.end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void authorizations.splice(0));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('is trusted by its authority alone, whoever the user is', async () => {
    const right = put('right', config('a', { server: url, 'certificate-authority-data': ca }));
    expect((await openCluster({ env: {}, kubeconfig: right })).name).toBe('a');
    const contexts = [{ name: 'a', context: { cluster: 'a' } }];
    const nobody = { ...config('a', { server: url, 'certificate-authority-data': ca }), contexts };
    expect((await openCluster({ env: {}, kubeconfig: put('nobody', nobody) })).name).toBe('a');
    const wrong = put('wrong', config('a', { server: url }));
    await expect(openCluster({ env: {}, kubeconfig: wrong })).rejects.toThrow(
      'cannot reach the cluster a: self-signed certificate',
    );
  });

  it('is asked with the credentials of the moment', async () => {
    // A command without an expiry is run for each request.
    const script = `
      const count = Number(require('node:fs').readFileSync(process.argv[1], 'utf8')) + 1;
      require('node:fs').writeFileSync(process.argv[1], String(count));
      const status = { token: 'token-' + count };
      console.log(JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status }));`;
    const exec = { command: process.execPath, args: ['-e', script, put('count', 0)] };
    const kubeconfig = put('exec', config('a', { server: url, 'certificate-authority-data': ca }, { exec }));
    const cluster = await configuredCluster({ env: {}, kubeconfig });
    for (let i = 0; i < 2; i++) {
      const { body } = await cluster.get('/version', {}, soon());
      expect(await bodyText(body, 100)).toBe('{}');
    }
    expect(authorizations).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is not waited for where its credentials never come', async () => {
    const exec = { command: process.execPath, args: ['-e', 'setTimeout(() => {}, 3000)'] };
    const kubeconfig = put('exec', config('a', { server: url, 'certificate-authority-data': ca }, { exec }));
    const cluster = await configuredCluster({ env: {}, kubeconfig });
    const stop = new AbortController();
    const asked = cluster.get('/version', {}, stop.signal);
    stop.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    expect(authorizations).toEqual([]);
  });
});

describe('the kubeconfig', () => {
  const one = config('one', { server: 'http://127.0.0.1:1/prefix/' }, { token: 'one' });
  const two = config('two', { server: 'https://two.test' });

  it('is merged of all that KUBECONFIG names, the first to name something defines it', async () => {
    const other = { ...two, clusters: [...two.clusters, { name: 'one', cluster: { server: 'ftp://other' } }] };
    const KUBECONFIG = [join(folder, 'none'), put('one', one), put('two', other)].join(':');
    expect((await configuredCluster({ env: { KUBECONFIG } })).name).toBe('one');
    expect((await configuredCluster({ env: { KUBECONFIG }, context: 'two' })).name).toBe('two');
    await expect(configuredCluster({ env: { KUBECONFIG }, context: 'three' })).rejects.toMatchObject({
      message: 'there is no context `three`',
      hint: 'there are one, two',
      misnamed: true,
    });
  });

  it('of the home folder is read, and a pod has its own', async () => {
    await expect(configuredCluster({ env: { HOME: folder } })).rejects.toThrow(
      `found no kubeconfig at ${join(folder, '.kube', 'config')}`,
    );
    // The client reads the environment of the process itself.
    vi.stubEnv('KUBERNETES_SERVICE_HOST', '10.0.0.1');
    vi.stubEnv('KUBERNETES_SERVICE_PORT', '443');
    const pod = await configuredCluster({ env: { HOME: folder, KUBERNETES_SERVICE_HOST: '10.0.0.1' } });
    vi.unstubAllEnvs();
    expect(pod.name).toBe('inClusterContext');
    await expect(configuredCluster({ env: {} })).rejects.toThrow('found no kubeconfig');
  });

  it.each([
    ['ftp://a.test', 'the kubeconfig gives the server as `ftp://a.test`'],
    ['http://a.test', 'the kubeconfig gives the server as `http://a.test`, which is not encrypted'],
  ])('with the server %s is refused', async (server, message) => {
    const kubeconfig = put('bad', config('a', { server }));
    await expect(configuredCluster({ env: {}, kubeconfig })).rejects.toThrow(message);
  });

  it('may waive TLS', async () => {
    const kubeconfig = put('plain', config('a', { server: 'http://a.test', 'insecure-skip-tls-verify': true }));
    expect((await configuredCluster({ env: {}, kubeconfig })).name).toBe('a');
  });

  it('may give the server a path', async () => {
    const server = await new FakeApiServer().listen();
    const kubeconfig = put('path', config('a', { server: `http://127.0.0.1:${server.port}/clusters/c-1/` }));
    const cluster = await configuredCluster({ env: {}, kubeconfig });
    await cluster.get('/api/v1/services', { limit: '1' }, soon());
    expect(server.requests[0]).toMatchObject({ path: '/clusters/c-1/api/v1/services' });
    await server.close();
  });
});

describe('one object', () => {
  it('is read as it is; null where there is none; a fault where that cannot be told', async () => {
    const scene = await new Scene().open();
    const { cluster, server } = scene;
    const read = (name: string) => getObject(cluster, gatewayRoute, 'shop', name, soon());
    server.put(gatewayRoute, 'shop', 'a', { spec: { priority: 1 } }, { managedFields: [] });
    expect(await read('a')).toMatchObject({ kind: 'GatewayRoute', spec: { priority: 1 } });
    expect((await read('a'))?.metadata).not.toHaveProperty('managedFields');
    expect(await read('b')).toBeNull();
    expect(await read('../secrets/c')).toBeNull();
    expect(server.requests.at(-1)?.path).toMatch(/gatewayroutes\/\.\.%2Fsecrets%2Fc$/);
    server.forbidden.add('gatewayroutes');
    await expect(read('a')).rejects.toMatchObject({ is: 'denied' });
    server.forbidden.clear();
    // A kept connection that was closed meanwhile is no answer.
    server.next('get', reset);
    expect(await read('a')).not.toBeNull();
    for (const _ of [1, 2]) server.next('get', reset);
    await expect(read('a')).rejects.toThrow();
    await scene.close();
  });
});
