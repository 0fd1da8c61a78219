import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from '../../src/document/parse.ts';
import { SourceText } from '../../src/document/source-text.ts';
import { kindNamed } from '../../src/resource/kinds.ts';
import { command } from '../support/command.ts';
import { cutShort, FakeApiServer, hang, refuse } from '../support/fake-api-server.ts';
import { bundled } from './bundle.ts';
import { clean, folder, misspelt } from './folder.ts';

const bundle = bundled();
const at = folder();
const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'test/examples');

let server: FakeApiServer;
beforeEach(async () => {
  server = await new FakeApiServer().listen();
  at.put('kubeconfig', server.kubeconfig);
});
afterEach(() => server.close());

/** The object of a manifest, as it is after kubectl apply. */
function apply(text: string): void {
  for (const { value } of parse(new SourceText('applied.yaml', text)).documents) {
    const {
      apiVersion,
      kind: name,
      metadata,
      ...fields
    } = value as Record<string, string> & { metadata: { name: string } };
    const [group = '', version] = apiVersion?.split('/') ?? [];
    const kind = kindNamed(version === undefined ? '' : group, name ?? '');
    if (kind === undefined) continue;
    const { namespace = 'default', ...rest } = metadata as { name: string; namespace?: string };
    server.put(kind, kind.scope === 'Cluster' ? '' : namespace, metadata.name, fields, rest);
  }
}

/** The built command, in a process of its own: this one is the API server. */
function run(...words: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: at.path, KUBECONFIG: join(at.path, 'kubeconfig') };
  const child = spawn(process.execPath, [bundle.command, ...words], { cwd: at.path, env });
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (told.stdout += chunk));
  child.stderr.on('data', (chunk) => (told.stderr += chunk));
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...told }));
  });
}

/** A finding as one text, without where it stands in a file. */
function withoutText({ rule, message, pointer, resource, witness, fingerprint }: Record<string, unknown>): string {
  return JSON.stringify({ rule, message, resource, witness, fingerprint, pointer });
}

describe('lint --cluster', () => {
  it('checks what the cluster holds, and tells findings by their objects', async () => {
    apply(misspelt);
    const { code, stdout, stderr } = await run('--cluster');
    expect(stdout).toMatch(/^VirtualRouter shop\/cart spec\.listenrs: error: .* \[unknown-field\]\n$/);
    expect(stderr).toMatch(/^read the cluster fake\nchecked 1 resource\n/);
    expect(code).toBe(1);
    const framed = await run(
      'lint',
      '--cluster',
      '--format',
      'text',
      '--kubeconfig',
      'kubeconfig',
      '--context',
      'fake',
    );
    expect(framed.stdout).toContain(' --> VirtualRouter shop/cart spec.listenrs\n');
    const { findings } = JSON.parse((await run('--cluster', '--format', 'json')).stdout);
    expect(findings[0]).toMatchObject({
      path: null,
      line: null,
      pointer: '/spec/listenrs',
      resource: { name: 'cart' },
    });
  }, 60_000);

  /** Mistakes of a text or of the config, which no cluster can hold. */
  const ofTexts =
    /invalid-(config|yaml)|duplicate-resource|unsupported-kind|surprising-scalar|(unknown|unused)-suppression/;
  const broken = readdirSync(join(examples, 'color-app-broken')).filter((name) => !ofTexts.test(name));
  it.each(['color-app', ...broken.map((name) => `color-app-broken/${name}`)])(
    'finds in a cluster what it finds in the files of %s',
    async (example) => {
      const path = join(examples, example);
      const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
      for (const file of files.toSorted()) apply(readFileSync(join(path, file), 'utf8'));
      const told = async (...words: readonly string[]) => {
        const env = { KUBECONFIG: join(at.path, 'kubeconfig') };
        const options = ['--no-config', '--preset', 'all', '--format', 'json'];
        const { code, stdout } = await command([...words, ...options], { cwd: at.path, env });
        const { findings, summary } = JSON.parse(stdout);
        const { routes, tables, undecided } = summary;
        return { code, findings: findings.map(withoutText).sort(), routes, tables, undecided };
      };
      const inFiles = await told(path);
      expect(await told('--cluster')).toEqual(inFiles);
      expect(inFiles.findings.length > 0).toBe(true);
    },
    60_000,
  );

  it('says what is not installed, and goes on without workloads and policies that it may not read', async () => {
    apply(clean);
    server.absent.add('backendgroups');
    for (const plural of ['pods', 'networkpolicies']) server.forbidden.add(plural);
    const { code, stderr } = await run('--cluster');
    expect(stderr).toContain('read the cluster fake; not installed there: BackendGroup.appmesh.k8s.aws\n');
    expect(stderr).toContain('skipped 2 (no right to list them): NetworkPolicy.networking.k8s.io and Pod\n');
    expect(code).toBe(0);
  }, 60_000);

  it('exits with 3 where it may not read routes', async () => {
    server.forbidden.add('gatewayroutes');
    const { code, stderr } = await run('--cluster');
    expect(stderr).toContain('routeproof: cannot read GatewayRoute.appmesh.k8s.aws: gatewayroutes is forbidden: User');
    expect(code).toBe(3);
  }, 60_000);

  it('leaves out what a workload made', async () => {
    const made = (kind: string, owner: string | null) => {
      const ownerReferences = [{ apiVersion: 'apps/v1', kind: owner, name: 'x', uid: 'x', controller: true }];
      const found = kindNamed(kind === 'Pod' ? '' : 'apps', kind);
      if (found) server.put(found, 'shop', `of-${owner}`, {}, owner === null ? {} : { ownerReferences });
    };
    made('Deployment', null);
    made('ReplicaSet', 'Deployment');
    made('Pod', 'ReplicaSet');
    made('Pod', 'Rollout');
    expect((await run('--cluster')).stderr).toContain('checked 2 resources\n');
  }, 60_000);

  it('bears with a server that is busy', async () => {
    apply(clean);
    for (const mishap of [refuse(429), refuse(503), cutShort]) server.next('list', mishap);
    const { code, stderr } = await run('--cluster');
    expect(stderr).toContain('checked 1 resource\n');
    expect(code).toBe(0);
  }, 60_000);
});

