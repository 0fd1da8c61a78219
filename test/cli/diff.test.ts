import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { folder } from './folder.ts';

const migration = fileURLToPath(new URL('../examples/migration/', import.meta.url));
const files = folder();
const hasGit = spawnSync('git', ['--version']).status === 0;

/** Runs git in the folder of the test, as nobody in particular. */
function git(...words: readonly string[]): void {
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...words], { cwd: files.path, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
}

const ingress = (backend: string, path = '/cart', name = 'shop') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec:
  rules:
    - host: shop.test
      http:
        paths:
          - { path: ${path}, pathType: Prefix, backend: { service: { name: ${backend}, port: { number: 80 } } } }
`;

describe('diff', () => {
  it.each([
    ['ingress', 4],
    ['ingress-mistaken', 10],
  ])('tells all that a migration to %s changes', async (to, count) => {
    const { code, stdout, stderr } = await command(['diff', 'app-mesh', to], { cwd: migration });
    await expect(stdout).toMatchFileSnapshot(`../golden/diff/migration-to-${to}.txt`);
    expect(stdout).toContain(`${count} differences\n`);
    expect(stderr).toBe('compared 13 ways of requests at 1 entrance, 0 undecided\n');
    expect(code).toBe(1);
  });

  it('is the other way round what it is', async () => {
    const { code, stdout } = await command(['diff', 'ingress', 'app-mesh', '--format', 'json'], { cwd: migration });
    const { version, differences, undecided } = JSON.parse(stdout);
    expect([version, undecided, code]).toEqual([1, [], 1]);
    expect(differences.map((one: { kind: string; effect: string }) => `${one.kind} ${one.effect}`)).toEqual([
      'destination elsewhere',
      'destination elsewhere',
      'timeout other',
      'retries other',
    ]);
    expect(differences[0].old.hops.length).toBeGreaterThan(0);
    expect(differences[0].new.outcome.kind).toBe('forward');
  });

  it('prints a comment and annotations', async () => {
    const markdown = await command(['diff', 'app-mesh', 'ingress', '--format', 'markdown'], { cwd: migration });
    await expect(markdown.stdout).toMatchFileSnapshot('../golden/diff/migration.md');
    const github = await command(['diff', 'app-mesh', 'ingress', '--format', 'github'], { cwd: migration });
    expect(github.stdout.split('\n').filter((line) => line !== '')).toHaveLength(4);
    expect(github.stdout).toMatch(
      /^::warning file=ingress\/ingress\.yaml,line=10,title=requests that go elsewhere::GET http:\/\/colors\.example\.com\/color/,
    );
  });

  it('tells nothing of one tree twice, of other names, and of files in another order', async () => {
    files.put('old/a.yaml', `${ingress('cart', '/cart')}---\n${ingress('pay', '/pay', 'zz')}`);
    files.put('new/b.yaml', `${ingress('pay', '/pay', 'aa')}---\n${ingress('cart', '/cart', 'other')}`);
    const { code, stdout } = await files.run(['diff', 'old', 'new']);
    expect([code, stdout]).toEqual([0, 'no difference\n']);
  });

  it('says of an entrance that is gone that it is', async () => {
    files.put('old/a.yaml', ingress('cart').replace('spec:', 'spec:\n  ingressClassName: one'));
    files.put(
      'new/a.yaml',
      `${ingress('cart').replace('spec:', 'spec:\n  ingressClassName: one')}---
${ingress('pay', '/pay', 'zz').replace('spec:', 'spec:\n  ingressClassName: two')}`,
    );
    const { code, stdout, stderr } = await files.run(['diff', 'new', 'old']);
    expect(stdout).toContain(
      'requests that nothing serves any more\n  destination GET http://shop.test/pay at Ingress/two\n',
    );
    expect(stderr).toContain('Ingress/two has no counterpart in old\n');
    expect(code).toBe(1);
  });

  it('refuses what it cannot compare, in one sentence that says what to do', async () => {
    files.put('a/a.yaml', ingress('cart').replace('spec:', 'spec:\n  ingressClassName: one'));
    files.put(
      'b/a.yaml',
      `${ingress('cart').replace('spec:', 'spec:\n  ingressClassName: two')}---
