import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { oneline } from '../../src/report/oneline.ts';
import { githubMatcher, vscodeMatcher } from '../../src/report/problem-matcher.ts';
import { findingWith, gatewayRoute, placeless, placeOf, plain, runWith, SourceText, witness } from './run.ts';

/** What the matcher of VS Code reads in a line. */
function read(line: string) {
  const { pattern } = vscodeMatcher();
  const match = new RegExp(pattern.regexp).exec(line);
  if (match === null) return null;
  const group = (number: number) => match[number] ?? '';
  return {
    file: group(pattern.file),
    line: Number(group(pattern.line)),
    column: Number(group(pattern.column)),
    severity: group(pattern.severity),
    message: group(pattern.message),
    code: group(pattern.code),
  };
}

function lineOf(finding: Finding, color = false): string {
  const lines = oneline(runWith([finding]), { ...plain, color }).split('\n');
  expect(lines).toHaveLength(2);
  return lines[0] ?? '';
}

function at(path: string, line = 3, column = 7) {
  return {
    resource: null,
    pointer: null,
    span: { path, line, column, endLine: line, endColumn: column + 1 },
  };
}

describe('oneline', () => {
  it('is empty without findings', () => {
    expect(oneline(runWith([]), plain)).toBe('');
  });

  it('is one line for each finding, related places left out', () => {
    const source = new SourceText('routes/shop.yaml', 'a: 1\nb: 2\n');
    const related = [{ ...placeOf(source, 'a'), note: 'note' }];
    const findings = [
      findingWith({ at: placeOf(source, 'b'), related, witness }),
      findingWith({
        at: placeOf(source, '2'),
        severity: 'warning',
        rule: 'missing-timeout',
        what: 'no timeout',
      }),
      findingWith({
        at: placeOf(source, 'a'),
        severity: 'info',
        rule: 'unused-resource',
        what: 'unused',
      }),
    ];
    expect(oneline(runWith(findings, [source]), plain)).toBe(
      `routes/shop.yaml:2:1: error: no request can reach route \`canary\` (e.g. POST shop.example.com/cart?x=1 with x-canary: true) [unreachable-route]
routes/shop.yaml:2:4: warning: no timeout [missing-timeout]
routes/shop.yaml:1:1: info: unused [unused-resource]
`,
    );
  });

  it('names the object where there is no text', () => {
    expect(lineOf(findingWith({ at: placeless(gatewayRoute('canary')) }))).toBe(
      'GatewayRoute shop/canary: error: no request can reach route `canary` [unreachable-route]',
    );
    expect(lineOf(findingWith({ at: placeless(gatewayRoute('canary'), '/spec/routes/0/a.b~1c') }))).toMatch(
      /^GatewayRoute shop\/canary spec\.routes\[0\]\["a\.b\/c"\]: error: no request/,
    );
    expect(lineOf(findingWith({ at: placeless() }))).toMatch(/^the cluster: error: no request/);
  });

  it('keeps errors only when quiet', () => {
    const run = runWith([findingWith({ at: at('a'), severity: 'warning' }), findingWith({ at: at('b') })]);
    expect(oneline(run, { ...plain, quiet: true })).toMatch(/^b:3:7: error: [^\n]*\n$/);
  });

  it('is read by the pattern that gcc matchers use', () => {
    // ms-vscode.cpptools, package.json, problemMatchers, $gcc
    const gcc = /^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error):\s+(.*)$/;
    const match = gcc.exec(lineOf(findingWith({ at: at('routes/shop.yaml') })));
    expect(match?.slice(1, 5)).toEqual(['routes/shop.yaml', '3', '7', 'error']);
  });
});

