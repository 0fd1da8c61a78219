import { expect, it } from 'vitest';
import { lintFiles } from '../support/rule-test.ts';

const ingress = (name: string, port: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop, labels: { version: 1.10 } }
spec:
  rules:
    - host: a.test
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: ${port} } } }]
`;

async function fixes(text: string) {
  const { findings } = await lintFiles({ 'a.yaml': text });
  return findings.filter(({ rule }) => rule === 'invalid-field').map(({ at, fix }) => `${at.pointer} ${fix}`);
}

it('says to quote what Kubernetes reads as a boolean or a number', async () => {
  expect(await fixes(ingress('y', '{ number: 80 }'))).toEqual([
    '/metadata/name put it in quotes',
    '/metadata/labels/version put it in quotes',
  ]);
});

it('says how a port is written that stands alone', async () => {
  const labelled = '/metadata/labels/version put it in quotes';
  const port = '/spec/rules/0/http/paths/0/backend/service/port';
  expect(await fixes(ingress('cart', '80'))).toEqual([labelled, `${port} write \`{ number: 80 }\``]);
  expect(await fixes(ingress('cart', 'web'))).toEqual([labelled, `${port} write \`{ name: web }\``]);
});
