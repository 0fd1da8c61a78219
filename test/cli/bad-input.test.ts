import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clean, folder, misspelt, told } from './folder.ts';

const at = folder();
const bound = 120_000;

/** The first line that is told of `bad.yaml`, and that `good.yaml` beside it was checked all the same. */
async function beside(content: string | Uint8Array, file = 'bad.yaml') {
  at.put('good.yaml', misspelt);
  at.put(file, content);
  const outcome = await at.run([]);
  expect(told(outcome)).toContain('good.yaml:7 unknown-field');
  return { ...outcome, told: told(outcome).filter((line) => !line.startsWith('good.yaml:')) };
}

describe('what cannot be read exits with 3, says why, and spoils no neighbour', () => {
  it.each([
    ['a binary file', new Uint8Array([97, 0, 98]), 'it is a binary file'],
    ['invalid UTF-8', new Uint8Array([97, 0xc3, 0x28]), 'it is not UTF-8'],
    ['UTF-16, little end first', new Uint8Array([0xff, 0xfe, 97, 0]), 'it is UTF-16; save it as UTF-8'],
    ['UTF-16, big end first', new Uint8Array([0xfe, 0xff, 0, 97]), 'it is UTF-16; save it as UTF-8'],
  ])('%s', async (_, content, reason) => {
    const { code, stderr, told } = await beside(content);
    expect(code).toBe(3);
    expect(told).toEqual([]);
    expect(stderr).toContain(`routeproof: cannot read bad.yaml: ${reason}\n`);
    expect(stderr).toContain(`skipped 1 (${reason}): bad.yaml\n`);
  });

  it('a file of 50 MB', async () => {
    at.put('bad.yaml', '');
    truncateSync(join(at.path, 'bad.yaml'), 50_000_000);
    at.put('good.yaml', misspelt);
    const outcome = await at.run([]);
    expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
    expect(outcome.stderr).toContain('cannot read bad.yaml: larger than 16 MiB');
  });

  it('a path that does not exist', async () => {
    at.put('good.yaml', misspelt);
    const outcome = await at.run(['good.yaml', 'gone.yaml']);
    expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
    expect(outcome.stderr).toContain('cannot read gone.yaml: there is no such file or folder\n');
  });

  it('an empty path, as of a variable that is not set', async () => {
    at.put('good.yaml', misspelt);
    const outcome = await at.run(['']);
    expect([outcome.code, outcome.stdout]).toEqual([3, '']);
    expect(outcome.stderr).toContain('the path is empty');
  });

  it('a path below a file', async () => {
    at.put('good.yaml', misspelt);
    const outcome = await at.run(['good.yaml/a.yaml', 'good.yaml']);
    expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
    expect(outcome.stderr).toContain('cannot read good.yaml/a.yaml: a part of the path is no folder\n');
  });

  it('a link that leads to itself', async () => {
    symlinkSync('loop.yaml', join(at.path, 'loop.yaml'));
    at.put('good.yaml', misspelt);
    const outcome = await at.run(['loop.yaml', 'good.yaml']);
    expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
    expect(outcome.stderr).toContain('cannot read loop.yaml: its symbolic links lead in a circle\n');
  });

  it('a pipe that nobody writes to, and a socket', async () => {
    at.put('good.yaml', misspelt);
    execFileSync('mkfifo', [join(at.path, 'pipe.yaml')]);
    const server = createServer().listen(join(at.path, 'socket.yaml'));
    const outcome = await at.run(['pipe.yaml', 'socket.yaml', 'good.yaml']);
    server.close();
    expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
    expect(outcome.stderr).toContain('cannot read pipe.yaml: nothing writes to this pipe\n');
    expect(outcome.stderr).toContain('cannot read socket.yaml: it is a socket, or a device that is not there\n');
  }, 20_000);

  it('but a pipe with a writer is read to its end', async () => {
    const pipe = join(at.path, 'pipe.yaml');
    at.put('good.yaml', misspelt);
    execFileSync('mkfifo', [pipe]);
    spawn('sh', ['-c', '(sleep 0.3; head -n 6 good.yaml; sleep 0.3; tail -n +7 good.yaml) > pipe.yaml'], {
      cwd: at.path,
    });
    expect(told(await at.run(['pipe.yaml']))).toEqual(['pipe.yaml:7 unknown-field']);
  }, 20_000);

  // The superuser may read everything, so there is nothing to see.
  it.skipIf(process.getuid?.() === 0)(
    'a file and a folder without permission (needs a user other than root)',
    async () => {
      at.put('good.yaml', misspelt);
      at.put('bad.yaml', misspelt);
      at.put('closed/bad.yaml', misspelt);
      chmodSync(join(at.path, 'bad.yaml'), 0);
      chmodSync(join(at.path, 'closed'), 0);
      const outcome = await at.run([]);
      chmodSync(join(at.path, 'closed'), 0o700);
      expect([outcome.code, told(outcome)]).toEqual([3, ['good.yaml:7 unknown-field']]);
      expect(outcome.stderr).toContain('cannot read bad.yaml: permission denied\n');
      expect(outcome.stderr).toContain('cannot read closed: permission denied\n');
    },
  );
});

