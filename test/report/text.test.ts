import { describe, expect, it } from 'vitest';
import { request } from '../../src/algebra/request.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { text } from '../../src/report/text.ts';
import { findingWith, gatewayRoute, placeless, placeOf, plain, runWith, SourceText, witness } from './run.ts';

const shop = new SourceText(
  'routes/shop.yaml',
  `kind: GatewayRoute
metadata:
  name: all
spec:
  priority: 10
  httpRoute:
    match: { prefix: /cart }
---
kind: GatewayRoute
metadata:
  name: canary
spec:
  priority: 20
  httpRoute:
    match: { prefix: /cart, headers: [{ name: x-canary }] }
`,
);
const gateway = new SourceText('gateway.yaml', 'kind: VirtualGateway\r\nspec:\r\n  port: 8080\r\n');

function render(findings: readonly Finding[], sources: readonly SourceText[], options = plain): string {
  return `\n${text(runWith(findings, sources), options)}`;
}

describe('text', () => {
  it('says nothing of a run without findings', () => {
    expect(text(runWith([]), plain)).toBe('');
  });

  it('merges the places of one file into one frame, other files get their own, then why, witness, fix, help', () => {
    const finding = findingWith({
      at: {
        ...placeOf(shop, 'prefix: /cart', 2),
        resource: gatewayRoute('canary'),
      },
      witness,
      related: [
        {
          ...placeOf(gateway, 'port: 8080'),
          note: 'both are tried for this port',
        },
        {
          ...placeOf(shop, 'prefix: /cart', 1),
          note: 'takes every request that `canary` matches',
        },
        {
          ...placeOf(shop, 'priority: 10'),
          note: 'priority 10 is tried before priority 20',
        },
      ],
    });
    expect(render([finding], [shop, gateway])).toBe(`
error[unreachable-route]: no request can reach route \`canary\`
  --> routes/shop.yaml:15:14
   |
 5 |   priority: 10
   |   ------------ priority 10 is tried before priority 20
 6 |   httpRoute:
 7 |     match: { prefix: /cart }
   |              ------------- takes every request that \`canary\` matches
...
15 |     match: { prefix: /cart, headers: [{ name: x-canary }] }
   |              ^^^^^^^^^^^^^ GatewayRoute shop/canary
   |
  ::: gateway.yaml:3:3
   |
 3 |   port: 8080
   |   ---------- both are tried for this port
   |
   = why: every request it matches goes to \`all\` first
   = witness: curl -X POST 'http://shop.example.com/cart?x=1' -H 'x-canary: true'
   = fix: give \`canary\` precedence
   = help: routeproof rules unreachable-route
`);
  });

  it('shows help once for each rule and a blank line between findings', () => {
    const at = placeOf(gateway, '8080');
    const output = render(
      [findingWith({ at }), findingWith({ at }), findingWith({ at, rule: 'port-mismatch', severity: 'warning' })],
      [gateway],
    );
    expect(output).toBe(`
error[unreachable-route]: no request can reach route \`canary\`
 --> gateway.yaml:3:9
  |
3 |   port: 8080
  |         ^^^^
  |
  = why: every request it matches goes to \`all\` first
  = fix: give \`canary\` precedence
  = help: routeproof rules unreachable-route

error[unreachable-route]: no request can reach route \`canary\`
 --> gateway.yaml:3:9
  |
3 |   port: 8080
  |         ^^^^
  |
  = why: every request it matches goes to \`all\` first
  = fix: give \`canary\` precedence

warning[port-mismatch]: no request can reach route \`canary\`
 --> gateway.yaml:3:9
  |
3 |   port: 8080
  |         ^^^^
  |
  = why: every request it matches goes to \`all\` first
  = fix: give \`canary\` precedence
  = help: routeproof rules port-mismatch
`);
  });

  it('hangs the labels of several places in one line from right to left', () => {
    const finding = findingWith({
      at: {
        ...placeOf(shop, 'prefix: /cart', 2),
        resource: gatewayRoute('canary'),
      },
      related: [
        { ...placeOf(shop, 'match', 2), note: 'this match' },
        { ...placeOf(shop, 'x-canary'), note: 'and this header' },
      ],
    });
    expect(render([finding], [shop])).toContain(`
15 |     match: { prefix: /cart, headers: [{ name: x-canary }] }
   |     -----    ^^^^^^^^^^^^^                    -------- and this header
   |     |        |
   |     |        GatewayRoute shop/canary
   |     this match
   |
`);
  });

  it('draws the primary place over a related one that contains it', () => {
    const finding = findingWith({
      at: { ...placeOf(shop, '/cart', 2), resource: gatewayRoute('canary') },
      related: [{ ...placeOf(shop, 'prefix: /cart', 2), note: 'the whole entry' }],
    });
    expect(render([finding], [shop])).toContain(`
   |              --------^^^^^ GatewayRoute shop/canary
   |              |
   |              the whole entry
`);
  });

  it('puts no label behind a mark that another one outlasts', () => {
    const finding = findingWith({
      at: { ...placeOf(shop, 'prefix', 2), resource: gatewayRoute('canary') },
      related: [{ ...placeOf(shop, '{ prefix: /cart', 2), note: 'the whole entry' }],
    });
    expect(render([finding], [shop])).toContain(`
   |            --^^^^^^-------
   |            | |
   |            | GatewayRoute shop/canary
   |            the whole entry
`);
  });

  it('hangs both labels of two places that begin together', () => {
    const finding = findingWith({
      at: { ...placeOf(shop, 'prefix', 2), resource: gatewayRoute('canary') },
      related: [{ ...placeOf(shop, 'prefix: /cart', 2), note: 'the whole entry' }],
    });
    expect(render([finding], [shop])).toContain(`
   |              ^^^^^^------- the whole entry
   |              |
   |              GatewayRoute shop/canary
`);
  });

  it('keeps a mark below wide, combined and tabbed characters', () => {
    const source = new SourceText('wide.yaml', 'a: "日本 e\u0301 👍🏽 ☁️\t" # here\n');
    expect(render([findingWith({ at: placeOf(source, 'here') })], [source])).toContain(`
1 | a: "日本 e\u0301 👍🏽 ☁️    " # here
  |                         ^^^^
`);
  });

  it('shortens a place of several lines to its first line', () => {
    const at = { ...placeOf(shop, 'metadata'), span: { ...shop.span(19, 60) } };
    expect(render([findingWith({ at })], [shop])).toContain(`
2 | metadata:
  | ^^^^^^^^^
  |
`);
  });

  it('marks one cell for an empty place at the end of a file', () => {
    const source = new SourceText('end.yaml', 'kind: Mesh\r\n');
    const at = { resource: null, pointer: '', span: source.span(12, 12) };
    expect(render([findingWith({ at })], [source])).toContain(`
 --> end.yaml:2:1
  |
2 |
  | ^
  |
`);
  });

  it('marks the cell behind a line whose place begins at its end', () => {
    const source = new SourceText('key.yaml', 'spec:\n  a: 1\n');
    const at = { resource: null, pointer: '', span: source.span(5, 12) };
    expect(render([findingWith({ at })], [source])).toContain(`
1 | spec:
  |      ^
`);
  });

  it('hides a byte order mark without moving what follows', () => {
    const source = new SourceText('bom.yaml', '\uFEFFkind: Mesh\n');
    expect(render([findingWith({ at: placeOf(source, 'Mesh') })], [source])).toContain(`
1 | kind: Mesh
  |       ^^^^
`);
  });

  it('cuts a long line around the place and leaves room for its label', () => {
    const source = new SourceText('long.yaml', `a: ${'x'.repeat(90)} here ${'y'.repeat(90)}\n`);
    const at = { ...placeOf(source, 'here'), resource: gatewayRoute('canary') };
    expect(render([findingWith({ at })], [source], { ...plain, width: 60 })).toContain(`
1 | …xxxxxxxxxxxxxxxxxxxxxxxx here yyyyyyyyyyyyyyyyyyyyyyyy…
  |                           ^^^^ GatewayRoute shop/canary
`);
  });

  it('cuts the end of a long line whose place is at its beginning', () => {
    const source = new SourceText('long.yaml', `here: ${'x'.repeat(90)}\n`);
    expect(
      render([findingWith({ at: placeOf(source, 'here') })], [source], {
        ...plain,
        width: 40,
      }),
    ).toContain(`
1 | here: xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  | ^^^^
`);
  });

  it('shows an object without a text by its name and pointer', () => {
    const finding = findingWith({
      at: placeless(gatewayRoute('canary'), '/spec/priority'),
      related: [
        {
          ...placeless(gatewayRoute('all'), '/spec/priority'),
          note: 'is tried first',
        },
      ],
    });
    expect(render([finding], [])).toBe(`
error[unreachable-route]: no request can reach route \`canary\`
 --> GatewayRoute shop/canary spec.priority
  = note: GatewayRoute shop/all spec.priority: is tried first
  = why: every request it matches goes to \`all\` first
  = fix: give \`canary\` precedence
  = help: routeproof rules unreachable-route
`);
  });

  it('shows a finding that has no place at all', () => {
    expect(render([findingWith({ at: placeless() })], [])).toBe(`
error[unreachable-route]: no request can reach route \`canary\`
  = why: every request it matches goes to \`all\` first
  = fix: give \`canary\` precedence
  = help: routeproof rules unreachable-route
`);
  });

  it('names the place of a text that it does not have', () => {
    const output = render([findingWith({ at: placeOf(shop, 'canary') })], []);
    expect(output).toContain('\n --> routes/shop.yaml:11:9\n  = why');
  });

  it('shows eight related places and counts the rest', () => {
    const related = Array.from({ length: 10 }, (_, i) => ({
      ...placeless(gatewayRoute(`r${i}`)),
      note: 'too',
    }));
    const output = render([findingWith({ at: placeless(), related })], []);
    expect(output).toContain('= note: GatewayRoute shop/r7: too\n  = note: and 2 more places\n');
    expect(output).not.toContain('r8');
  });

  it('says on what a finding depends', () => {
    expect(render([findingWith({ at: placeless(), certainty: 'if-complete' })], [])).toContain(
      '= note: true if the cluster holds no more than was read\n',
    );
    expect(render([findingWith({ at: placeless(), certainty: 'unusual-requests' })], [])).toContain(
      '= note: only requests that few clients send are concerned\n',
    );
  });

  it('says who sends the witness', () => {
    const caller = { namespace: 'shop', labels: new Map([['app', 'front']]) };
    expect(render([findingWith({ at: placeless(), witness: request({ caller }) })], [])).toContain(
      "= witness: curl 'http://example.test/'\n  = sent from: namespace shop, app=front\n",
    );
  });

  it('folds why at the width and never the witness', () => {
    const finding = findingWith({
      at: placeless(),
      why: 'the first route takes every request of the second one',
      witness: request({ path: `/${'a'.repeat(60)} b` }),
    });
    expect(render([finding], [], { ...plain, width: 40 })).toContain(`
  = why: the first route takes every
         request of the second one
  = witness: curl 'http://example.test/${'a'.repeat(60)} b'
`);
  });

  it('keeps errors only when quiet', () => {
    const warning = findingWith({
      at: placeless(),
      severity: 'warning',
      rule: 'missing-timeout',
    });
    const output = render([warning, findingWith({ at: placeless() })], [], {
      ...plain,
      quiet: true,
    });
    expect(output).not.toContain('missing-timeout');
    expect(output).toContain('error[unreachable-route]');
  });

  it('colours by severity and changes no character', () => {
    const at = placeOf(shop, 'priority: 20');
    const related = [{ ...placeOf(shop, 'priority: 10'), note: 'first' }];
    const findings = [findingWith({ at, related }), findingWith({ at, severity: 'warning' })];
    const colored = render(findings, [shop], { ...plain, color: true });
    expect(colored).toContain('\x1b[1;31merror[unreachable-route]\x1b[0m\x1b[1m: no request');
    expect(colored).toContain('  \x1b[1;31m^^^^^^^^^^^^\x1b[0m\n');
    expect(colored).toContain('  \x1b[1;34m------------\x1b[0m \x1b[1;34mfirst\x1b[0m\n');
    expect(colored).toContain('\x1b[1;33m^^^^^^^^^^^^\x1b[0m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(colored.replaceAll(/\x1b\[[\d;]*m/g, '')).toBe(render(findings, [shop]));
  });
});