${ingress('pay', '/pay', 'zz').replace('spec:', 'spec:\n  ingressClassName: three')}`,
    );
    files.put('empty/readme.txt', 'nothing');
    const told = async (...words: readonly string[]) => {
      const { code, stderr } = await files.run(['diff', ...words]);
      return `${code} ${stderr}`;
    };
    expect(await told()).toBe(
      '2 routeproof: diff needs something to compare; write routeproof diff git:main, or routeproof diff OLD NEW\n',
    );
    expect(await told('a')).toBe(
      '2 routeproof: diff needs two paths, or a revision; write routeproof diff git:HEAD:a\n',
    );
    expect(await told('a', 'empty')).toBe(
      '3 routeproof: empty holds no YAML or JSON file; name a file or a folder that does\n',
    );
    expect(await told('a', 'missing')).toMatch(/^3 routeproof: cannot read missing of missing: there is no such file/);
    expect(await told('a', 'b')).toBe(
      '2 routeproof: nothing tells which entrance of b stands for `Ingress/one` of a; write --map Ingress/one=Ingress/three; there are `Ingress/three` and `Ingress/two`\n',
    );
    expect(await told('a', 'b', '--map', 'Ingress/one=Ingress/four')).toMatch(
      /^2 routeproof: no entrance is called `Ingress\/four`/,
    );
    expect(await told('a', 'b', '--map', 'one')).toMatch(/^2 routeproof: --map cannot be `one`; write --map /);
    expect(await told('cluster:')).toMatch(/^3 routeproof: found no kubeconfig; name one/);
  });

  it('pairs what it is told to', async () => {
    files.put('a/a.yaml', ingress('cart').replace('spec:', 'spec:\n  ingressClassName: one'));
    files.put(
      'b/a.yaml',
      `${ingress('cart').replace('spec:', 'spec:\n  ingressClassName: two')}---
