import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { defineRule } from '../../src/rule/kit.ts';
import { folder, misspelt, told } from './folder.ts';

const at = folder();

/** {@link misspelt} with a comment on its own line above the mistake, or behind it. */
const above = (comment: string) => misspelt.replace('  listenrs', `  # ${comment}\n  listenrs`);
const behind = (comment: string) => misspelt.replace('listenrs:', `listenrs: # ${comment}`);
const annotated = (key: string, reason: string) =>
  misspelt.replace('  namespace: shop\n', `  namespace: shop\n  annotations: { ${key}: ${reason} }\n`);

async function run(text: string, ...words: string[]) {
  at.put('a.yaml', text);
  const outcome = await at.run(words);
  return {
    told: told(outcome),
    suppressed: / (\d+) suppressed\n/.exec(outcome.stderr)?.[1] ?? '0',
    code: outcome.code,
  };
}
const hidden = { told: [], suppressed: '1', code: 0 };

describe('a comment suppresses', () => {
  it.each([
    ['on its own line, the next line', above('routeproof-ignore unknown-field: a reason')],
    ['behind something, its line', behind('routeproof-ignore unknown-field: a reason')],
    ['several rules', above('routeproof-ignore unknown-field, invalid-field: a reason').replace(', invalid-field', '')],
    ['the next line with content', above('routeproof-ignore unknown-field: a reason\n\n  # more')],
    ['in a file with CRLF', above('routeproof-ignore unknown-field: a reason').replaceAll('\n', '\r\n')],
    ['after a byte order mark', `\ufeff${above('routeproof-ignore unknown-field: a reason')}`],
  ])('%s', async (_, text) => {
    expect(await run(text)).toEqual(hidden);
  });

  it('in a List', async () => {
    const items = `apiVersion: v1\nkind: List\nitems:\n${behind('routeproof-ignore unknown-field: a reason').replaceAll(/^(.)/gm, '    $1').replace('   ', '  -')}`;
    expect(await run(items)).toEqual(hidden);
  });

  it('and one of them is enough where several do', async () => {
    const text = above('routeproof-ignore unknown-field: one').replace(
      'listenrs:',
      'listenrs: # routeproof-ignore unknown-field: two',
    );
    expect(await run(text)).toEqual(hidden);
  });
});

describe('a comment suppresses nothing', () => {
  it.each([
    [
      'behind something, of the next line',
      misspelt.replace('spec:', 'spec: # routeproof-ignore unknown-field: r'),
      'a.yaml:6 unused-suppression',
      7,
    ],
    [
      'two lines above',
      misspelt.replace('spec:', '# routeproof-ignore unknown-field: r\nspec:'),
      'a.yaml:6 unused-suppression',
      8,
    ],
    [
      'below',
      misspelt.replace(/(listenrs:.*\n)/, '$1    # routeproof-ignore unknown-field: r\n'),
      'a.yaml:8 unused-suppression',
      7,
    ],
    ['of another rule', behind('routeproof-ignore invalid-field: r'), 'a.yaml:7 unused-suppression', 7],
    ['of a rule that does not exist', behind('routeproof-ignore unknown-fields: r'), 'a.yaml:7 unknown-suppression', 7],
    ['without a reason', behind('routeproof-ignore unknown-field'), 'a.yaml:7 unknown-suppression', 7],
    ['with an empty reason', behind('routeproof-ignore unknown-field:  '), 'a.yaml:7 unknown-suppression', 7],
  ])('%s', async (_, text, line, error) => {
    const { told, code } = await run(text);
    expect(told).toContain(line);
    expect(told).toContain(`a.yaml:${error} unknown-field`);
    expect([told.length, code]).toEqual([2, 1]);
  });
});

describe('an annotation', () => {
  it('suppresses in its object, also in a List', async () => {
    const text = annotated('ignore.routeproof.dev/unknown-field', 'a reason');
    expect(await run(text)).toEqual(hidden);
    const list = `apiVersion: v1\nkind: List\nitems:\n${text.replaceAll(/^(.)/gm, '    $1').replace('   ', '  -')}`;
    expect(await run(list)).toEqual(hidden);
  });

  it('speaks of no other object, even of one with the same identity in another world', async () => {
    at.put('dev/kustomization.yaml', 'resources: [cart.yaml]\n');
    at.put('dev/cart.yaml', annotated('ignore.routeproof.dev/unknown-field', 'a reason'));
    at.put('prod/kustomization.yaml', 'resources: [cart.yaml]\n');
    at.put('prod/cart.yaml', misspelt);
    expect(told(await at.run([]))).toEqual(['prod/cart.yaml:7 unknown-field']);
  });

  it('without a reason or a rule suppresses nothing', async () => {
    const { told } = await run(annotated('ignore.routeproof.dev/unknown-field', '""'));
    expect(told).toEqual(['a.yaml:6 unknown-suppression', 'a.yaml:8 unknown-field']);
    const unknown = await run(annotated('ignore.routeproof.dev/toString', 'a reason'));
    expect(unknown.told).toEqual(['a.yaml:6 unknown-suppression', 'a.yaml:8 unknown-field']);
  });
});

