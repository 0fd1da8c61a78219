import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { folder } from './folder.ts';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const trace = (words: readonly string[], more: { readonly stdin?: string; readonly cwd?: string } = {}) =>
  command(['trace', ...words], { cwd: more.cwd ?? `${examples}color-app`, ...more });
const files = folder();
const put = (manifests: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(manifests)) files.put(path, text);
  return files.path;
};
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('trace', () => {
  it('tells the way of a request hop by hop', async () => {
    const { code, stdout } = await trace(['GET https://shop.example.com/color/red']);
    expect(stdout).toMatchInlineSnapshot(`
      "GET https://shop.example.com/color/red
        1 VirtualGateway colors/edge:8443, /color/red
          takes    TLS, without a certificate of the client
          table    any hostname
          route    \`colors/color\` (gateway-routes.yaml:5)
          rewrite  /color/red becomes /red, host shop.example.com becomes color.colors
        2 VirtualService colors/color, /red
        3 VirtualRouter colors/color, /red
          table    \`port 8080\`
          not      \`version-2-on-request\` (color.yaml:24): header \`x-color-version\` is absent, expected \`v2\`
          route    \`gradual\` (color.yaml:56)
          timeout  5 s (color.yaml:73)
          retries  2, 1 s each, on gateway-error, stream-error and connection-error (color.yaml:79)
       => 90 % to VirtualNode colors/color-v1:8080, served by Deployment colors/color-v1
            its timeout: 5 s (color.yaml:114)
            mTLS with VirtualGateway colors/edge: yes
          10 % to VirtualNode colors/color-v2:8080, served by Deployment colors/color-v2
            its timeout: 5 s (color.yaml:175)
            mTLS with VirtualGateway colors/edge: yes
      "
    `);
    expect(code).toBe(0);
  });

  it('follows a path as the proxy normalises it, and says so', async () => {
    const { stdout } = await trace(['https://shop.example.com//x/..//%63olor/red']);
    expect(stdout.split('\n').slice(0, 6)).toEqual([
      'GET https://shop.example.com//x/..//%63olor/red',
      '  1 VirtualGateway colors/edge:8443, /color/red',
      '    takes    TLS, without a certificate of the client',
      '    path     //x/..//%63olor/red, which the proxy normalises to /color/red',
      '    table    any hostname',
      '    route    `colors/color` (gateway-routes.yaml:5)',
    ]);
    const zero = await trace(['https://shop.example.com/a%00']);
    expect(zero.stdout).toBe('GET https://shop.example.com/a%00\n => 400, answered without a backend\n');
  });

  it('says of a request that nothing takes how close the nearest route came', async () => {
    const cwd = put({
      'routes.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - host: shop.test
      http:
        paths:
          - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
          - { path: /pay, pathType: Exact, backend: { service: { name: pay, port: { number: 80 } } } }
`,
    });
    const inside = await trace(['http://shop.test/carts'], { cwd });
    expect(inside.stdout).toMatchInlineSnapshot(`
      "GET http://shop.test/carts
        1 Ingress, /carts
          takes    plaintext only
          table    host shop.test
          not      \`shop/shop shop.test/cart\` (routes.yaml:9): path is \`/carts\`, expected \`/cart\` or what is below it
          not      \`shop/shop shop.test/pay (Exact)\` (routes.yaml:10): path is \`/carts\`, expected \`/pay\`
       => 404: no route of Ingress takes the request
          the nearest is \`shop/shop shop.test/cart\` (routes.yaml:9): path is \`/carts\`, expected \`/cart\` or what is below it
      "
    `);
    const outside = await trace(['http://store.test/pay'], { cwd });
    expect(outside.stdout).toMatchInlineSnapshot(`
      "GET http://store.test/pay
        1 Ingress, /pay
          takes    plaintext only
       => 404: no route of Ingress takes the request
          the nearest is \`shop/shop shop.test/pay (Exact)\` (routes.yaml:10): host is \`store.test\`, expected \`shop.test\`
      "
    `);
    expect([inside.code, outside.code]).toEqual([0, 0]);
  });

  it('follows a caller inside the mesh, named as a workload, an object of the mesh or a namespace', async () => {
    const url = 'http://color.colors:8080/red';
    for (const from of ['Deployment/colors/front', 'VirtualNode/colors/front', 'Namespace/colors']) {
      const { stdout } = await trace([url, '--from', from, '--format', 'json']);
      const [{ hops, outcome }] = lines(stdout);
      expect(hops.map(({ at }: { at: string }) => at)).toEqual([
        'VirtualService colors/color',
        'VirtualRouter colors/color',
      ]);
      expect(outcome.backends.map(({ name, weight }: { name: string; weight: number }) => [name, weight])).toEqual([
        ['color-v1', 90],
        ['color-v2', 10],
      ]);
    }
  });

  it.each([
    ['VirtualNode/colors/color-v1', 'calls nothing by the name `color.colors`; nothing in these files is called by it'],
    [
      'VirtualGateway/colors/edge:1',
      'there is no gateway or caller `VirtualGateway/colors/edge:1`; use --from VirtualGateway/colors/edge:8443',
    ],
    ['Namespace/colors', null],
  ])('says of %s what it may call', async (from, message) => {
    const { code, stderr } = await trace(['http://color.colors:8080/red', '--from', from]);
    expect(code).toBe(message === null ? 0 : 2);
    expect(stderr).toContain(message ?? '');
  });

  it('answers lines of JSON in their order, also those that it cannot answer', async () => {
    const requests = [
      '{"url":"https://shop.example.com/color/","headers":{"X-Color-Version":"v2"}}',
      '{"url":"https://shop.example.com/","method":"POST","headers":{"x":["1","2"]}}',
      'no JSON',
      '{"method":"GET"}',
      '{"url":"http://color.colors:8080/","from":"Deployment/colors/front"}',
      '{"url":"http://nobody.colors/","from":"Deployment/colors/front"}',
    ];
    const { code, stdout } = await trace(['--requests', '-', '--format', 'json'], {
      stdin: `${requests.join('\r\n')}\n\n`,
    });
    const answers = lines(stdout).map(
      ({ outcome }) => outcome.backends?.map(({ name }: { name: string }) => name) ?? outcome,
    );
    expect(answers).toEqual([
      ['color-v2'],
      ['front'],
      { kind: 'error', message: expect.stringContaining('JSON') },
      { kind: 'error', message: 'expected a text for `url`' },
      ['color-v1', 'color-v2'],
      {
        kind: 'error',
        message: '`Deployment/colors/front` calls nothing by the name `nobody.colors`; it may call color.colors',
      },
    ]);
    expect(code).toBe(0);
  });

  it('masks secrets wherever they are quoted', async () => {
    const secret = 'hunter2hunter2';
    const cwd = put({
      'routes.yaml': `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: it, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 80, protocol: http } }]
  routes:
    - name: one
      httpRoute:
        match: { prefix: /, headers: [{ name: x-token, match: { exact: other } }] }
        action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
---
apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualService
metadata: { name: it, namespace: shop }
spec: { provider: { virtualRouter: { virtualRouterRef: { name: it } } } }
`,
    });
    for (const format of ['text', 'json']) {
      const words = [`http://it.shop/?api_key=${secret}`, '-H', `x-token: ${secret}`, '--from', 'Namespace/shop'];
      const { stdout, code } = await trace([...words, '--format', format], { cwd });
      expect(stdout).toContain('x-token');
      expect(stdout).not.toContain(secret);
      expect(code).toBe(0);
    }
  });
});

describe('wrong usage', () => {
  it.each<readonly [string, readonly string[], string]>([
    ['no request', [], 'trace needs a request; write routeproof trace'],
    ['no URL', ['GET /cart'], 'names no host'],
    [
      'an unknown gateway',
      ['http://x.test/', '--from', 'VirtualGateway/colors/nobody'],
      'there is no gateway or caller',
    ],
    [
      'a from that is none',
      ['http://x.test/', '--from', 'edge'],
      '--from cannot be `edge`; write --from KIND/NAMESPACE/NAME',
    ],
    [
      'a name that nobody has',
      ['http://x.test/', '--from', 'Deployment/colors/front'],
      'calls nothing by the name `x.test`',
    ],
    ['an option that is none', ['http://x.test/', '--form', 'x'], 'did you mean --from'],
    ['requests and headers', ['--requests', '-', '-H', 'a: b'], 'leave out -X and -H'],
    ['requests that are not there', ['--requests', 'nothing.jsonl'], 'cannot read nothing.jsonl'],
  ])('%s', async (_, words, message) => {
    const { code, stdout, stderr } = await trace(words);
    expect(stderr).toContain(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('two gateways and none named', async () => {
    const gateway = (name: string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualGateway
metadata: { name: ${name}, namespace: shop }
spec: { listeners: [{ portMapping: { port: 8080, protocol: http } }] }
`;
    const cwd = put({ 'gateways.yaml': `${gateway('one')}---\n${gateway('two')}` });
    const { code, stderr } = await trace(['http://shop.test/'], { cwd });
    expect(stderr).toContain(
      'the request may enter at VirtualGateway/shop/one:8080 or VirtualGateway/shop/two:8080; add --from VirtualGateway/shop/one:8080',
    );
    expect(code).toBe(2);
  });

  it('no gateway, no file', async () => {
    expect(await trace(['http://x.test/'], { cwd: files.path })).toMatchObject({ code: 3, stdout: '' });
    const cwd = put({ 'node.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n' });
    expect(await trace(['http://x.test/'], { cwd })).toMatchObject({ code: 2 });
  });
});
