import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { loadConfig } from '../../src/config/load.ts';
import { SourceText } from '../../src/document/source-text.ts';

const load = (text: string) => loadConfig(new SourceText('routeproof.yaml', text), rules);

describe('a config', () => {
  it.each([
    ['empty', ''],
    ['comments alone', '# nothing\n'],
    ['an explicit null', '~\n'],
    ['an empty mapping', '{}\n'],
  ])('that says nothing, %s, is none', async (_, text) => {
    expect(await load(text)).toMatchObject({ config: {}, faults: [] });
  });

  it('takes off for a level, which this YAML reads as a boolean', async () => {
    const { config, faults } = await load('rules: { unknown-field: off, routing: off }\n');
    expect([config.rules, faults]).toEqual([{ 'unknown-field': { level: 'off' }, routing: { level: 'off' } }, []]);
  });

  it('takes a bare date', async () => {
    const { config } = await load('ignore: [{ rule: unknown-field, reason: r, until: 2026-01-31 }]\n');
    expect(config.ignore).toEqual([{ rule: 'unknown-field', reason: 'r', until: '2026-01-31' }]);
  });

  it('may be JSON', async () => {
    expect((await load('{"preset": "all"}')).config).toEqual({ preset: 'all' });
  });
});

describe('an error in a config is a fault at its place, and nothing in the file counts', () => {
  it.each<[string, string, readonly (string | number)[]]>([
    ['a key that does not exist', 'preste: all\n', ['preste']],
    ['a preset that does not exist', 'preset: everything\n', ['preset']],
    ['a rule that does not exist', 'rules: { unknown-fields: off }\n', ['rules', 'unknown-fields']],
    ['a level that does not exist', 'rules: { unknown-field: fatal }\n', ['rules', 'unknown-field']],
    ['an option that does not exist', 'rules: { unknown-field: { levl: off } }\n', ['rules', 'unknown-field', 'levl']],
    ['a list for a mapping', 'rules: [unknown-field]\n', ['rules']],
    ['a text for a list', 'ignore: unknown-field\n', ['ignore']],
    ['an ignore without a reason', 'ignore: [{ rule: unknown-field }]\n', ['ignore', 0]],
    [
      'a date in another form',
      'ignore: [{ rule: unknown-field, reason: r, until: 31.1.2026 }]\n',
      ['ignore', 0, 'until'],
    ],
    ...['2026-99-99', '2026-02-30', '2026-1-1', '2026-01-01T00:00:00Z', 'tomorrow', '""'].map(
      (until): [string, string, (string | number)[]] => [
        `a day that there is not: ${until}`,
        `ignore: [{ rule: unknown-field, reason: r, until: ${until} }]\n`,
        ['ignore', 0, 'until'],
      ],
    ),
    ['an owner of nothing', 'owners: [{ name: payments }]\n', ['owners', 0]],
    ['an owner without a name', 'owners: [{ namespaces: [pay] }]\n', ['owners', 0]],
    ['an owner of no label', 'owners: [{ name: a, labels: {} }]\n', ['owners', 0, 'labels']],
    ['a label that is no text', 'owners: [{ name: a, labels: { x: no } }]\n', ['owners', 0, 'labels', 'x']],
    ['a path of an owner that is none', 'owners: [{ name: a, paths: [cart] }]\n', ['owners', 0, 'paths', 0]],
    ['a world without files', 'worlds: [{ name: dev, paths: [] }]\n', ['worlds', 0, 'paths']],
    ['a list', '- preset: all\n', []],
    ['a text', 'all\n', []],
    ['a second document', 'preset: all\n---\npreset: strict\n', []],
    ['a key twice', 'preset: all\npreset: strict\n', ['preset']],
    ['constructor', 'constructor: all\n', ['constructor']],
    ['toString among the rules', 'rules: { toString: off }\n', ['rules', 'toString']],
  ])('%s', async (_, text, path) => {
    const { config, faults } = await load(text);
    expect(config).toEqual({});
    expect(faults.map(({ id, at }) => [id, at.path])).toEqual([['invalid-config', path]]);
  });

  it.each(['{{ .Values.routeproof }}\n', 'preset: {{ .Values.preset }}\n'])('a template: %j', async (text) => {
    const { config, faults } = await load(text);
    expect([config, faults.map(({ id, found }) => [id, found])]).toEqual([{}, [['invalid-config', 'a Helm template']]]);
  });

  it('broken YAML', async () => {
    const { config, faults } = await load('preset: all\nrules: [\n');
    expect(config).toEqual({});
    expect(faults.map(({ id }) => id)).toEqual(['invalid-config']);
  });

  it('__proto__ reaches no prototype', async () => {
    const { config } = await load('rules: { __proto__: { unknown-field: off } }\n');
    expect(config.rules?.['unknown-field']).toBeUndefined();
    expect(Reflect.get({}, 'unknown-field')).toBeUndefined();
  });

  it('each has its own fault', async () => {
    const { faults } = await load('preste: all\nrules: { unknown-fields: off, invalid-feld: off }\n');
    expect(faults.map(({ at }) => at.path.at(-1)).sort()).toEqual(['invalid-feld', 'preste', 'unknown-fields']);
  });
});