describe('the config', () => {
  const ignore = (...conditions: string[]) =>
    at.put('routeproof.yaml', `ignore:\n  - { ${['rule: unknown-field', 'reason: r', ...conditions].join(', ')} }\n`);

  it.each([
    [[]],
    [['path: "*.yaml"']],
    [['path: "**/a.*"', 'kind: Virtual*', 'namespace: sh?p', 'name: "{cart,checkout}"']],
    [['until: 2026-06-01']],
    [['until: "2026-12-31"']],
  ])('suppresses where all conditions hold: %j', async (conditions) => {
    ignore(...conditions);
    expect(await run(misspelt)).toEqual(hidden);
  });

  it.each([[['path: "b/**"']], [['kind: VirtualNode']], [['namespace: other']], [['name: car']]])(
    'suppresses nothing where one does not: %j',
    async (conditions) => {
      ignore(...conditions);
      expect((await run(misspelt)).told).toEqual(['a.yaml:7 unknown-field', 'routeproof.yaml:2 unused-suppression']);
    },
  );

  it('suppresses until its last day: then the finding is back, and when it ended is told', async () => {
    ignore('until: 2026-05-31');
    expect((await run(misspelt)).told).toEqual(['a.yaml:7 unknown-field', 'routeproof.yaml:2 unknown-suppression']);
    expect((await run(misspelt.replace('listenrs', 'listeners'))).told).toEqual([
      'routeproof.yaml:2 unused-suppression',
    ]);
  });

  it('names a rule that does not exist', async () => {
    at.put('routeproof.yaml', 'ignore: [{ rule: unknown-fields, reason: r }]\n');
    expect((await run(misspelt)).told).toContain('routeproof.yaml:1 unknown-suppression');
  });

  it.each([
    ['a comment', behind('routeproof-ignore unknown-field: r'), 7],
    ['an annotation', annotated('ignore.routeproof.dev/unknown-field', 'r'), 8],
  ])('locks a rule against %s', async (_, text, line) => {
    at.put('routeproof.yaml', 'rules: { unknown-field: { level: error, locked: true } }\n');
    const { told, code } = await run(text);
    expect(code).toBe(1);
    expect(told).toContain(`a.yaml:${line} unknown-field`);
    expect(told.filter((one) => one.endsWith('unknown-suppression'))).toHaveLength(1);
  });
});

describe('a conflict of two routes, in which none is more to blame,', () => {
  const ingress = (name: string, service: string, comment = '', more = '') => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop${more} }
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart ${comment}
            pathType: Prefix
            backend: { service: { name: ${service}, port: { number: 80 } } }
`;
  const comment = (rule: string) => `# routeproof-ignore ${rule}: moved next week`;
  const annotation = (rule: string) => `, annotations: { ignore.routeproof.dev/${rule}: moved next week }`;
  const only = ['--only', 'ambiguous-overlap,duplicate-match,duplicate-resource,meta'];

  it.each([
    ['ambiguous-overlap', 'basket'],
    ['duplicate-match', 'cart'],
  ])('is suppressed on either of them: %s', async (rule, service) => {
    expect((await run(`${ingress('one', 'cart')}---\n${ingress('two', service)}`, ...only)).told).toEqual([
      `a.yaml:21 ${rule}`,
    ]);
    for (const [of1, of2, more1, more2] of [
      [comment(rule), '', '', ''],
      ['', comment(rule), '', ''],
      ['', '', annotation(rule), ''],
      ['', '', '', annotation(rule)],
    ]) {
      const text = `${ingress('one', 'cart', of1, more1)}---\n${ingress('two', service, of2, more2)}`;
      expect(await run(text, ...only)).toEqual(hidden);
    }
    at.put('routeproof.yaml', `ignore: [{ rule: ${rule}, name: one, reason: moved next week }]\n`);
    expect(await run(`${ingress('one', 'cart')}---\n${ingress('two', service)}`, ...only)).toEqual(hidden);
  });

  it('is suppressed on either of two definitions of one object', async () => {
    const ignored = annotation('duplicate-resource');
    for (const [first, second] of [
      [ignored, ''],
      ['', ignored],
    ]) {
      const text = `${ingress('one', 'cart', '', first)}---\n${ingress('one', 'basket', '', second)}`;
      expect(await run(text, ...only)).toEqual(hidden);
    }
  });

  it('of several is suppressed on the one that is told, or on all others', async () => {
    const three = (...comments: string[]) =>
      ['a', 'b', 'c'].map((name, index) => ingress(name, name, comments[index])).join('---\n');
    const ignored = comment('ambiguous-overlap');
    expect((await run(three(ignored, '', ''), ...only)).told).toEqual(['a.yaml:33 ambiguous-overlap']);
    expect((await run(three(ignored, ignored, ''), ...only)).told).toEqual([]);
    expect((await run(three('', ignored, ignored), ...only)).told).toEqual([]);
  });
});

