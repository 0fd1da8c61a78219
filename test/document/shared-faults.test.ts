import { expect, it } from 'vitest';
import { lintFiles } from '../support/rule-test.ts';

const manifest = (last: string) => `apiVersion: appmesh.k8s.aws/v1beta2
kind: VirtualRouter
metadata: { name: cart, namespace: shop }
spec:
  listeners:
    - portMapping: &bad { port: 80800, protocol: http }
    - portMapping: ${last}
`;

async function told(text: string) {
  const { findings } = await lintFiles({ 'a.yaml': text });
  const invalid = findings.filter(({ rule }) => rule === 'invalid-field');
  return invalid.map(({ at, related }) => [at.span?.line, ...related.map(({ span }) => span?.line)]);
}

it('tells a value behind an anchor once, with its aliases', async () => {
  expect(await told(manifest('*bad'))).toEqual([[6, 7]]);
  expect(await told(manifest('{ <<: *bad, protocol: grpc }'))).toEqual([[6, 7]]);
});

it('tells two equal values that are written twice, twice', async () => {
  expect(await told(manifest('{ port: 80800, protocol: http }'))).toEqual([[6], [7]]);
});