describe('a cluster that cannot be read', () => {
  const kubeconfig = (change: object) => {
    at.put('kubeconfig', JSON.stringify({ ...JSON.parse(server.kubeconfig), ...change }));
  };

  it('is told in one sentence with what to do', async () => {
    const told = async (...words: readonly string[]) => {
      const { code, stdout, stderr } = await run(...(words.length === 0 ? ['--cluster'] : words));
      expect(stdout).toBe('');
      return `${code} ${stderr}`;
    };
    expect(await told('--cluster', '--context', 'other')).toBe(
      '2 routeproof: there is no context `other`; there are fake\n',
    );
    expect(await told('--cluster', '--kubeconfig', 'none')).toMatch(
      /^3 routeproof: cannot read the kubeconfig \S+none: ENOENT.*; name another\n$/,
    );
    expect(await told('--context', 'fake')).toBe('2 routeproof: --context names a cluster; add --cluster to read it\n');
    expect(await told('--cluster', 'a.yaml')).toBe(
      '2 routeproof: --cluster reads no files, as a.yaml; compare them with routeproof diff cluster: a.yaml\n',
    );
    expect(await told('--cluster', '--since', 'HEAD')).toMatch(/^2 routeproof: --since compares files; leave out/);
    server.next('discovery', refuse(401, 'Unauthorized'));
    expect(await told()).toMatch(
      /^3 routeproof: the cluster fake does not accept the credentials: Unauthorized; log in/,
    );
    for (let i = 0; i < 5; i++) server.next('list', refuse(404));
    for (let i = 0; i < 2; i++) server.next('discovery', (response) => void response.end('{}'));
    server.next('discovery', refuse(500, 'etcd is away'));
    expect(await told()).toMatch(/^3 routeproof: cannot read the \w+ of the cluster fake: etcd is away; try again/);
    kubeconfig({ 'current-context': '' });
    expect(await told()).toBe('2 routeproof: the kubeconfig names no current context; name one; there are fake\n');
    kubeconfig({ clusters: [] });
    expect(await told()).toMatch(/^3 routeproof: the context `fake` names no cluster that is there; correct/);
    kubeconfig({ clusters: [{ name: 'fake', cluster: { server: 'http://example.com' } }] });
    expect(await told()).toMatch(
      /^3 routeproof: the kubeconfig gives the server as `http:\/\/example.com`, which is not/,
    );
    at.put('kubeconfig', 'token: s3cret\nusers: [ {');
    expect(await told()).toMatch(/^3 routeproof: cannot read the kubeconfig /);
    expect(await told()).not.toContain('s3cret');
    for (const empty of ['', '[]', 'a: 1']) {
      at.put('kubeconfig', empty);
      expect(await told()).toMatch(
        /^[23] routeproof: (cannot read the kubeconfig .*: it holds no|the kubeconfig names no)/,
      );
    }
    at.put('kubeconfig', server.kubeconfig);
    await server.close();
    expect(await told()).toMatch(
      /^3 routeproof: cannot reach the cluster fake: connect ECONNREFUSED .*; check that it runs and that kubectl reaches/,
    );
    await server.listen();
  }, 120_000);

  it('is given up after a time', async () => {
    server.next('discovery', hang);
    expect((await run('--cluster')).stderr).toContain('cannot reach the cluster fake: no answer within 15 s;');
  }, 60_000);
});

describe('diff cluster:', () => {
  const route = (path: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - { host: shop.test, http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }
`;

  it('tells what applying files would change, and what another cluster does otherwise', async () => {
    apply(route('/cart'));
    at.put('new/shop.yaml', route('/basket'));
    const applied = await run('diff', 'cluster:', 'new');
    expect(applied.stdout).toContain('/basket');
    expect(applied.code).toBe(1);
    const back = await run('diff', 'new', 'cluster:fake', '--format', 'json', '--kubeconfig', 'kubeconfig');
    expect(JSON.parse(back.stdout).differences).toHaveLength(2);
    at.put('new/shop.yaml', route('/cart'));
    const same = await run('diff', 'cluster:fake', 'new');
    expect([same.code, same.stderr]).toEqual([0, expect.stringContaining('read the cluster fake\n')]);
    expect((await run('diff', 'cluster:', 'cluster:')).code).toBe(0);
    const alone = await run('diff', 'cluster:');
    expect(alone.code).toBe(0);
    expect((await run('diff', 'cluster:other')).code).toBe(2);
  }, 120_000);
});