describe('an unused suppression', () => {
  const unused = `# routeproof-ignore unknown-field: r\n${misspelt.replace('listenrs', 'listeners')}`;
  it('is told', async () => {
    expect((await run(unused)).told).toEqual(['a.yaml:1 unused-suppression']);
  });

  it.each([[['--partial']], [['--rule', 'unknown-field=off']], [['--only', 'routing,meta']]])(
    'is not told with %j, where silence shows nothing',
    async (words) => {
      expect((await run(unused, ...words)).told).toEqual([]);
    },
  );
});

describe('of several places that are one finding', () => {
  const named = (comments: Readonly<Record<string, string>>) => `apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec:
  ports:
    - { port: 1 } ${comments['one'] ?? ''}
    - { port: 2 } ${comments['two'] ?? ''}
    - { port: 3 } ${comments['three'] ?? ''}
`;
  const folding = defineRule({
    id: 'a-port',
    group: 'routing',
    since: '0.1.0',
    severity: 'error',
    on: 'resource',
    reach: 'unit',
    fold: (count) => `${count} ports`,
    docs: { summary: 'a port', harm: 'None.', sources: [], bad: null, good: null },
    *check(resource) {
      const { ports } = resource.spec;
      for (const index of Array.isArray(ports) ? ports.keys() : []) {
        const path = [...resource.root, 'spec', 'ports', index];
        yield {
          at: { document: resource.document, path, part: 'value' },
          what: 'a port',
          why: 'it is',
          fix: 'remove it',
        };
      }
    },
  });
  const ignored = '# routeproof-ignore a-port: r';
  const ports = async (comments: Readonly<Record<string, string>>) => {
    at.put('a.yaml', named(comments));
    const { stdout } = await at.run(['--only', 'a-port,meta', '--format', 'json'], { rules: [...rules, folding] });
    const { findings, summary } = JSON.parse(stdout);
    const shown = findings.map(
      ({ line, message, related }: { line: number; message: string; related: { line: number }[] }) =>
        [line, message, ...related.map((place) => place.line)].join(' '),
    );
    return [...shown, `${summary.suppressed} suppressed`];
  };

  it.each<[string, Record<string, string>, string[]]>([
    ['none is suppressed', {}, ['6 3 ports 7 8', '0 suppressed']],
    ['the first is', { one: ignored }, ['7 2 ports 8', '1 suppressed']],
    ['the second is', { two: ignored }, ['6 2 ports 8', '1 suppressed']],
    ['two are', { one: ignored, three: ignored }, ['7 a port', '1 suppressed']],
    ['all are', { one: ignored, two: ignored, three: ignored }, ['1 suppressed']],
  ])('%s', async (_, comments, shown) => {
    expect(await ports(comments)).toEqual(shown);
  });

  it('objects of one identity in two worlds stay apart, and a file of two worlds counts once', async () => {
    for (const stage of ['dev', 'prod']) {
      at.put(`${stage}/kustomization.yaml`, 'resources: [../base, a.yaml]\n');
      at.put(`${stage}/a.yaml`, named({}).replace('cart', 'other'));
    }
    at.put('base/kustomization.yaml', 'resources: [a.yaml]\n');
    at.put('base/a.yaml', named({}));
    const { stdout } = await at.run(['--only', 'a-port'], { rules: [...rules, folding] });
    expect(stdout.split('\n')).toEqual([
      'base/a.yaml:6:7: error: 3 ports [a-port]',
      'dev/a.yaml:6:7: error: 3 ports [a-port]',
      'prod/a.yaml:6:7: error: 3 ports [a-port]',
      '',
    ]);
  });
});
