import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { folder } from './folder.ts';

const files = folder();
const hasGit = spawnSync('git', ['--version']).status === 0;

/** Runs git in the folder of the test, as nobody in particular. */
function git(...words: readonly string[]): void {
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...words], { cwd: files.path, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
}

const node = (spec: string, name = 'cart', namespace = 'shop') => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualNode
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  listeners:
    - portMapping: { port: 8080, protocol: http }
${spec}`;

const dns = '  serviceDiscovery: { dns: { hostname: cart.shop.svc.cluster.local } }\n';
const cloud = (service: string) =>
  `  serviceDiscovery:\n    awsCloudMap:\n      namespaceName: shop\n      serviceName: ${service}\n`;

/** What `--since` says of the change, about its fields only. */
async function told(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  words: readonly string[] = ['--since', 'main'],
) {
  git('init', '-q', '-b', 'main');
  for (const [path, text] of Object.entries(before)) files.put(path, text);
  git('add', '.');
  git('commit', '-q', '-m', 'one');
  git('rm', '-q', '-r', '.');
  for (const [path, text] of Object.entries(after)) files.put(path, text);
  git('add', '.');
  const { code, stdout } = await files.run([...words, '--format', 'oneline', '--only', 'schema']);
  return { code, lines: stdout.split('\n').filter((line) => line !== '') };
}

describe.skipIf(!hasGit)('a field that is settled when its object is created (needs git)', () => {
  it('is an error where a change edits it, at its new value', async () => {
    expect(await told({ 'a.yaml': node(`  awsName: a\n${dns}`) }, { 'a.yaml': node(`  awsName: b\n${dns}`) })).toEqual({
      code: 1,
      lines: [
        'a.yaml:7:12: error: `spec.awsName` cannot change once the object exists: it was `a`, and is `b` [invalid-field]',
      ],
    });
  });

  it('is told in full', async () => {
    await told({ 'a.yaml': node(cloud('cart')) }, { 'a.yaml': node(cloud('basket')) });
    const { stdout } = await files.run(['--since', 'main', '--format', 'text', '--only', 'schema']);
    expect(stdout).toMatchInlineSnapshot(`
      "error[invalid-field]: \`spec.serviceDiscovery.awsCloudMap.serviceName\` cannot change once the object exists: it was \`cart\`, and is \`basket\`
        --> a.yaml:10:20
         |
      10 |       serviceName: basket
         |                    ^^^^^^ VirtualNode shop/cart
         |
         = why: the webhook of the App Mesh controller refuses the whole edit: pods are registered in AWS
                Cloud Map under what it says
         = fix: keep \`cart\`, or delete the object and create it again
         = help: routeproof rules invalid-field
      "
    `);
  });

  it('is told of what is staged, too', async () => {
    const { code, lines } = await told({ 'a.yaml': node(cloud('cart')) }, { 'a.yaml': node(dns) }, ['--staged']);
    expect([code, lines]).toEqual([
      1,
      [expect.stringMatching(/^a\.yaml:7:3: error: .* is left out \[invalid-field\]$/)],
    ]);
  });

  it.each([
    ['the object moves to another file', { 'b.yaml': node(`  awsName: a\n${dns}`) }],
    ['the object has another name', { 'a.yaml': node(`  awsName: b\n${dns}`, 'basket') }],
    ['the object has another namespace', { 'a.yaml': node(`  awsName: b\n${dns}`, 'cart', 'test') }],
    ['the object is gone', { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n' }],
    ['what is edited is no such field', { 'a.yaml': node(`  awsName: a\n${dns.replace('cart.shop', 'basket.shop')}`) }],
  ])('is silent where %s', async (_, after) => {
    expect(await told({ 'a.yaml': node(`  awsName: a\n${dns}`) }, after)).toEqual({ code: 0, lines: [] });
  });

  it('is told of an item of a List', async () => {
    const list = (spec: string) =>
      `apiVersion: v1\nkind: List\nitems:\n  - ${node(spec).replaceAll('\n', '\n    ').trimEnd()}\n`;
    const { lines } = await told({ 'a.yaml': list(`  awsName: a\n${dns}`) }, { 'a.yaml': list(dns) });
    expect(lines).toEqual([
      'a.yaml:7:5: error: `items[0].spec.awsName` cannot change once the object exists: it was `a`, and is left out [invalid-field]',
    ]);
  });

  it('is silent where the earlier version could not be applied, or wrote the field under another name', async () => {
    const refused = node(`  awsName: a\n${dns}`).replace('protocol: http', 'protocol: HTTP');
    expect((await told({ 'a.yaml': refused }, { 'a.yaml': node(`  awsName: b\n${dns}`) })).lines).toEqual([]);
    files.put('a.yaml', node(`  awsNmae: b\n${dns}`));
    git('commit', '-q', '-a', '-m', 'misspelt');
    files.put('a.yaml', node(`  awsName: b\n${dns}`));
    expect((await files.run(['--since', 'HEAD', '--only', 'schema', '--format', 'oneline'])).stdout).toBe('');
  });

  it('is silent where another mistake explains it', async () => {
    const { lines } = await told(
      { 'a.yaml': node(cloud('cart')) },
      { 'a.yaml': node(cloud('cart')).replace('awsC', 'c') },
    );
    expect(lines).toEqual([expect.stringContaining('[unknown-field]')]);
    files.put('a.yaml', node('  serviceDiscovery: cart\n'));
    const { stdout } = await files.run(['--since', 'main', '--format', 'oneline', '--only', 'schema']);
    expect(stdout.split('\n')).toEqual([expect.stringContaining('`spec.serviceDiscovery` has '), '']);
  });

  it('is told beside mistakes that do not explain it', async () => {
    const before = node(`${cloud('cart')}      region: eu\n`).replace(
      '- portMapping',
      '- name: one\n      portMapping',
    );
    const after = before.replace('serviceName: cart', 'serviceName: pay').replace('spec:', 'spec:\n  awsName: other');
    const { lines } = await told({ 'a.yaml': before }, { 'a.yaml': after });
    expect(lines).toEqual([
      expect.stringContaining('`spec.awsName` cannot change once the object exists: it was `cart_shop` by default,'),
      expect.stringContaining('it was `cart`, and is `pay` '),
    ]);
  });

  it('hides nothing else that is wrong with its new value', async () => {
    const other = node(`  awsName: b\n${dns.replaceAll('cart', 'pay')}`, 'pay');
    const before = { 'a.yaml': node(`  awsName: a\n${dns}`), 'b.yaml': other };
    await told(before, { ...before, 'a.yaml': node(`  awsName: b\n${dns}`) });
    const { stdout } = await files.run(['--since', 'main', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['duplicate-name', 'invalid-field']));
  });

  it('is compared world by world', async () => {
    const tree = (one: string, other: string) => ({
      'test/kustomization.yaml': 'resources: [node.yaml]\n',
      'test/node.yaml': node(`  awsName: ${one}\n${dns}`),
      'live/kustomization.yaml': 'resources: [node.yaml]\n',
      'live/node.yaml': node(`  awsName: ${other}\n${dns}`),
    });
    const { lines } = await told(tree('a', 'b'), tree('a', 'c'));
    expect(lines).toEqual([expect.stringMatching(/^live\/node\.yaml:7:12: .* it was `b`, and is `c` /)]);
  });

  it('is not told without a change', async () => {
    files.put('a.yaml', node(`  awsName: b\n${dns}`));
    expect((await files.run(['--only', 'schema', '--format', 'oneline'])).stdout).toBe('');
  });
});
