import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { rules } from '../../rules/index.ts';
import { clean, folder, misspelt, told } from './folder.ts';

const at = folder();

describe('help and version go to standard output, exit with 0, and check nothing', () => {
  it.each([
    [['--help']],
    [['-h']],
    [['help']],
    [['lint', '-h']],
    [['check', '--help']],
    [['--quiet', '-h']],
    [['help', 'lint']],
  ])('%j is the page of lint', async (words) => {
    const { code, stdout, stderr } = await at.run(words);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: routeproof \[lint\]/);
  });

  it.each([[['rules', '-h']], [['explain', '--help']], [['help', 'rules']], [['rules', 'unreachable-route', '-h']]])(
    '%j is the page of rules',
    async (words) => {
      const { code, stdout, stderr } = await at.run(words);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: routeproof rules/);
    },
  );

  it.each([[['--version']], [['-V']], [['lint', '--version']], [['--quiet', '-V']]])(
    '%j is the version',
    async (words) => {
      at.put('a.yaml', misspelt);
      expect(await at.run(words)).toMatchObject({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
    },
  );

  it('no line is wider than 100 columns', async () => {
    const { stdout } = await at.run(['--help']);
    expect(stdout.split('\n').filter((line) => line.length > 112)).toEqual([]);
  });
});

describe('the first word', () => {
  it.each([
    ['lnt', 'there is no command or path `lnt`; did you mean lint?'],
    ['rule', 'there is no command or path `rule`; did you mean rules?'],
    ['constructor', 'there is no command or path `constructor`; see routeproof --help'],
    ['__proto__', 'there is no command or path `__proto__`; see routeproof --help'],
  ])('%s is neither a command nor a path', async (word, message) => {
    expect(await at.run([word])).toMatchObject({ code: 2, stdout: '', stderr: `routeproof: ${message}\n` });
  });

  it('is the command even where a folder has its name', async () => {
    at.put('lint/a.yaml', misspelt);
    at.put('b.yaml', clean);
    const outcome = await at.run(['lint', 'b.yaml']);
    expect([outcome.code, told(outcome)]).toEqual([0, []]);
    expect(outcome.stderr).toContain('routeproof: lint is a command; for the path write ./lint\n');
    expect(told(await at.run(['./lint']))).toEqual(['lint/a.yaml:7 unknown-field']);
    expect(told(await at.run(['--', 'lint']))).toEqual(['lint/a.yaml:7 unknown-field']);
  });

  it('is a path where one has that name', async () => {
    at.put('constructor/a.yaml', misspelt);
    expect(told(await at.run(['constructor']))).toEqual(['constructor/a.yaml:7 unknown-field']);
    expect(told(await at.run(['lint', 'constructor']))).toEqual(['constructor/a.yaml:7 unknown-field']);
  });
});

describe('rules', () => {
  it('lists every rule once', async () => {
    const { code, stdout, stderr } = await at.run(['rules']);
    expect([code, stderr]).toEqual([0, '']);
    for (const { id } of rules)
      expect(stdout.split('\n').filter((line) => line.startsWith(`  ${id} `))).toHaveLength(1);
  });

  it.each(rules.map(({ id }) => id))('%s has a page', async (id) => {
    const { code, stdout, stderr } = await at.run(['explain', id]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.startsWith(`${id}: `)).toBe(true);
  });

  it.each([
    [['rules', 'unreachable-rout'], 'there is no rule `unreachable-rout`; did you mean unreachable-route?'],
    [['rules', 'toString'], 'there is no rule `toString`; routeproof rules lists them'],
    [['rules', 'unreachable-route', 'missing-mtls'], 'rules takes one ID; name one rule'],
    [['rules', '--format'], 'there is no option `--format`; see routeproof --help'],
  ])('%j is wrong use', async (words, message) => {
    expect(await at.run(words)).toMatchObject({ code: 2, stdout: '', stderr: `routeproof: ${message}\n` });
  });
});