describe('nothing to check exits with 3', () => {
  it.each<[string, () => void]>([
    ['an empty folder', () => undefined],
    ['a folder without manifests', () => at.put('README.md', '# a')],
    ['a folder with nothing but the config', () => at.put('routeproof.yaml', 'preset: all\n')],
    ['a folder with nothing but dot folders', () => at.put('.github/a.yaml', clean)],
  ])('%s', async (_, prepare) => {
    prepare();
    const { code, stdout, stderr } = await at.run([]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('routeproof: found no YAML or JSON file; name a file or a folder\n');
  });

  it('the config that is named is an input, as of a hook that passes what changed', async () => {
    at.put('routeproof.yaml', 'preset: all\n');
    expect((await at.run(['routeproof.yaml'])).code).toBe(0);
  });

  it('only templates, with how to render them', async () => {
    at.put('templates/a.yaml', 'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n');
    const { code, stdout, stderr } = await at.run([]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('skipped 1 (Helm template: render it first): templates/a.yaml:3\n');
    expect(stderr).toContain(
      'routeproof: found only templates; render them first, as in: helm template . | routeproof -\n',
    );
  });

  it('but a template beside a manifest is a count', async () => {
    at.put('a.yaml', clean);
    at.put('b.yaml', 'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n');
    const { code, stderr } = await at.run([]);
    expect(code).toBe(0);
    expect(stderr).toContain('skipped 1 (Helm template: render it first): b.yaml:3\n');
  });
});

describe('inputs in which nothing is written exit with 0', () => {
  it.each([
    ['an empty file', ''],
    ['a separator', '---\n'],
    ['separators and comments', '---\n# nothing\n---\n...\n'],
    ['a byte order mark', '\ufeff'],
    ['blank lines', '\n'.repeat(100_000)],
  ])('%s', async (_, content) => {
    at.put('a.yaml', content);
    const { code, stdout, stderr } = await at.run([]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('checked 0 resources in 1 file\n');
  });

  it('empty standard input', async () => {
    const { code, stdout } = await at.run(['-'], { stdin: '' });
    expect([code, stdout]).toEqual([0, '']);
  });
});

describe('hostile YAML is a finding at its place, in bounded time', () => {
  const laughs = (levels: number) =>
    [
      'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: levels }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`),
    ].join('\n');
  it.each([
    ['billion laughs', laughs(9)],
    ['laughs beyond counting', laughs(400)],
    ['an alias within its own value', 'a: &a [*a]\n'],
    ['10,000 levels of [', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['10,000 levels of [ that are never closed', '['.repeat(10_000)],
    ['10,000 levels of {', `${'{a: '.repeat(10_000)}x${'}'.repeat(10_000)}`],
    ['10,000 levels of JSON', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['10,000 levels of -', `${'- '.repeat(10_000)}x\n`],
    ['1,000 levels of indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a tab', 'a:\n\tb: 1\n'],
    ['a line of a million quotes', `${'"'.repeat(1_000_000)}\n`],
    ['a line of a million braces', `${'{'.repeat(1_000_000)}\n`],
  ])(
    '%s',
    async (_, content) => {
      const { code, told } = await beside(content);
      expect(code).toBe(1);
      expect(told[0]).toMatch(/^bad\.yaml:\d+ invalid-yaml$/);
    },
    bound,
  );

  it.each([
    ['in a comment', `# ${'#'.repeat(1_000_000)}\n`],
    ['in a value', `a: "${'y'.repeat(1_000_000)}"\n`],
    ['of spaces', `${' '.repeat(1_000_000)}a: 1\n`],
    ['of placeholders', `a: ${'$B '.repeat(300_000)}\n`],
  ])(
    'a line of a million characters %s is nothing',
    async (_, content) => {
      const { code, told } = await beside(content);
      expect([code, told]).toEqual([1, []]);
    },
    bound,
  );

  it(
    '100,000 documents',
    async () => {
      const one = (i: number) =>
        `apiVersion: v1\nkind: Service\nmetadata: { name: s${i} }\nspec: { ports: [{ port: 80 }] }\n`;
      const { code, stderr, told } = await beside(Array.from({ length: 100_000 }, (_, i) => one(i)).join('---\n'));
      expect([code, told]).toEqual([1, []]);
      expect(stderr).toContain('checked 100001 resources in 2 files\n');
    },
    bound,
  );

  it('__proto__ and constructor as keys, kinds, names and labels', async () => {
    const { code, stderr } = await beside(`apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
__proto__: { polluted: true }
constructor: { prototype: { polluted: true } }
metadata:
  name: __proto__
  namespace: constructor
  labels: { __proto__: a, constructor: b }
  annotations: { __proto__: a, ignore.routeproof.dev/__proto__: reason, ignore.routeproof.dev/constructor: reason }
spec:
  __proto__: { listeners: [] }
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
    - name: constructor
      httpRoute:
        match: { prefix: /, headers: [{ name: __proto__, match: { exact: toString } }] }
        action: { weightedTargets: [{ virtualNodeRef: { name: __proto__ }, weight: 1 }] }
---
apiVersion: __proto__/constructor
kind: __proto__
metadata: { name: a }
---
{"apiVersion": "v1", "kind": "constructor", "metadata": {"name": "toString"}, "__proto__": {"spec": {}}}
---
__proto__:
  apiVersion: v1
  kind: Service
`);
    expect(code).toBe(1);
    expect(stderr).not.toContain('could not finish');
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('a break costs only what cannot be read', () => {
  it('documents before and after it are checked', async () => {
    at.put('a.yaml', `${misspelt}---\na: [1\n---\n${misspelt.replace('cart', 'other')}`);
    expect(told(await at.run([]))).toEqual([
      'a.yaml:7 unknown-field',
      'a.yaml:10 invalid-yaml',
      'a.yaml:18 unknown-field',
    ]);
  });
});

describe('unusual texts', () => {
  it('CRLF', async () => {
    at.put('a.yaml', misspelt.replaceAll('\n', '\r\n'));
    expect(told(await at.run([]))).toEqual(['a.yaml:7 unknown-field']);
  });

  it('a byte order mark', async () => {
    at.put('a.yaml', `\ufeff${misspelt}`);
    expect(told(await at.run([]))).toEqual(['a.yaml:7 unknown-field']);
  });

  it('JSON on standard input', async () => {
    const stdin =
      '{"apiVersion": "appmesh.k8s.aws/v1beta2", "kind": "Mesh", "metadata": {"name": "m"}, "spec": {"egres": {}}}';
    const outcome = await at.run(['-'], { stdin });
    expect([outcome.code, told(outcome)]).toEqual([1, ['-:1 unknown-field']]);
  });
});

describe('unusual names', () => {
  it.each([
    ['that begin with -', '-a.yaml', '-a.yaml:7 unknown-field'],
    ['with a line feed', 'a\nb.yaml', 'a\\u{A}b.yaml:7 unknown-field'],
    ['that GitHub would execute', '::error::a.yaml', './::error::a.yaml:7 unknown-field'],
    ['that Azure Pipelines would execute', '##[error]a.yaml', '#\\u{23}[error]a.yaml:7 unknown-field'],
    ['with spaces and letters of other scripts', 'a b/ü 路.yaml', 'a b/ü 路.yaml:7 unknown-field'],
    ['with an escape', '\u001b[31ma.yaml', '\\u{1B}[31ma.yaml:7 unknown-field'],
    ['like a glob', 'a[1]{b}*.yaml', 'a[1]{b}*.yaml:7 unknown-field'],
  ])('%s', async (_, file, line) => {
    at.put(file, misspelt);
    expect(told(await at.run([]))).toEqual([line]);
    expect(told(await at.run(['--', file]))).toEqual([line]);
  });

  it.each(['a\n::error::b', '\u001b[31mb', '##[error]b'])(
    'of what is not there reach standard error neutralised: %j',
    async (file) => {
      const { stderr, code } = await at.run([`${file}.yaml`]);
      expect(code).toBe(3);
      expect(stderr).not.toContain(file);
      const unknown = await at.run([`--${file}`]);
      expect(unknown.code).toBe(2);
      expect(unknown.stderr).not.toContain(file);
    },
  );

  it('a file - is told from standard input', async () => {
    at.put('-', misspelt);
    const outcome = await at.run(['-', './-'], { stdin: clean.replace('name: cart', 'name: other') });
    expect(told(outcome)).toEqual(['./-:7 unknown-field']);
  });
});

describe('folders that look like something else', () => {
  const odd = folder('routeproof [ü] {x} *-');
  it('the working directory has spaces and characters of globs', async () => {
    odd.put('teams/a.yaml', misspelt);
    const told = (words: string[]) => odd.run(words).then(({ stdout }) => stdout.split(':')[0]);
    expect(await told([])).toBe('teams/a.yaml');
    expect(await told(['*/*.yaml'])).toBe('teams/a.yaml');
    expect(await told(['**/*.yaml'])).toBe('teams/a.yaml');
    expect(await told([join(odd.path, 'teams')])).toBe('teams/a.yaml');
  });

  it('links in a circle are walked once', async () => {
    at.put('a/b/c.yaml', misspelt);
    symlinkSync('../..', join(at.path, 'a/b/up'));
    symlinkSync('.', join(at.path, 'a/here'));
    expect(told(await at.run([]))).toEqual(['a/b/c.yaml:7 unknown-field']);
  });

  it('a folder named as a manifest is a folder', async () => {
    mkdirSync(join(at.path, 'a.yaml'));
    at.put('a.yaml/b.yaml', misspelt);
    expect(told(await at.run(['a.yaml']))).toEqual(['a.yaml/b.yaml:7 unknown-field']);
  });

  it('a folder named routeproof.yaml is a config that cannot be read', async () => {
    at.put('routeproof.yaml/a.yaml', misspelt);
    const { code, stderr } = await at.run([]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'routeproof: cannot read the config routeproof.yaml: it is a folder; name another with --config\n',
    );
  });
});
