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

describe('several worlds', () => {
  /** Kustomizations of a folder, each with an Ingress of one class, by the backend that it leads to. */
  const put = (folder: string, worlds: Readonly<Record<string, string>>) => {
    for (const [name, backend] of Object.entries(worlds)) {
      const at = name === '' ? folder : `${folder}/${name}`;
      files.put(`${at}/routes.yaml`, ingress(backend));
      if (name !== '') files.put(`${at}/kustomization.yaml`, 'resources: [routes.yaml]\n');
    }
  };
  const told = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await files.run(['diff', ...words]);
    return { code, entrances: stdout.match(/ at Ingress.*/g) ?? [], stderr };
  };

  it('are compared by their names, from the folders that were named', async () => {
    put('old', { prod: 'a', dev: 'b' });
    put('new', { dev: 'b', prod: 'c' });
    expect(await told('old', './new/')).toMatchObject({ code: 1, entrances: [' at Ingress in prod'] });
    expect((await told('old', `${files.path}/new`)).entrances).toEqual([' at Ingress in prod']);
    put('new', { dev: 'b', prod: 'a' });
    expect(await told('old', 'new')).toEqual({
      code: 0,
      entrances: [],
      stderr: 'compared 6 ways of requests at 2 entrances, 0 undecided\n',
    });
  });

  it('that the config declares are compared by their names', async () => {
    const config = (one: string, other: string) =>
      `worlds: [{ name: a, paths: ["*/${one}"] }, { name: b, paths: ["*/${other}"] }]\n`;
    for (const side of ['old', 'new']) {
      files.put(`${side}/1.yaml`, ingress('one'));
      files.put(`${side}/2.yaml`, ingress('two'));
    }
    files.put('routeproof.yaml', config('1.yaml', '2.yaml'));
    expect((await told('old', 'new')).code).toBe(0);
    files.put('new/2.yaml', ingress('three'));
    expect(await told('old', 'new')).toMatchObject({ code: 1, entrances: [' at Ingress in b'] });
  });

  it('come and go', async () => {
    put('old', { prod: 'a', dev: 'b' });
    put('new', { prod: 'a' });
    expect(await told('old', 'new')).toMatchObject({
      code: 1,
      entrances: [' at Ingress in dev'],
      stderr: expect.stringContaining('Ingress in dev has no counterpart in new\n'),
    });
    expect(await told('new', 'old')).toMatchObject({ code: 1, entrances: [' at Ingress in dev'] });
  });

  it('of which one has another name belong together, and that is said', async () => {
    put('old', { prod: 'a', dev: 'b' });
    put('new', { prod: 'a', test: 'b' });
    const { code, stderr } = await told('old', 'new');
    expect([code, stderr.split('\n')[0]]).toEqual([0, 'routeproof: took `test` of new for what `dev` of old was']);
  });

  it('have entrances that --map names without their worlds', async () => {
    const classed = (name: string) =>
      ingress('cart', '/cart', name).replace('spec:', `spec:\n  ingressClassName: ${name}`);
    for (const world of ['dev', 'prod']) {
      put('old', { [world]: '' });
      put('new', { [world]: '' });
      files.put(`old/${world}/routes.yaml`, classed('one'));
      files.put(`new/${world}/routes.yaml`, `${classed('two')}---\n${classed('three')}`);
    }
    expect(await told('old', 'new')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('write --map Ingress/one=Ingress/three; there are `Ingress/three in dev`'),
    });
    expect(await told('old', 'new', '--map', 'Ingress/one=Ingress/three')).toMatchObject({
      code: 1,
      entrances: [' at Ingress/two in dev', ' at Ingress/two in prod'],
    });
  });

  it('stand for one without a name, as long as there is one', async () => {
    put('old', { '': 'a' });
    put('new', { prod: 'a' });
    expect((await told('old', 'new')).code).toBe(0);
  });

  it.each([
    [{ prod: 'a', dev: 'b' }, { live: 'a', test: 'b' }, 'the worlds `dev` and `prod`', 'the worlds `live` and `test`'],
    [{ '': 'a' }, { prod: 'a', dev: 'b' }, 'the files that no world names', 'the worlds `dev` and `prod`'],
  ])('that conflict are refused: %j and %j', async (before, after, olds, news) => {
    put('old', before);
    put('new', after);
    expect(await told('old', 'new')).toEqual({
      code: 2,
      entrances: [],
      stderr: `routeproof: \`Ingress\` is in ${olds} of old and in ${news} of new, and no names tell which of them belong together; compare one world at a time, as in routeproof diff OLD/prod NEW/prod\n`,
    });
  });
});

