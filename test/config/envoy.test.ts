import { expect, it } from 'vitest';
import { lintFiles } from '../support/rule-test.ts';

const twice = `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  listeners: [{ portMapping: { port: 8080, protocol: http } }]
  routes:
    - name: both
      httpRoute:
        match: { prefix: /, headers: [{ name: x-a, match: { exact: one } }, { name: x-a, match: { exact: two } }] }
        action: { weightedTargets: [{ virtualNodeRef: { name: cart }, weight: 1 }] }
`;

async function told(envoy: string | null) {
  const config = envoy === null ? {} : { 'routeproof.yaml': `envoy: "${envoy}"\n` };
  const { findings } = await lintFiles({ 'a.yaml': twice, ...config });
  const routing = findings.filter(({ rule }) => rule === 'impossible-match' || rule === 'unreachable-route');
  return routing.map(({ rule, what }) => `${rule}: ${what}`);
}

it('matches the lines of a header one by one, as the newest Envoy does, unless told otherwise', async () => {
  const unusual = ['unreachable-route: only unusual requests reach route `both`'];
  expect(await told(null)).toEqual(unusual);
  expect(await told('1.40')).toEqual(unusual);
});

it('joins them as older ones do: no header is two texts', async () => {
  expect(await told('1.38')).toEqual(['impossible-match: no request can match route `both`']);
});

it('says what versions there are', async () => {
  const { findings } = await lintFiles({ 'a.yaml': twice, 'routeproof.yaml': 'envoy: "1.20"\n' });
  const wrong = findings.filter(({ rule }) => rule === 'invalid-config');
  expect(wrong.map(({ what, fix }) => `${what}; ${fix}`)).toEqual([expect.stringContaining('1.38')]);
});