${ingress('pay', '/pay', 'zz').replace('spec:', 'spec:\n  ingressClassName: three')}`,
    );
    const { stdout } = await files.run(['diff', 'a', 'b', '--map', 'Ingress/one=Ingress/two']);
    expect(stdout).toContain('requests that are served now\n  destination GET http://shop.test/pay at Ingress/three\n');
    expect(stdout).toContain('\n1 difference\n');
  });
});

describe.skipIf(!hasGit)('what git remembers (needs git)', () => {
  const start = () => {
    git('init', '-q', '-b', 'main');
    files.put('routes.yaml', ingress('cart'));
    files.put('notes.txt', 'no manifest');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
  };

  it('compares a revision with the working tree', async () => {
    start();
    expect((await files.run(['diff', 'git:main'])).stdout).toBe('no difference\n');
    files.put('routes.yaml', ingress('pay'));
    const { code, stdout } = await files.run(['diff', 'git:main']);
    expect([code, stdout.split('\n').slice(0, 3)]).toEqual([
      1,
      [
        'requests that go elsewhere',
        '  destination GET http://shop.test/cart at Ingress',
        '    before  Service shop/cart',
      ],
    ]);
  });

  it('compares two revisions, and a path of one', async () => {
    start();
    files.put('routes.yaml', ingress('pay'));
    git('commit', '-q', '-a', '-m', 'two');
    expect((await files.run(['diff', 'git:HEAD~1', 'git:HEAD'])).code).toBe(1);
    expect((await files.run(['diff', 'git:HEAD~1:routes.yaml', 'routes.yaml'])).code).toBe(1);
    expect((await files.run(['diff', 'git:HEAD:routes.yaml'])).code).toBe(0);
  });

  it('says what git does not know', async () => {
    const apart = await files.run(['diff', 'git:main']);
    expect([apart.code, apart.stderr]).toEqual([
      2,
      'routeproof: this folder is in no git repository; run it inside one, or name two folders\n',
    ]);
    start();
    const unknown = await files.run(['diff', 'git:v9']);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      'routeproof: git knows no revision `v9`; git log --oneline lists some\n',
    ]);
    expect((await files.run(['diff', 'git:--output=x'])).code).toBe(2);
    const empty = await files.run(['diff', 'git:main:nowhere', '.']);
    expect([empty.code, empty.stderr]).toEqual([
      3,
      'routeproof: git:main:nowhere holds no YAML or JSON file; name a file or a folder that does\n',
    ]);
  });

  const broken = ingress('cart').replace('pathType: Prefix', 'pathType: Prefiks');

  it('--since tells what a change introduces and how much it fixes, whatever the files are called', async () => {
    git('init', '-q', '-b', 'main');
    files.put('routes.yaml', broken);
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    git('mv', 'routes.yaml', 'renamed.yaml');
    const same = await files.run(['--since', 'main', '--format', 'oneline']);
    expect([same.code, same.stdout]).toEqual([0, '']);
    expect(same.stderr).toContain('the change introduces 0 of ');
    files.put('renamed.yaml', ingress('cart'));
    const fixed = await files.run(['--since', 'main']);
    // What could not be read before is judged now: the host takes plaintext.
    expect(fixed.stderr).toContain('the change introduces 1 of 2 findings and fixes 1\n');
    files.put('other.yaml', broken.replace('name: shop,', 'name: other,'));
    const more = await files.run(['--since', 'main', '--format', 'oneline']);
    expect([more.code, more.stdout.split(':')[0]]).toEqual([1, 'other.yaml']);
  });

  it('--since puts the primary place where the change is', async () => {
    git('init', '-q', '-b', 'main');
    files.put('a.yaml', ingress('cart', '/cart', 'older'));
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    files.put('0.yaml', ingress('pay', '/cart', 'newer'));
    const { stdout } = await files.run(['--since', 'main', '--format', 'oneline', '--only', 'ambiguous-overlap']);
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(1);
    expect(stdout).toMatch(/^0\.yaml:/);
  });

  it('--staged looks at the index and at nothing else', async () => {
    start();
    files.put('routes.yaml', broken);
    const clean = await files.run(['--staged', '--format', 'oneline']);
    expect([clean.code, clean.stdout]).toEqual([0, '']);
    git('add', '.');
    files.put('routes.yaml', ingress('cart'));
    const staged = await files.run(['--staged', '--format', 'oneline']);
    expect([staged.code, staged.stdout.split(':')[0]]).toEqual([1, 'routes.yaml']);
  });

  it('works in a worktree, and says in a shallow clone what it lacks', async () => {
    start();
    files.put('routes.yaml', ingress('pay'));
    git('commit', '-q', '-a', '-m', 'two');
    git('worktree', 'add', '-q', 'beside', 'HEAD~1');
    const worktree = await files.run(['diff', 'git:main'], { cwd: `${files.path}/beside` });
    expect([worktree.code, worktree.stdout.split('\n')[0]]).toEqual([1, 'requests that go elsewhere']);
    git('clone', '-q', '--depth', '1', `file://${files.path}`, 'shallow');
    const shallow = { cwd: `${files.path}/shallow` };
    expect((await files.run(['--since', 'HEAD', '--format', 'oneline'], shallow)).code).toBe(0);
    const lacking = await files.run(['--since', 'HEAD~1'], shallow);
    expect([lacking.code, lacking.stderr]).toEqual([
      2,
      'routeproof: git knows no revision `HEAD~1` in this shallow clone; git fetch --unshallow brings what it lacks, git fetch --depth=1 origin REF one ref\n',
    ]);
  });

  it('tells what a deletion leaves behind', async () => {
    start();
    rmSync(`${files.path}/routes.yaml`);
    files.put('other.yaml', ingress('pay', '/pay', 'other'));
    const { code, stdout, stderr } = await files.run(['--since', 'main', '--format', 'oneline', '--only', 'routing']);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('error')]);
    expect(stderr).toContain('the change introduces ');
    expect((await files.run(['diff', 'git:main'])).stdout).toContain('requests that nothing serves any more\n');
  });

  it('has no history of standard input', async () => {
    start();
    const { code, stderr } = await files.run(['--since', 'main', '-']);
    expect([code, stderr]).toEqual([
      2,
      'routeproof: what comes from standard input has no history; name files or folders\n',
    ]);
  });
});