describe('requests of another owner', () => {
  const put = (owners: string, namespace: string) => {
    const cart = ingress('cart');
    const admin = ingress('admin', '/cart/admin', 'admin').replace('namespace: shop', `namespace: ${namespace}`);
    files.put('old/a.yaml', cart);
    files.put('new/a.yaml', `${cart}---\n${admin}`);
    files.put('routeproof.yaml', owners);
  };
  const all = '{}\n';

  it('are told in each format', async () => {
    put(all, 'back');
    const text = (await files.run(['diff', 'old', 'new'])).stdout;
    expect(text).toContain('\n    stolen  from namespace `shop` by namespace `back`\n');
    expect(text).toContain('\n1 difference, 1 of which takes requests from the route of another owner\n');
    const { differences } = JSON.parse((await files.run(['diff', 'old', 'new', '--format', 'json'])).stdout);
    expect(differences[0].stolen).toEqual({ from: 'shop', by: 'back' });
    const markdown = (await files.run(['diff', 'old', 'new', '--format', 'markdown'])).stdout;
    expect(markdown).toMatch(/^### 1 way in .* otherwise, 1 of which takes requests from the route of another owner\n/);
    expect(markdown).toContain('<br>**stolen** `from namespace shop by namespace back` |');
    const github = (await files.run(['diff', 'old', 'new', '--format', 'github'])).stdout;
    expect(github).toContain('%0Astolen: from namespace `shop` by namespace `back`\n');
  });

  it.each([
    ['the owner is one by the config', 'owners: [{ name: shop, namespaces: [shop, back] }]\n', 'back', null],
    ['the owners are two by the config', 'owners: [{ name: ops, paths: [/cart/admin] }]\n', 'shop', 'ops'],
    ['the rule is off', 'rules: { stolen-requests: off }\n', 'back', null],
    ['the namespace is one', all, 'shop', null],
  ])('where %s', async (_, config, namespace, by) => {
    put(config, namespace);
    const { differences } = JSON.parse((await files.run(['diff', 'old', 'new', '--format', 'json'])).stdout);
    expect(differences).toHaveLength(1);
    expect(differences[0].stolen).toEqual(by === null ? null : { from: 'shop', by });
  });

  it('count for a catch-all where the option of the rule says so', async () => {
    const [catchAll, cart] = [
      ingress('all', '/', 'all'),
      ingress('cart').replace('namespace: shop', 'namespace: back'),
    ];
    files.put('old/a.yaml', catchAll);
    files.put('new/a.yaml', `${catchAll}---\n${cart}`);
    const taken = async () => /\n {4}stolen/.test((await files.run(['diff', 'old', 'new'])).stdout);
    expect(await taken()).toBe(false);
    files.put('routeproof.yaml', 'rules: { stolen-requests: { options: { catchAll: true } } }\n');
    expect(await taken()).toBe(true);
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

  it('--since compares worlds by their names, and leaves open what conflicts', async () => {
    const put = (folder: string, ...texts: readonly string[]) => {
      files.put(`${folder}/kustomization.yaml`, 'resources: [routes.yaml]\n');
      files.put(`${folder}/routes.yaml`, texts.join('---\n'));
    };
    git('init', '-q', '-b', 'main');
    put('dev', ingress('dev'));
    put('prod', ingress('prod'));
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    const back = ingress('back', '/cart/admin', 'back').replace('namespace: shop', 'namespace: back');
    put('prod', ingress('prod'), back);
    const only = ['--since', 'main', '--only', 'stolen-requests'];
    const { stdout } = await files.run([...only, '--format', 'json']);
    expect(JSON.parse(stdout).findings.map(({ path }: { path: string }) => path)).toEqual(['prod/routes.yaml']);
    git('mv', 'dev', 'test');
    git('mv', 'prod', 'live');
    const { summary, findings } = JSON.parse((await files.run([...only, '--format', 'json'])).stdout);
    expect([findings, summary.undecided]).toEqual([
      [],
      [
        {
          question: 'what changes at Ingress',
          cap: 'several worlds have it, and no name tells which of them belong together',
        },
      ],
    ]);
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