describe('vscodeMatcher', () => {
  it.each([
    ['a path below a folder', 'routes/shop.yaml'],
    ['a Windows path', 'C:\\routes\\shop.yaml'],
    ['a path with spaces and brackets', 'my routes [old]/a (1).yaml'],
    ['a path with numbers between colons', 'a:1:b.yaml'],
    ['Unicode', '経路/größe.yaml'],
    ['standard input', '-'],
  ])('reads %s', (_, path) => {
    expect(read(lineOf(findingWith({ at: at(path) })))).toMatchObject({
      file: path,
      line: 3,
      column: 7,
    });
  });

  it.each([
    ['brackets', 'header `x` must match [a-z]'],
    ['something like a rule at the end', 'the list is empty [none]'],
    ['colons and numbers', 'found a:1:2: error: b'],
    ['Unicode', 'Route `größe 日本` erhält 👍🏽 nichts'],
  ])('reads a message with %s', (_, what) => {
    expect(read(lineOf(findingWith({ at: at('a.yaml'), what })))).toMatchObject({
      file: 'a.yaml',
      message: what,
      code: 'unreachable-route',
    });
  });

  it('reads coloured lines as it reads plain ones', () => {
    const finding = findingWith({
      at: at('a.yaml'),
      severity: 'warning',
      witness,
    });
    expect(lineOf(finding, true)).toContain('\x1b[');
    expect(read(lineOf(finding, true))).toEqual(read(lineOf(finding)));
  });

  it('reads every line of whatever findings', () => {
    const word = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 20 }).filter((path) => !/:\d+:\d+: /.test(`${path}:`)),
        fc.nat(99999),
        fc.nat(99999),
        fc.constantFrom('error', 'warning', 'info'),
        word,
        word,
        fc.boolean(),
        (path, line, column, severity, what, header, color) => {
          const finding = findingWith({
            at: at(path, line, column),
            severity,
            what: `a${what}`,
            witness: request({ headers: [{ name: 'x-a', value: header }] }),
          });
          expect(read(lineOf(finding, color))).toMatchObject({
            line,
            column,
            severity,
            code: 'unreachable-route',
          });
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });

  it('reads no other line', () => {
    expect(read('checked 3 resources in 2 files')).toBeNull();
    expect(read('a.yaml:1:1: note: something [x]')).toBeNull();
  });
});

describe('githubMatcher', () => {
  const [loud, quiet] = githubMatcher().problemMatcher;

  it.each(['error', 'warning'] as const)('reads %s with the first owner only', (severity) => {
    const line = lineOf(findingWith({ at: at('a.yaml'), severity }));
    expect(new RegExp(loud?.pattern[0]?.regexp ?? '').exec(line)?.[4]).toBe(severity);
    expect(line).not.toMatch(new RegExp(quiet?.pattern[0]?.regexp ?? ''));
  });

  it('reads info as a notice', () => {
    const line = lineOf(findingWith({ at: at('a.yaml'), severity: 'info' }));
    expect(line).not.toMatch(new RegExp(loud?.pattern[0]?.regexp ?? ''));
    expect(line).toMatch(new RegExp(quiet?.pattern[0]?.regexp ?? ''));
    expect(quiet?.severity).toBe('notice');
  });

  it('is what is printed', () => {
    expect(JSON.stringify(githubMatcher(), null, 2)).toBe(String.raw`{
  "problemMatcher": [
    {
      "owner": "routeproof",
      "pattern": [
        {
          "regexp": "^(?:\\x1b\\[[\\d;]*m)*(.+?)(?:\\x1b\\[[\\d;]*m)*:(?:\\x1b\\[[\\d;]*m)*(\\d+)(?:\\x1b\\[[\\d;]*m)*:(?:\\x1b\\[[\\d;]*m)*(\\d+)(?:\\x1b\\[[\\d;]*m)*: (?:\\x1b\\[[\\d;]*m)*(error|warning)(?:\\x1b\\[[\\d;]*m)*: (?:\\x1b\\[[\\d;]*m)*(.+?)(?:\\x1b\\[[\\d;]*m)* \\[(?:\\x1b\\[[\\d;]*m)*([^\\s\\[\\]]+)(?:\\x1b\\[[\\d;]*m)*\\]$",
          "file": 1,
          "line": 2,
          "column": 3,
          "severity": 4,
          "message": 5,
          "code": 6
        }
      ]
    },
    {
      "owner": "routeproof-info",
      "severity": "notice",
      "pattern": [
        {
          "regexp": "^(?:\\x1b\\[[\\d;]*m)*(.+?)(?:\\x1b\\[[\\d;]*m)*:(?:\\x1b\\[[\\d;]*m)*(\\d+)(?:\\x1b\\[[\\d;]*m)*:(?:\\x1b\\[[\\d;]*m)*(\\d+)(?:\\x1b\\[[\\d;]*m)*: (?:\\x1b\\[[\\d;]*m)*(info)(?:\\x1b\\[[\\d;]*m)*: (?:\\x1b\\[[\\d;]*m)*(.+?)(?:\\x1b\\[[\\d;]*m)* \\[(?:\\x1b\\[[\\d;]*m)*([^\\s\\[\\]]+)(?:\\x1b\\[[\\d;]*m)*\\]$",
          "file": 1,
          "line": 2,
          "column": 3,
          "message": 5,
          "code": 6
        }
      ]
    }
  ]
}`);
  });
});
