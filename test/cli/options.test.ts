import { describe, expect, it } from 'vitest';
import { danglingReference } from '../../rules/dangling-reference.ts';
import { rules } from '../../rules/index.ts';
import { defineRule } from '../../src/rule/kit.ts';
import { folder, misspelt, told } from './folder.ts';

const at = folder();

/** One error and one warning. */
const both = `# routeproof-ignore invalid-field: superfluous\n${misspelt}`;

describe('wrong use exits with 2, says what and what to do, and prints no report', () => {
  it.each([
    [['--formt', 'json'], 'there is no option `--formt`; did you mean --format?'],
    [['-quiet'], 'there is no option `-quiet`; did you mean --quiet?'],
    [['-x'], 'there is no option `-x`; see routeproof --help'],
    [['--constructor'], 'there is no option `--constructor`; see routeproof --help'],
    [['--__proto__=1'], 'there is no option `--__proto__=1`; see routeproof --help'],
    [['--format', 'jsn'], 'there is no format `jsn`; did you mean json?'],
    [['--format', 'toString'], 'there is no format `toString`; use one of'],
    [['--format', 'json='], '--format json= names no file; write --format json=report.txt'],
    [['--format', 'json', '--format', 'text'], 'two reports cannot share standard output; write all but one to a file'],
    [['--format', 'json=a', '--format', 'text=./a'], 'two reports cannot share the file `./a`; name a file for each'],
    [['--format'], '--format needs a value; write --format NAME[=FILE]'],
    [['--config', '--quiet'], '--config needs a value; write --config FILE'],
    [
      ['--config', 'gone.yaml'],
      'cannot read the config gone.yaml: there is no such file or folder; name another with --config',
    ],
    [['--preset', 'Strict'], '--preset cannot be `Strict`; did you mean strict?'],
    [['--preset', 'everything'], '--preset cannot be `everything`; use one of recommended, strict or all'],
    [
      ['--rule', 'unreachable-route'],
      '--rule cannot be `unreachable-route`; write --rule ID=off, =info, =warning or =error',
    ],
    [
      ['--rule', 'unreachable-route=eror'],
      '--rule cannot be `unreachable-route=eror`; did you mean unreachable-route=error?',
    ],
    [['--rule', 'unreachable-route=off=error'], '--rule cannot be `unreachable-route=off=error`'],
    [
      ['--rule', 'unreachable-rout=off'],
      '--rule: there is no rule or group `unreachable-rout`; did you mean unreachable-route?',
    ],
    [['--only', 'routin'], '--only: there is no rule or group `routin`; did you mean routing?'],
    [['--only', 'routing,'], '--only: there is no rule or group ``; see routeproof rules'],
    [['--fail-on', 'warnings'], '--fail-on cannot be `warnings`; did you mean warning?'],
    [['--max-warnings', '-1'], '--max-warnings cannot be `-1`; write a whole number'],
    [['--max-warnings', '1.5'], '--max-warnings cannot be `1.5`; write a whole number'],
    [['--namespace='], '--namespace names nothing; write --namespace NS, or leave it out'],
    [['--quiet=yes'], '--quiet takes no value; write --quiet alone'],
    [['--color', 'yes'], '--color cannot be `yes`; use one of auto, always or never'],
  ])('%j', async (words, message) => {
    at.put('a.yaml', misspelt);
    const { code, stdout, stderr } = await at.run(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`routeproof: ${message}`), stderr).toBe(true);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('exit codes', () => {
  it.each(['text', 'oneline', 'json'])('do not depend on the format: %s', async (format) => {
    at.put('a.yaml', misspelt);
    at.put('b.yaml', both.replace('cart', 'other').replace('listenrs', 'listeners'));
    const codes = [];
    for (const words of [['a.yaml'], ['b.yaml'], ['gone.yaml'], ['a.yaml', 'gone.yaml'], ['--formt']]) {
      codes.push((await at.run([...words, '--format', format])).code);
    }
    at.put('routeproof.yaml', 'preste: all\n');
    codes.push((await at.run(['a.yaml', 'gone.yaml', '--format', format])).code);
    expect(codes).toEqual([1, 0, 3, 3, 2, 2]);
  });

  it('--fail-on and --max-warnings', async () => {
    at.put('a.yaml', both.replace('listenrs', 'listeners'));
    const code = async (...words: string[]) => (await at.run(words)).code;
    expect(await code()).toBe(0);
    expect(await code('--fail-on', 'warning')).toBe(1);
    expect(await code('--fail-on', 'info')).toBe(1);
    expect(await code('--max-warnings', '0')).toBe(1);
    expect(await code('--max-warnings', '1')).toBe(0);
    expect(await code('--max-warnings', '0', '--fail-on', 'never')).toBe(1);
    expect(await code('--preset', 'strict')).toBe(1);
    at.put('a.yaml', both);
    expect(await code('--fail-on', 'never')).toBe(0);
  });

  it('--quiet hides warnings and changes no exit code', async () => {
    at.put('a.yaml', both);
    expect(told(await at.run(['--quiet']))).toEqual(['a.yaml:8 unknown-field']);
    at.put('a.yaml', both.replace('listenrs', 'listeners'));
    const outcome = await at.run(['--quiet', '--max-warnings', '0']);
    expect([outcome.code, outcome.stdout]).toEqual([1, '']);
    expect(outcome.stderr).toContain('1 warning\n');
  });
});

describe('--format', () => {
  it('writes several reports of one run; standard output has only its own', async () => {
    at.put('a.yaml', misspelt);
    const { stdout, written } = await at.run([
      '--format',
      'json=report.json',
      '--format',
      'oneline',
      '--format',
      'text=b=c.txt',
    ]);
    expect(stdout).toMatch(/^a\.yaml:7:3: error: .*\[unknown-field\]\n$/);
    expect([...written.keys()]).toEqual(['report.json', 'b=c.txt']);
    expect(JSON.parse(written.get('report.json') ?? '').findings).toHaveLength(1);
  });

  it('is text on a terminal and oneline elsewhere', async () => {
    at.put('a.yaml', misspelt);
    expect((await at.run([], { terminal: true, env: { NO_COLOR: '1' } })).stdout.split('\n').length).toBeGreaterThan(3);
    expect((await at.run([])).stdout.split('\n')).toHaveLength(2);
  });
});

describe('colour', () => {
  it.each<[string, string[], Record<string, string>, boolean, boolean]>([
    ['on a terminal', [], {}, true, true],
    ['not elsewhere', [], {}, false, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR says nothing', [], { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
    ['FORCE_COLOR beats NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    ['--color never beats FORCE_COLOR', ['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
    ['--color always beats NO_COLOR', ['--color', 'always'], { NO_COLOR: '1' }, false, true],
    ['a dumb terminal', [], { TERM: 'dumb' }, true, false],
  ])('%s', async (_, words, env, terminal, colored) => {
    at.put('a.yaml', misspelt);
    const { stdout } = await at.run(words, { env, terminal });
    expect(stdout.includes('\u001b[')).toBe(colored);
  });

  it('never in a file', async () => {
    at.put('a.yaml', misspelt);
    const { written } = await at.run(['--color', 'always', '--format', 'text=report.txt']);
    expect(written.get('report.txt')).not.toContain('\u001b');
  });
});

describe('rules and levels', () => {
  it.each<[string, string[], readonly string[]]>([
    ['an id', ['--only', 'unknown-field'], ['a.yaml:8 unknown-field']],
    ['a group', ['--only', 'schema'], ['a.yaml:8 unknown-field']],
    ['a list', ['--only', 'routing,schema'], ['a.yaml:8 unknown-field']],
    ['twice', ['--only', 'routing', '--only', 'unknown-field'], ['a.yaml:8 unknown-field']],
    ['another', ['--only', 'routing'], []],
  ])('--only %s', async (_, words, lines) => {
    at.put('a.yaml', both);
    expect(told(await at.run(words))).toEqual(lines);
  });

  it('--rule beats the config, a rule its group, the last word the ones before', async () => {
    at.put('routeproof.yaml', 'rules: { unknown-field: warning }\n');
    at.put('a.yaml', misspelt);
    const severity = async (...words: string[]) => / (error|warning|info): /.exec((await at.run(words)).stdout)?.[1];
    expect(await severity()).toBe('warning');
    expect(await severity('--rule', 'unknown-field=info')).toBe('info');
    expect(await severity('--rule', 'schema=off')).toBeUndefined();
    expect(await severity('--rule', 'schema=off', '--rule', 'unknown-field=error')).toBe('error');
    expect(await severity('--rule', 'unknown-field=info', '--rule', 'unknown-field=error')).toBe('error');
    expect(await severity('--no-config')).toBe('error');
  });

  it('--print-config prints the settings and reads no manifest', async () => {
    at.put('routeproof.yaml', 'preset: strict\nrules: { unknown-field: off }\n');
    at.put('a.yaml', misspelt);
    const { code, stdout, stderr } = await at.run(['--print-config', '--namespace', 'shop', '--partial']);
    const printed = JSON.parse(stdout);
    expect([code, stderr]).toEqual([0, '']);
    expect(printed).toMatchObject({ config: 'routeproof.yaml', preset: 'strict', namespace: 'shop', partial: true });
    expect(printed.rules['unknown-field'].level).toBe('off');
    expect(printed.rules['missing-mtls'].level).toBe('error');
  });

  it('--config names a file by its path from the working directory, and it is no manifest', async () => {
    at.put('policy/strict.yaml', 'rules: { unknown-field: warning }\n');
    at.put('a.yaml', misspelt);
    const { code, stderr } = await at.run(['--config', './policy/strict.yaml']);
    expect(code).toBe(0);
    expect(stderr).toContain('checked 1 resource in 1 file\n');
  });

  it('--stats goes to standard error', async () => {
    at.put('a.yaml', misspelt);
    const [plain, stats] = [await at.run([]), await at.run(['--stats'])];
    expect(stats.stdout).toBe(plain.stdout);
    expect(stats.stderr).toContain('unknown-field');
  });
});

describe('a broken config', () => {
  it.each([[[]], [['--only', 'routing']], [['--print-config']]])('is told at its place, with %j', async (words) => {
    at.put('a.yaml', misspelt);
    at.put('routeproof.yaml', 'preset: all\nrules:\n  unknown-fields: off\n');
    const outcome = await at.run(words);
    expect(outcome.code).toBe(2);
    expect(told(outcome)).toContain('routeproof.yaml:3 invalid-config');
    expect(outcome.stderr).toContain('routeproof: routeproof.yaml has 1 error, so nothing in it counts\n');
  });

  it('is told even where its rule is off', async () => {
    at.put('a.yaml', misspelt);
    at.put('routeproof.yaml', 'presets: all\n');
    const { code, stderr } = await at.run(['--rule', 'invalid-config=off']);
    expect(code).toBe(2);
    expect(stderr).toContain('routeproof.yaml has 1 error');
  });
});

describe('a rule that throws is a finding, whatever it looks at, and spoils no other rule', () => {
  const docs = { ...danglingReference.docs };
  const crash = () => {
    throw new TypeError('of its own');
  };
  const base = { id: 'crashing', group: 'routing', since: '0.1.0', severity: 'error', reach: 'world', docs } as const;
  it.each(['document', 'resource', 'table', 'world', 'run'] as const)('%s', async (on) => {
    at.put('a.yaml', misspelt);
    const crashing = defineRule({ ...base, on, check: crash });
    const outcome = await at.run([], { rules: [...rules, crashing] });
    expect(outcome.code).toBe(1);
    expect(told(outcome)).toContain('a.yaml:7 unknown-field');
    expect(told(outcome).filter((line) => line.endsWith(' internal-error'))).toHaveLength(1);
    expect(outcome.stdout).toContain('rule `crashing` crashed');
  });

  it('also where few rules run', async () => {
    at.put('a.yaml', misspelt);
    const crashing = defineRule({ ...base, on: 'world', check: crash });
    const outcome = await at.run(['--only', 'crashing'], { rules: [...rules, crashing] });
    expect([outcome.code, told(outcome)]).toEqual([1, ['a.yaml:1 internal-error']]);
  });

  it('and is told where there is no object to tell it of', async () => {
    at.put('a.yaml', '');
    const crashing = defineRule({ ...base, on: 'world', check: crash });
    const { stderr } = await at.run([], { rules: [...rules, crashing] });
    expect(stderr).toContain('rule `crashing` crashed: TypeError: of its own\n');
  });
});
