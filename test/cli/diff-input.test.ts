import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { bundled } from './bundle.ts';
import { folder } from './folder.ts';

const bundle = bundled();
const at = folder();
const hasGit = spawnSync('git', ['--version']).status === 0;

/** Runs the built command in the folder of the test. */
function routeproof(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle.command, ...words], {
    cwd: at.path,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

function git(...words: readonly string[]): number | null {
  const identity = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.com', '-c', 'commit.gpgsign=false'];
  return spawnSync('git', [...identity, ...words], { cwd: at.path, encoding: 'utf8' }).status;
}

function commit(): void {
  git('add', '.');
  if (git('commit', '-q', '-m', 'a commit') !== 0) throw new Error('git cannot commit');
}

const ingress = (backend: string, host = 'shop.test') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - host: ${host}
      http:
        paths:
          - { path: /cart, pathType: Prefix, backend: { service: { name: ${backend}, port: { number: 80 } } } }
`;
const misspelt = ingress('cart').replace('pathType: Prefix', 'pathType: Prefiks');
const oneline = ['--format', 'oneline', '--only', 'schema'];
const compared = (ways: number, open = 0) => `compared ${ways} ways of requests at 1 entrance, ${open} undecided\n`;

describe.skipIf(!hasGit)('a revision that is none (needs git)', () => {
  it.each([
    ['diff', 'git:v9'],
    ['--since', 'v9'],
  ])('is refused: %s %s', (...words) => {
    git('init', '-q', '-b', 'main');
    at.put('a.yaml', ingress('cart'));
    commit();
    expect(routeproof(...words)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'routeproof: git knows no revision `v9`; git log --oneline lists some\n',
    });
  });

  it('is HEAD where nothing is committed', () => {
    git('init', '-q', '-b', 'main');
    at.put('a.yaml', ingress('cart'));
    const { code, stderr } = routeproof('--staged');
    expect([code, stderr]).toEqual([2, 'routeproof: git knows no revision `HEAD`; git log --oneline lists some\n']);
  });
});

describe.skipIf(!hasGit)('an index that is not what the folder shows (needs git)', () => {
  const start = () => {
    git('init', '-q', '-b', 'main');
    at.put('a.yaml', ingress('cart'));
    at.put('b.yaml', 'kind: Nothing\n');
    commit();
  };

  it('--staged judges what is staged and says that there is more', () => {
    start();
    at.put('a.yaml', misspelt);
    git('add', '.');
    at.put('a.yaml', ingress('pay'));
    at.put('b.yaml', 'kind: Something\n');
    const { code, stdout, stderr } = routeproof('--staged', ...oneline);
    expect([code, stdout.split(':')[0]]).toEqual([1, 'a.yaml']);
    expect(stderr.split('\n')[0]).toBe(
      'routeproof: not all edits of `a.yaml` are staged, and those that are not were not looked at; git add what belongs to the change',
    );
  });

  it('--staged is silent on edits of files that are not part of the change', () => {
    start();
    at.put('a.yaml', misspelt);
    const { code, stderr } = routeproof('--staged', ...oneline);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('not all edits')]);
  });

  it('--since and diff judge the folder, whatever is staged', () => {
    start();
    at.put('a.yaml', misspelt);
    git('add', '.');
    at.put('a.yaml', ingress('pay'));
    expect(routeproof('--since', 'main', ...oneline)).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout } = routeproof('diff', 'git:main');
    expect([code, stdout]).toEqual([1, expect.stringContaining('    after   Service shop/pay\n')]);
  });

  it('a file that is only meant to be added is empty in it, and that is said', () => {
    start();
    at.put('new.yaml', misspelt.replace('name: shop,', 'name: other,'));
    git('add', '--intent-to-add', 'new.yaml');
    const { code, stderr } = routeproof('--staged', ...oneline);
    expect([code, stderr]).toEqual([0, expect.stringContaining('routeproof: not all edits of `new.yaml` are staged')]);
    git('add', 'new.yaml');
    expect(routeproof('--staged', ...oneline)).toMatchObject({
      code: 1,
      stderr: expect.not.stringContaining('not all edits'),
    });
  });

  it('a conflict of a merge is no input of --staged, and leaves open what diff compares', () => {
    start();
    git('checkout', '-q', '-b', 'other');
    at.put('a.yaml', ingress('pay'));
    commit();
    git('checkout', '-q', 'main');
    at.put('a.yaml', ingress('basket'));
    commit();
    expect(git('merge', '-q', 'other')).toBe(1);
    const staged = routeproof('--staged', ...oneline);
    expect([staged.code, staged.stderr]).toEqual([
      3,
      expect.stringContaining(
        'routeproof: cannot read a.yaml: a merge left it in conflict; edit it, then git add it\n',
      ),
    ]);
    const since = routeproof('--since', 'main', ...oneline);
    expect([since.code, since.stdout]).toEqual([1, expect.stringContaining('[invalid-yaml]')]);
    const { stdout, stderr } = routeproof('diff', 'git:main');
    expect(stdout).toContain('undecided: what a.yaml of . routes: it is broken: routeproof lint says where\n');
    expect(stderr).toContain(', 1 undecided\n');
  });
});

describe('sides that have little in common', () => {
  it('one without a file', () => {
    at.put('old/a.yaml', ingress('cart'));
    at.put('new/readme.md', 'nothing');
    const stderr = 'routeproof: new holds no YAML or JSON file; name a file or a folder that does\n';
    expect(routeproof('diff', 'old', 'new')).toEqual({ code: 3, stdout: '', stderr });
    expect(routeproof('diff', 'new', 'old')).toEqual({ code: 3, stdout: '', stderr });
  });

  it('one without a route', () => {
    at.put('old/a.yaml', ingress('cart'));
    at.put('new/a.yaml', '');
    const lost = routeproof('diff', 'old', 'new');
    expect(lost.code).toBe(1);
    expect(lost.stdout).toMatch(/^requests that nothing serves any more\n/);
    expect(lost.stderr).toBe(
      `routeproof: Ingress has no counterpart in new
routeproof: new routes nothing, so all that old routes is lost; name its files if they lie elsewhere
${compared(3)}`,
    );
    const gained = routeproof('diff', 'new', 'old');
    expect(gained.stdout).toMatch(/^requests that are served now\n/);
    expect(gained.stderr).toContain(
      'routeproof: new routes nothing, so all that old routes is served now; name its files if they lie elsewhere\n',
    );
  });

  it('both without a route', () => {
    at.put('old/a.yaml', '');
    at.put('new/a.yaml', '');
    const { code, stderr } = routeproof('diff', 'old', 'new');
    expect([code, stderr]).toEqual([
      2,
      'routeproof: neither side holds an entrance; name files with a gateway or an Ingress\n',
    ]);
  });

  it.each([
    ['another host', 'shop.example', true],
    ['a wildcard beside it', '"*.shop.test"', true],
    ['a wildcard over it', '"*.test"', false],
    ['the host', 'shop.test', false],
  ])('two dialects, the second with %s', (_, host, isTold) => {
    at.put('new/a.yaml', ingress('cart', host));
    at.put(
      'old/a.yaml',
      `apiVersion: appmesh.k8s.aws/v1beta2
kind: Mesh
metadata: { name: shop }
spec: { namespaceSelector: { matchLabels: { mesh: shop } } }
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { mesh: shop } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualGateway
metadata: { name: edge, namespace: shop }
spec:
  namespaceSelector: { matchLabels: { mesh: shop } }
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: GatewayRoute
metadata: { name: cart, namespace: shop }
spec:
  httpRoute:
    match: { prefix: /, hostname: { exact: shop.test } }
    action: { target: { virtualService: { virtualServiceRef: { name: cart } } } }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: {}
`,
    );
    const told =
      'routeproof: VirtualGateway/shop/edge:8080 of old and Ingress of new have no host in common; correct the hosts, or pair others with --map OLD=NEW\n';
    const { stderr } = routeproof('diff', 'old', 'new');
    expect(stderr.includes(told)).toBe(isTold);
    expect(stderr).toMatch(/compared \d+ ways of requests at 1 entrance/);
  });
});

describe('files that could not be read whole', () => {
  const broken = `${ingress('cart')}---\na: [\n`;
  const template = 'kind: {{ .kind }}\n';

  it('leave open what they route', () => {
    at.put('old/a.yaml', ingress('cart'));
    at.put('new/a.yaml', broken);
    at.put('new/b.yaml', template);
    const { code, stdout, stderr } = routeproof('diff', 'old', 'new');
    expect([code, stdout]).toEqual([
      0,
      `undecided: what new/a.yaml of new routes: it is broken: routeproof lint says where
undecided: what new/b.yaml of new routes: Go template: render it first
no difference
`,
    ]);
    expect(stderr).toContain(', 2 undecided\n');
  });

  it('leave open nothing where they are the same on both sides', () => {
    for (const side of ['old', 'new']) {
      at.put(`${side}/a.yaml`, broken);
      at.put(`${side}/b.yaml`, template);
    }
    expect(routeproof('diff', 'old', 'new').stdout).toBe('no difference\n');
  });
});
